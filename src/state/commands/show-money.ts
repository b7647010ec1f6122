import { instanceActions } from '../instance-actions.ts';
import { lineOf } from '../line-edit.ts';
import type { WasteRow } from '../money/money-rows.ts';
import { popped, pushed, type Route } from '../routes.ts';
import { routeOf } from '../selectors.ts';
import { loadTargetForms } from '../target-forms.ts';
import type { createForms } from './fill-form.ts';
import type { createNavigation } from './navigate.ts';
import type { createTelling } from './tell-computes.ts';
import { update, type Context } from './context.ts';

/** What the screens of cost and of waste can be told. */
export const createMoney = (
  context: Context,
  {
    navigation,
    forms,
    telling,
  }: {
    readonly navigation: Pick<ReturnType<typeof createNavigation>, 'moveOverlay'>;
    readonly forms: Pick<ReturnType<typeof createForms>, 'openChange' | 'setLine'>;
    readonly telling: Pick<ReturnType<typeof createTelling>, 'openInstance' | 'openRemove'>;
  },
) => ({
  /** Shows what the computes cost, what of it is for nothing, or the quota. From the one to the other no step is added. */
  showMoney(route: Extract<Route, { readonly screen: 'cost' | 'quota' }>): void {
    update(context, (state) => {
      const { screen } = routeOf(state);
      const beneath = screen === 'cost' || screen === 'quota' ? popped(state.stack) : undefined;
      return { ...state, stack: pushed(beneath ?? state.stack, route), scroll: 0 };
    });
  },

  /** Begins what is to be done about the waste under the cursor: opens its form with the numbers in it, or asks. Sends nothing. */
  async mend({ compute, mend }: WasteRow): Promise<void> {
    switch (mend.by) {
      case 'scale': {
        await loadTargetForms();
        forms.openChange('scale', compute.id);
        forms.setLine('min', lineOf(String(mend.min)));
        if (mend.max !== undefined) forms.setLine('max', lineOf(String(mend.max)));
        if (mend.idleSeconds !== undefined) forms.setLine('idle', lineOf(`${mend.idleSeconds}s`));
        return;
      }
      case 'stop':
        telling.openInstance();
        navigation.moveOverlay(instanceActions.indexOf('stop'), instanceActions.length);
        return;
      case 'delete':
        telling.openRemove();
    }
  },
});
