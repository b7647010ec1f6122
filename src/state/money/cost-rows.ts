import type { Compute, VmSize } from '#azure/model.ts';
import { moneyOf, type Money } from '../compute-state.ts';
import { costId, type CostRow } from './money-rows.ts';
import { regionKey } from './regions.ts';

/** The sizes of a region by lower-cased name; undefined while they are not known. Prices differ from region to region. */
export type SizesIn = (location: string) => ReadonlyMap<string, VmSize> | undefined;

const bySize = (rows: readonly VmSize[]): ReadonlyMap<string, VmSize> =>
  new Map(rows.map((size) => [size.name.toLowerCase(), size]));

/** Looks up sizes by region: those of the workspace's own, and of others as far as they were read. */
export const sizesIn = (
  home: string,
  own: readonly VmSize[] | undefined,
  elsewhere: Readonly<Record<string, { readonly sizes?: readonly VmSize[] }>>,
): SizesIn => {
  const known = new Map<string, ReadonlyMap<string, VmSize>>();
  for (const [key, { sizes }] of Object.entries(elsewhere))
    if (sizes !== undefined) known.set(key, bySize(sizes));
  if (own !== undefined) known.set(regionKey(home), bySize(own));
  return (location) => known.get(regionKey(location === '' ? home : location));
};

/** The size of a compute's machines; undefined of what has none, and of sizes that its region does not list. */
export const sizeOf = (compute: Compute, sizes: SizesIn): VmSize | undefined =>
  compute.detail.is === 'other'
    ? undefined
    : sizes(compute.location)?.get(compute.detail.vmSize.toLowerCase());

/** What each compute costs, the dearest now first; then what has no known price, and what costs nothing last. */
export const costRows = (computes: readonly Compute[], sizes: SizesIn): readonly CostRow[] => {
  const rank = ({ compute, money: { now } }: CostRow): number =>
    compute.attached ? 3 : now === undefined ? 1 : now > 0 ? 0 : 2;
  return computes
    .map((compute): CostRow => {
      const size = sizeOf(compute, sizes)?.name;
      return {
        id: costId(compute),
        compute,
        ...(size === undefined ? {} : { size }),
        money: moneyOf(compute, sizes(compute.location)),
      };
    })
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) ||
        (b.money.now ?? 0) - (a.money.now ?? 0) ||
        (b.money.atMax ?? 0) - (a.money.atMax ?? 0) ||
        (a.compute.name.toLowerCase() < b.compute.name.toLowerCase() ? -1 : 1),
    );
};

/** A sum of the parts whose price is known, and how many of each there are. */
export type Sum = { readonly perHour: number; readonly priced: number; readonly unknown: number };

/** What a workspace costs: each figure is the least that it can be where parts have no known price. */
export const costTotals = (rows: readonly CostRow[]): Readonly<Record<keyof Money, Sum>> => {
  const sum = (of: keyof Money): Sum => {
    let [perHour, priced, unknown] = [0, 0, 0];
    for (const { money, compute } of rows) {
      if (compute.attached) continue;
      if (money[of] === undefined) unknown += 1;
      else {
        perHour += money[of];
        priced += 1;
      }
    }
    return { perHour, priced, unknown };
  };
  return { now: sum('now'), atMin: sum('atMin'), atMax: sum('atMax') };
};
