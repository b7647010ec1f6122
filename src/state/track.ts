import { idKey } from '#azure/place.ts';
import type { AppState } from './app-state.ts';
import type { Track } from './history.ts';

/** What has been measured of a compute. */
export const trackOf = (state: AppState, computeId: string): Track | undefined =>
  state.board?.history?.get(idKey(computeId));
