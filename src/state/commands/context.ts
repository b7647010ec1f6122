import type { Gateway } from '#azure/gateway.ts';
import type { Place } from '#azure/place.ts';
import type { AppState, Board } from '../app-state.ts';
import type { Clock } from '../clock.ts';
import type { JobIndex } from '../job-index.ts';
import type { Store } from '../store.ts';

/** What commands and the pollers' attempts work with. */
export type Context = {
  readonly store: Store;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly jobs: JobIndex;
  /** Makes a source that waits until told ask again. */
  readonly wake: (source: 'index' | 'resources' | 'jobs') => void;
  /** The world is known to change all the time (a demo in quick motion): never ask at the steady pace. */
  readonly restless: boolean;
  /** The user's own pace of refreshing, see `paceOf`. */
  readonly refreshSeconds: number | undefined;
  /** What the user's configuration says of a workspace. */
  readonly careOf: (place: Place) => Pick<Board, 'protected' | 'readOnly'>;
  /** A number in [0, 1): jitter of backoff. */
  readonly random: () => number;
};

/** Replaces the state by a pure transition of it. */
export const update = ({ store }: Pick<Context, 'store'>, change: (state: AppState) => AppState): void => {
  store.setState(change, true);
};

/**
 * Changes the open board, provided that it is still the one the question was asked for.
 * @returns whether it was
 */
export const updateBoard = (
  { store }: Pick<Context, 'store'>,
  generation: number,
  change: (board: Board) => Board,
  serverTimeMs?: number,
): boolean => {
  const { board } = store.getState();
  if (board?.generation !== generation) return false;
  store.setState(
    (state) =>
      state.board === undefined
        ? state
        : { ...state, board: change(state.board), ...(serverTimeMs === undefined ? {} : { serverTimeMs }) },
    true,
  );
  return true;
};
