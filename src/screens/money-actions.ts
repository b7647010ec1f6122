import type { ActionContext } from './actions.ts';

/** What keys do on the screens of cost, waste and quota, and on the way to them. */
export const moneyActions = {
  cost: ({ kit }: ActionContext) => {
    kit.workbench.commands.showMoney({ screen: 'cost', shows: 'computes' });
  },
  waste: ({ kit }: ActionContext) => {
    kit.workbench.commands.showMoney({ screen: 'cost', shows: 'waste' });
  },
  quota: ({ kit }: ActionContext) => {
    kit.workbench.commands.showMoney({ screen: 'quota' });
  },
};
