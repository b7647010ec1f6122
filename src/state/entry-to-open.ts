import { computeId } from '#azure/place.ts';
import type { Compute } from '#azure/model.ts';
import type { AppState } from './app-state.ts';
import { entryInTheWay } from './checks.ts';
import { currentChecks, findCompute, focusedField, openForm, openSubject, routeOf } from './selectors.ts';

/** The compute that has the name which is being typed for a new one; undefined off the field of the name, and when it is free. */
export const namedAlready = (state: AppState): Compute | undefined => {
  const place = state.board?.workspace.place;
  if (place === undefined || openSubject(state)?.is !== 'create' || focusedField(state)?.name !== 'name')
    return undefined;
  return findCompute(state, computeId(place, openForm(state)?.lines['name']?.text.trim() ?? ''));
};

/** The ARM id of what stands where something new is to be made, for its page: in the form, on its review, and where a name is asked for. */
export const entryToOpen = (state: AppState): string | undefined => {
  const place = state.board?.workspace.place;
  if (place === undefined) return undefined;
  const { overlay } = state;
  if (overlay?.is === 'overwrite') return computeId(place, overlay.name);
  if (routeOf(state).screen !== 'review') return namedAlready(state)?.id;
  const entry = entryInTheWay(currentChecks(state));
  return entry === undefined ? undefined : computeId(place, entry.name);
};
