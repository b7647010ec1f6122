import type { AppState } from '#state/app-state.ts';
import { activeList } from '#state/selectors.ts';
import type { Kit } from './context.ts';

type Shown = Parameters<Kit['workbench']['commands']['showMoney']>[0];

const show =
  (route: Shown) =>
  ({ kit }: { readonly kit: Kit }): void => {
    kit.workbench.commands.showMoney(route);
  };

/** What keys do on the screens of cost, waste and quota, and on the way to them. */
export const moneyActions = {
  cost: show({ screen: 'cost', shows: 'computes' }),
  waste: show({ screen: 'cost', shows: 'waste' }),
  quota: show({ screen: 'quota' }),
};

const whyNot =
  (list: 'cost' | 'waste' | 'quota') =>
  (state: AppState): string | undefined =>
    state.board === undefined
      ? 'no workspace is open'
      : activeList(state) === list
        ? 'it is on the screen'
        : undefined;

/** Why they cannot be shown now. */
export const moneyReasons = { cost: whyNot('cost'), waste: whyNot('waste'), quota: whyNot('quota') };
