import type { AppState } from '#state/app-state.ts';
import { activeList, routeOf } from '#state/selectors.ts';
import type { ActionId } from './keys.ts';

const onScreen = 'it is on the screen';
const noBoard = (state: AppState): string | undefined =>
  state.board === undefined ? 'no workspace is open' : undefined;

/** Why cost, waste or quota cannot be shown now. */
export const moneyReasons = {
  cost: (state) => noBoard(state) ?? (activeList(state) === 'cost' ? onScreen : undefined),
  waste: (state) => noBoard(state) ?? (activeList(state) === 'waste' ? onScreen : undefined),
  quota: (state) => noBoard(state) ?? (routeOf(state).screen === 'quota' ? onScreen : undefined),
} as const satisfies Readonly<Partial<Record<ActionId, (state: AppState) => string | undefined>>>;
