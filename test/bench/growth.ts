import { growthAt, growthFigures, type Growth } from './growth-of-board.ts';
import { mergeMsAt } from './merging.ts';

const shown = (value: number | undefined): string => {
  if (value === undefined || Number.isNaN(value)) return '-';
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
};

const line = (what: string, unit: string, values: readonly number[]): string => {
  const [first = Number.NaN] = values;
  const ratio = (values.at(-1) ?? Number.NaN) / first;
  return [
    what.padEnd(46),
    unit.padEnd(3),
    ...values.map((value) => shown(value).padStart(9)),
    `${ratio.toFixed(2)} x`.padStart(10),
  ].join(' ');
};

const isFigure = (name: string): name is keyof Growth => name in growthFigures;

/**
 * Prints what grows with the number of jobs in a workspace and what does not: the same figures at 1,000, 10,000 and 100,000, and the last to
 * the first. `quick` leaves out the largest, which takes more than a minute to be read.
 */
export const printGrowth = async (quick: boolean): Promise<void> => {
  const sizes = quick ? [1000, 10_000] : [1000, 10_000, 100_000];
  const all: Growth[] = [];
  for (const size of sizes) all.push(await growthAt(size, quick));
  const heads = sizes.map((size) => size.toLocaleString('en').padStart(9));
  console.log(['jobs in the workspace'.padEnd(50), ...heads, 'last/first'].join(' '));
  for (const name of Object.keys(growthFigures).filter(isFigure)) {
    const [what, unit] = growthFigures[name];
    console.log(
      line(
        what,
        unit,
        all.map((growth) => growth[name]),
      ),
    );
  }
  console.log(line('merging a refresh with 40 changed jobs', 'ms', await mergeMsAt(sizes)));
};
