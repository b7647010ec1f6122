import { loadMoney } from '../money/late-money.ts';
import type { WasteRow } from '../money/money-rows.ts';
import { popped, pushed, type Route } from '../routes.ts';
import { routeOf } from '../selectors.ts';
import { loadTargetForms } from '../target-forms.ts';
import { update, type Context } from './context.ts';
import type { Mending } from './mend-waste.ts';

/** What the screens of cost, of waste and of quota can be told. */
export const createMoney = (context: Context, mending: Mending) => ({
  /** Shows what the computes cost, what of it is for nothing, or the quota. From the one to the other no step is added. */
  showMoney(route: Extract<Route, { readonly screen: 'cost' | 'quota' }>): void {
    update(context, (state) => {
      const { screen } = routeOf(state);
      const beneath = screen === 'cost' || screen === 'quota' ? popped(state.stack) : undefined;
      return { ...state, stack: pushed(beneath ?? state.stack, route), scroll: 0 };
    });
  },

  /** Begins what is to be done about a waste. Sends nothing. */
  async mend(row: WasteRow): Promise<void> {
    const [{ mendWaste }] = await Promise.all([loadMoney(), loadTargetForms()]);
    mendWaste(mending, row);
  },
});
