import type { ListDefinition } from '../lists.ts';
import { lateMoney } from './late-money.ts';
import type { CostRow, QuotaRow, WasteRow } from './money-rows.ts';

type MoneyRows = { readonly cost: CostRow; readonly waste: WasteRow; readonly quota: QuotaRow };

const none = {};

/** What a list of this part needs to know of its rows, which is fetched after the first frame: before that there are none. */
export const moneyList = <L extends keyof MoneyRows>(list: L): ListDefinition<MoneyRows[L]> => {
  const late = (): ListDefinition<MoneyRows[L]> | undefined =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the type of what is fetched by this key says so, but not for a key that is a parameter
    lateMoney()?.moneyLists[list] as ListDefinition<MoneyRows[L]> | undefined;
  return {
    id: (row) => row.id,
    get fields() {
      return late()?.fields ?? none;
    },
    get sorts() {
      return late()?.sorts ?? none;
    },
    get fault() {
      return late()?.fault;
    },
  };
};
