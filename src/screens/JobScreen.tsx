import { useApp, useKit, type Area } from './context.ts';
import { problemLines } from './facts.ts';
import { forHowLong, moment } from './figures.ts';
import { Facts } from './parts/Facts.tsx';
import { Lines } from './parts/Lines.tsx';
import type { RouteOf } from './route-of.ts';
import { freshQueue } from '#state/queue-part.ts';
import { jobLook, jobStatusText } from './tables/queue-table.ts';
import { age, seconds } from './words.ts';

/** Everything about one job: at once what its row says, then what the service adds. */
export const JobScreen = ({ route, columns, rows }: Area & { readonly route: RouteOf<'job'> }) => {
  const { paint, workbench } = useKit();
  const detail = useApp((state) => state.board?.job.remote.data);
  const problem = useApp((state) => state.board?.job.remote.problem);
  const since = useApp((state) => state.board?.jobs.since.get(route.name));
  const cancels = useApp((state) => (state.board?.queue ?? freshQueue).cancels);
  const serverTimeMs = useApp((state) => state.serverTimeMs);
  useApp((state) => state.board?.jobs.version);
  const job = workbench.jobs.get(route.name) ?? detail;
  if (job === undefined) {
    const words = problem === undefined ? ['   Reading the job ..'] : problemLines(problem, columns);
    return <Lines lines={['', ...words.map(paint.secondary)].slice(0, rows)} />;
  }
  const groups = [
    {
      title: job.type === '' ? 'Job' : `${job.type} job`,
      facts: [
        { label: 'display name', words: job.displayName },
        { label: 'name', words: job.name },
        { label: 'status', words: jobStatusText(job, cancels), tone: jobLook(job, cancels).tone },
        {
          label: 'for',
          words: since === undefined ? undefined : `${forHowLong(since, serverTimeMs)} (seen from here)`,
        },
        {
          label: 'created',
          words:
            job.createdAt === 0
              ? undefined
              : `${moment(job.createdAt) ?? ''}${serverTimeMs === undefined ? '' : `, ${age(serverTimeMs - job.createdAt)} ago`}`,
        },
        { label: 'user', words: job.createdBy },
        { label: 'experiment', words: job.experiment },
        { label: 'compute', words: job.compute === '' ? 'none of its own' : job.compute },
        { label: 'nodes', words: String(job.nodes) },
      ],
    },
    {
      title: 'What it runs',
      facts: [
        { label: 'command', words: detail?.command },
        { label: 'environment', words: detail?.environment },
        { label: 'description', words: detail?.description },
        {
          label: 'time limit',
          words: detail?.timeoutSeconds === undefined ? undefined : seconds(detail.timeoutSeconds),
        },
        { label: 'studio', words: detail?.studioUrl },
        ...Object.entries(detail?.tags ?? {}).map(([name, value]) => ({
          label: `tag ${name}`,
          words: value,
        })),
      ],
    },
  ];
  const notes = problem === undefined ? [] : [...problemLines(problem, columns).map(paint.needsPerson), ''];
  return <Facts groups={groups} notes={notes} columns={columns} rows={rows} />;
};
