import type { Run, RunDetail } from '#azure/runs.ts';
import type { AppState, Board } from './app-state.ts';
import type { ListDefinition } from './lists.ts';
import { unknown, type Remote } from './remote.ts';
import { topOf, type Stack } from './routes.ts';

/** What run history says of a job whose page is open, beyond what Azure Resource Manager does. */
export type Family = {
  /** The run itself: when it began and ended, and what went wrong; of children, which Azure Resource Manager does not know, everything. */
  readonly run: Remote<RunDetail>;
  readonly children: Remote<readonly Run[]>;
  /** How many of them are known, and whether that is all. */
  readonly complete: boolean;
  /** The page has the row keys, not its children. */
  readonly reading: boolean;
};

export const freshFamily: Family = {
  run: unknown(),
  children: unknown(),
  complete: false,
  reading: false,
};

export const childList: ListDefinition<Run> = {
  id: (row) => row.name,
  fields: {
    name: (row) => row.displayName,
    id: (row) => row.name,
    status: (row) => row.status.text,
    compute: (row) => row.compute,
  },
  sorts: {
    n: { title: 'name', by: (row) => row.displayName.toLowerCase() },
    s: { title: 'status', by: (row) => row.status.text },
    b: { title: 'begun', by: (row) => row.startedAt ?? Number.MAX_SAFE_INTEGER },
  },
  fault: (row) => row.status.is === 'Failed' || row.status.is === 'NotResponding',
};

/** What is known of a job's family. */
export const familyOf = (state: Pick<AppState, 'board'>, name: string): Family =>
  state.board?.families[name] ?? freshFamily;

/** Whether the page that is open is one of a job with children that are known. */
export const hasChildren = (state: AppState): boolean => {
  const route = topOf(state.stack);
  return route.screen === 'job' && familyOf(state, route.name).children.data !== undefined;
};

/** What a list of children says of a run; undefined for one that no list here has. */
export const childKnown = (state: Pick<AppState, 'board'>, name: string): Run | undefined => {
  for (const { children } of Object.values(state.board?.families ?? {})) {
    const found = children.data?.find((run) => run.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The board with its job page about another job; what is known of jobs that can be gone back to is kept. */
export const withJobPage = (board: Board, name: string, stack: Stack): Board => {
  const open = new Set(stack.flatMap((route) => (route.screen === 'job' ? [route.name] : [])));
  const families = Object.fromEntries(Object.entries(board.families).filter(([each]) => open.has(each)));
  return {
    ...board,
    families,
    ...(board.job.name === name ? {} : { job: { name, remote: { asking: false, failures: 0 } } }),
  };
};
