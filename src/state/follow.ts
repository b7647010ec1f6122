import type { Clock } from './clock.ts';
import type { JobIndex } from './job-index.ts';
import { pinned, type ListId, type ListView } from './lists.ts';
import { activeList, definitions, selectedCompute, visible, type Rows } from './selectors.ts';
import type { AppState } from './app-state.ts';
import type { Store } from './store.ts';

/** The cursor may run through many clusters; only where it rests for this long are nodes asked for. */
const restMs = 150;

type Follow = {
  /** The cursor has come to rest on another compute. */
  readonly rested: () => void;
  /** Another workspace has been opened. */
  readonly opened: () => void;
  /** Another job's page has been opened. */
  readonly otherJob: () => void;
  /** Another log is looked at. */
  readonly otherLog: () => void;
};

/** Tells when what is asked about has become something else. @returns ends it */
export const followSubjects = (store: Store, clock: Clock, tell: Follow): (() => void) => {
  let compute: string | undefined;
  let generation: number | undefined;
  let job: string | undefined;
  let log: string | undefined;
  let forget = (): void => undefined;
  const unsubscribe = store.subscribe((state) => {
    if (state.board?.generation !== generation) {
      generation = state.board?.generation;
      tell.opened();
    }
    if (state.board?.job.name !== job) {
      job = state.board?.job.name;
      tell.otherJob();
    }
    const { run, file } = state.board?.log ?? {};
    const subject = run === undefined ? undefined : `${run} ${file ?? ''}`;
    if (subject !== log) {
      log = subject;
      tell.otherLog();
    }
    const id = selectedCompute(state)?.id;
    if (id === compute) return;
    compute = id;
    forget();
    forget = clock.after(restMs, tell.rested);
  });
  return () => {
    unsubscribe();
    forget();
  };
};

const pinnedView = <L extends ListId>(list: L, state: AppState, jobs: JobIndex): ListView =>
  pinned<Rows[L]>(definitions[list], visible[list](state, jobs).rows, state.lists[list]);

/**
 * Keeps cursors on rows, not on places: the row that a cursor shows is the row that it means, whatever comes and goes above it. The
 * computes' cursor says whose nodes and queue are shown, so it is pinned always; the others while they have the keys.
 * @returns ends it
 */
export const pinCursors = (store: Store, jobs: JobIndex): (() => void) =>
  store.subscribe((state) => {
    const lists = new Set<ListId>(['computes', activeList(state) ?? 'computes']);
    for (const list of lists) {
      const now = store.getState();
      const view = pinnedView(list, now, jobs);
      if (view !== now.lists[list]) store.setState({ lists: { ...now.lists, [list]: view } });
    }
  });
