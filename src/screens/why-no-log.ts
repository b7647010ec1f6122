import type { AppState } from '#state/app-state.ts';
import type { JobIndex } from '#state/job-index.ts';
import { familyOf } from '#state/run-family.ts';
import { routeOf, selectedRow } from '#state/selectors.ts';

const oneFile = (state: AppState): string | undefined => {
  const { length } = state.board?.log?.files ?? [];
  if (length > 1) return undefined;
  return length === 1 ? 'there is one log file only' : 'there is no log file yet';
};

const nothingToFind = (state: AppState): string | undefined =>
  (state.board?.log?.find ?? '') === '' ? '/ says what to look for' : undefined;

/** Why an action about logs can do nothing now. */
export const logReasons = {
  log: (state: AppState, jobs: JobIndex): string | undefined =>
    routeOf(state).screen === 'job' || selectedRow('queue', state, jobs) !== undefined
      ? undefined
      : 'no job is in the queue of this compute',
  'page.turn': (state: AppState): string | undefined => {
    const route = routeOf(state);
    return route.screen === 'job' && familyOf(state, route.name).children.data !== undefined
      ? undefined
      : 'there are no children of it here';
  },
  'file.next': oneFile,
  'file.prev': oneFile,
  'find.next': nothingToFind,
  'find.prev': nothingToFind,
  'log.save': (state: AppState): string | undefined =>
    (state.board?.log?.version ?? 0) === 0 ? 'there is nothing to save yet' : undefined,
};
