import type { Compute, VmSize } from '#azure/model.ts';
import { totalMoney } from '#state/compute-state.ts';
import { memo } from '#state/memo.ts';
import { money } from './words.ts';

const sum = memo(totalMoney);

/**
 * What a workspace costs now and at the most, in words for a line: the least that it can be where some price is unknown, and no figure
 * where all are.
 */
export const costWords = (
  computes: readonly Compute[],
  sizes: ReadonlyMap<string, VmSize> | undefined,
): string => {
  const { now, atMax, partial, unknown } = sum(computes, sizes);
  if (unknown) return 'prices unknown';
  return `${partial ? 'at least ' : ''}${money(now)} now, ${money(atMax)} at max (VM list price)`;
};
