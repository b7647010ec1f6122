import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that the same seed brings again. */
export type Chance = {
  /** A whole number, both ends included. */
  readonly from: (least: number, most: number) => number;
  readonly pick: <T>(all: readonly [T, ...T[]]) => T;
  /** One after the other in an order of chance; all of them before any of them comes again. */
  readonly dealt: <T>(all: readonly [T, ...T[]]) => () => T;
};

export const createChance = (seed: number): Chance => {
  const random = xoroshiro128plus(seed);
  const from = (least: number, most: number): number => uniformInt(random, least, most);
  return {
    from,
    pick: (all) => all[from(0, all.length - 1)] ?? all[0],
    dealt: (all) => {
      const left = [...all];
      return () => {
        if (left.length === 0) left.push(...all);
        return left.splice(from(0, left.length - 1), 1)[0] ?? all[0];
      };
    },
  };
};
