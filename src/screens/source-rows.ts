import type { Problem } from '#azure/problem.ts';
import type { AppState } from '#state/app-state.ts';
import { holdOf, longHold } from '#state/holds.ts';
import type { Remote } from '#state/remote.ts';
import type { PolledSource, Source } from '#state/rhythm.ts';
import { nodesOf, routeOf } from '#state/selectors.ts';
import { explain } from './explain.ts';
import { isLate, openFamily, openJob, titles } from './health.ts';
import { screenSources } from './sources.ts';
import type { Tone } from './theme.ts';
import { clock } from './words.ts';

/** A source of the data in words. Empty cells are unknown or do not apply. */
export type SourceRow = {
  readonly title: string;
  readonly word: string;
  readonly tone: Tone;
  /** Clock time of the last good answer. */
  readonly last: string;
  /** Clock time since when it fails. */
  readonly since: string;
  /** Failures in a row. */
  readonly failures: string;
  /** Clock time of the next question. */
  readonly next: string;
  readonly reason: string;
  readonly problem?: Problem;
};

type Known = Pick<Remote<unknown>, 'answeredAt' | 'asking' | 'problem' | 'failingSince' | 'failures'>;

const nothing: Known = { asking: false, failures: 0 };

/** Of the kinds that forms can list, the one that fails, else the one that was answered last. */
const resourcesOf = ({ resources, board }: AppState): Known => {
  const all = [...Object.values(resources), ...(board === undefined ? [] : [board.environments])];
  const latest = all.toSorted((a, b) => (b.answeredAt ?? 0) - (a.answeredAt ?? 0))[0];
  return all.find(({ problem }) => problem !== undefined) ?? latest ?? nothing;
};

const known: Readonly<Record<PolledSource, (state: AppState) => Known | undefined>> = {
  workspaces: (state) => state.workspaces,
  computes: (state) => state.board?.computes,
  nodes: (state) => nodesOf(state)?.remote,
  jobs: (state) => state.board?.jobs.remote,
  index: (state) => state.board?.jobs.fill,
  job: openJob,
  log: (state) => state.board?.log?.asked,
  run: openFamily,
  sizes: (state) => state.board?.sizes,
  usages: (state) => state.board?.usages,
  regions: (state) => state.board?.regions,
  resources: resourcesOf,
};

const inOrder: readonly PolledSource[] = [
  'computes',
  'nodes',
  'jobs',
  'index',
  'job',
  'run',
  'log',
  'sizes',
  'usages',
  'regions',
  'resources',
  'workspaces',
];

/** Told of once it was asked, for the rows of the others have to fit: few screens and few sessions ever do. */
const quietUntilAsked: ReadonlySet<PolledSource> = new Set(['regions', 'log', 'run']);

const failingWord = (problem: Problem, waits: boolean): string => {
  if (problem.kind === 'signed-out') return 'signed out';
  if (problem.kind === 'forbidden') return 'no permission';
  return waits ? 'waiting to retry' : 'failing';
};

type Situation = { readonly watched: boolean; readonly due: number | undefined; readonly newest: number };

const lookOf = (
  state: AppState,
  name: PolledSource,
  remote: Known,
  { watched, due, newest }: Situation,
): Pick<SourceRow, 'word' | 'tone'> => {
  const { problem, answeredAt, asking } = remote;
  if (watched && state.paused) return { word: 'paused', tone: 'changing' };
  if (problem !== undefined)
    return { word: failingWord(problem, !asking && due !== undefined), tone: 'needsPerson' };
  if (!watched) return { word: answeredAt === undefined ? 'not asked' : 'resting', tone: 'secondary' };
  if (name === 'index' && state.board?.jobs.complete === true) return { word: 'complete', tone: 'works' };
  if (answeredAt === undefined && state.overdue[name] === undefined)
    return asking || due !== undefined
      ? { word: 'asking', tone: 'changing' }
      : { word: 'not asked', tone: 'secondary' };
  return isLate(state, name, remote, newest)
    ? { word: 'late', tone: 'changing' }
    : { word: 'fresh', tone: 'works' };
};

const time = (ms: number | undefined): string => (ms === undefined ? '' : clock(ms));

/** When a source is asked next: not before the subscription takes requests again. */
const nextAt = (state: AppState, name: Source, due: number | undefined): number | undefined => {
  if (due === undefined || name === 'workspaces' || name === 'resources') return due;
  const hold = holdOf(state, state.board?.workspace.place.subscriptionId);
  return Math.max(due, name === 'index' ? longHold(hold) : hold.until);
};

const operationsRow = ({ operations }: AppState): SourceRow => {
  const going = operations.filter(({ endedAt }) => endedAt === undefined);
  const failing = going.find(({ problem }) => problem !== undefined);
  const problem = failing?.problem;
  return {
    title: 'operations',
    word: problem === undefined ? `${going.length} under way` : failingWord(problem, true),
    tone: problem === undefined ? (going.length === 0 ? 'secondary' : 'changing') : 'needsPerson',
    last: '',
    since: '',
    failures: '',
    next: '',
    reason: problem === undefined ? '' : `${failing?.name ?? ''}: ${explain(problem).short}`,
    ...(problem === undefined ? {} : { problem }),
  };
};

/** How every source of the program is, and the operations under way. Those of the present screen are asked; the others rest. */
export const sourceRows = (state: AppState): readonly SourceRow[] => {
  const watched = screenSources[routeOf(state).screen];
  const times = watched.flatMap((name) => known[name](state)?.answeredAt ?? []);
  const newest = Math.max(0, ...times);
  const shown = inOrder.filter((name) => {
    const { answeredAt, asking = false, problem } = known[name](state) ?? {};
    return !quietUntilAsked.has(name) || asking || answeredAt !== undefined || problem !== undefined;
  });
  const rows = shown.map((name): SourceRow => {
    const remote = known[name](state) ?? nothing;
    const isWatched = watched.includes(name);
    const due = isWatched && !state.paused ? state.due[name] : undefined;
    const { problem, failingSince, failures } = remote;
    const askedAt = state.overdue[name];
    const waiting = askedAt === undefined ? '' : `no answer since ${clock(askedAt)}`;
    return {
      title: titles[name],
      ...lookOf(state, name, remote, { watched: isWatched, due, newest }),
      last: time(remote.answeredAt),
      since: time(failingSince),
      failures: failures === 0 ? '' : String(failures),
      next: remote.asking && isWatched ? 'now' : time(nextAt(state, name, due)),
      reason: problem === undefined ? waiting : explain(problem).short,
      ...(problem === undefined ? {} : { problem }),
    };
  });
  return [...rows, operationsRow(state)];
};
