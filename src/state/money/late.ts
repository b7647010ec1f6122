/* What of cost, waste and quota the first frame does not wait for, in one piece. */
export { askRegions } from '../commands/ask-regions.ts';
export { mendWaste } from '../commands/mend-waste.ts';
export {
  moneyLists,
  quotaOf,
  quotaOfSelected,
  totalCost,
  visibleCost,
  visibleQuota,
  visibleWaste,
  wasteOf,
} from './visible-money.ts';
