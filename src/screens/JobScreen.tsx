import { Box } from 'ink';
import { childKnown, familyOf } from '#state/run-family.ts';
import { isParent } from '#state/run-kinds.ts';
import { ChildrenPanel } from './ChildrenPanel.tsx';
import { useApp, useKit, type Area } from './context.ts';
import { problemLines, type FactGroup } from './facts.ts';
import { jobFacts, runFacts } from './job-facts.ts';
import { studioLink } from './log-words.ts';
import { Facts } from './parts/Facts.tsx';
import { Lines } from './parts/Lines.tsx';
import { Rule } from './parts/Rule.tsx';
import type { RouteOf } from './route-of.ts';
import { freshQueue } from '#state/queue-part.ts';

/** The rows of a page of facts above the children of a job: what says most of it, while the children have the most of the screen. */
const factRows = (rows: number, reading: boolean): number =>
  reading ? Math.max(5, rows - 5) : Math.max(4, Math.min(10, Math.floor(rows * 0.4)));

/** Everything about one job: at once what its row says, then what the service adds; of a part of a job what run history says. */
export const JobScreen = ({ route, columns, rows }: Area & { readonly route: RouteOf<'job'> }) => {
  const { paint, workbench } = useKit();
  const { name } = route;
  const detail = useApp(({ board }) => (board?.job.name === name ? board.job.remote.data : undefined));
  const armProblem = useApp(({ board }) => (board?.job.name === name ? board.job.remote.problem : undefined));
  const since = useApp((state) => state.board?.jobs.since.get(name));
  const cancels = useApp((state) => (state.board?.queue ?? freshQueue).cancels);
  const serverTimeMs = useApp((state) => state.serverTimeMs);
  const history = useApp((state) => familyOf(state, name).run);
  const { data: run, problem: runProblem } = history;
  const reading = useApp((state) => familyOf(state, name).reading);
  const child = useApp((state) => childKnown(state, name));
  const link = useApp((state) => studioLink(state, name));
  useApp((state) => state.board?.jobs.version);
  const told = workbench.jobs.get(name) ?? detail;
  // What has no type is a part of a job, of which Azure Resource Manager knows hardly more than that it is there.
  const job = told !== undefined && (told.type !== '' || run === undefined) ? told : undefined;
  // That Azure Resource Manager does not know a part of a job is as it should be.
  const problem = armProblem?.kind === 'not-found' && run !== undefined ? undefined : armProblem;
  const groups: readonly FactGroup[] | undefined =
    job !== undefined
      ? jobFacts(job, detail, { since, serverTimeMs, cancels, run: history })
      : run === undefined
        ? undefined
        : runFacts(run, child, link, serverTimeMs);
  if (groups === undefined) {
    const words =
      problem === undefined
        ? ['   Reading the job ..']
        : problemLines(problem.kind === 'not-found' ? (runProblem ?? problem) : problem, columns);
    return <Lines lines={['', ...words.map(paint.secondary)].slice(0, rows)} />;
  }
  const notes = problem === undefined ? [] : [...problemLines(problem, columns).map(paint.needsPerson), ''];
  if (!isParent(job?.type ?? child?.type ?? run?.type ?? ''))
    return <Facts groups={groups} notes={notes} columns={columns} rows={rows} />;
  const above = factRows(rows, reading);
  return (
    <Box flexDirection="column">
      <Box height={above} flexShrink={0} overflow="hidden">
        <Facts groups={groups} notes={notes} columns={columns} rows={above} more="Tab" active={reading} />
      </Box>
      <Rule columns={columns} />
      <ChildrenPanel name={name} columns={columns} rows={rows - above - 1} />
    </Box>
  );
};
