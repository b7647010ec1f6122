import type { AppState } from '#state/app-state.ts';
import type { JobIndex } from '#state/job-index.ts';
import { acceptFind, openFind, openLog, openSaveLog, turnFile, turnJobPage } from '#state/log/log-steps.ts';
import { logTextOf } from '#state/log/log-text.ts';
import { childKnown } from '#state/run-family.ts';
import { routeOf, selectedRow } from '#state/selectors.ts';
import type { Kit } from './context.ts';
import type { LogAction } from './log-actions.ts';
import { find, findFirst, follow, times, wrap } from './log-moves.ts';

export { move } from './log-moves.ts';

/** The lines that are held, as a text. */
export const heldLines = ({ workbench: { store } }: Kit): string => logTextOf(store).whole();

const step =
  (to: (state: AppState) => AppState) =>
  ({ workbench }: Kit): void => {
    workbench.commands.step(to);
  };

/** The job whose log is meant: that of the page, or of the card about a row; elsewhere the one under the cursor of the queue. */
const loggedJob = (state: AppState, jobs: JobIndex): string | undefined => {
  const route = routeOf(state);
  if (route.screen === 'job') return route.name;
  if (route.screen === 'why') return route.of.is === 'job' ? route.of.name : undefined;
  return selectedRow('queue', state, jobs)?.name;
};

const openIt = (kit: Kit): void => {
  const { store, jobs } = kit.workbench;
  const state = store.getState();
  const name = loggedJob(state, jobs);
  if (name === undefined) return;
  const known = jobs.get(name) ?? childKnown(state, name) ?? state.board?.job.remote.data;
  step(openLog(name, known?.displayName ?? name))(kit);
};

/** What the keys do. */
export const runs: Readonly<Record<LogAction, (kit: Kit) => void>> = {
  log: openIt,
  'page.turn': step(turnJobPage),
  'file.next': step(turnFile(1)),
  'file.prev': step(turnFile(-1)),
  follow,
  wrap,
  times,
  find: step(openFind),
  'find.accept': (kit) => {
    step(acceptFind)(kit);
    findFirst(kit);
  },
  'find.next': (kit) => {
    find(kit, 1);
  },
  'find.prev': (kit) => {
    find(kit, -1);
  },
  'log.save': step(openSaveLog),
};

const oneFile = (state: AppState): string | undefined => {
  const { length } = state.board?.log?.files ?? [];
  if (length > 1) return undefined;
  return length === 1 ? 'there is one log file only' : 'there is no log file yet';
};

const nothingToFind = (state: AppState): string | undefined =>
  (state.board?.log?.find ?? '') === '' ? '/ says what to look for' : undefined;

/** Why they can do nothing now. */
export const reasons: Readonly<
  Partial<Record<LogAction, (state: AppState, jobs: JobIndex) => string | undefined>>
> = {
  log: (state, jobs) =>
    loggedJob(state, jobs) !== undefined
      ? undefined
      : routeOf(state).screen === 'why'
        ? 'only a job has a log'
        : 'no job is in the queue of this compute',
  'file.next': oneFile,
  'file.prev': oneFile,
  'find.next': nothingToFind,
  'find.prev': nothingToFind,
  'log.save': (state) =>
    (state.board?.log?.version ?? 0) === 0 ? 'there is nothing to save yet' : undefined,
};
