import type { Glyphs } from './glyphs.ts';

const lowest = 1;

/**
 * A bar of that many cells: what of a limit is used. Anything used shows at least one cell, and only what is used up fills the last one.
 * Without a limit there is nothing to fill it to: all cells are empty.
 */
export const bar = (used: number, limit: number | undefined, cells: number, { spark }: Glyphs): string => {
  const full = spark.at(-1) ?? '';
  const free = spark[lowest] ?? '';
  const filled = filledCells(used, limit, cells);
  return full.repeat(filled) + free.repeat(cells - filled);
};

const filledCells = (used: number, limit: number | undefined, cells: number): number => {
  if (used <= 0 || limit === undefined) return 0;
  if (used >= limit) return cells;
  return Math.max(1, Math.min(cells - 1, Math.round((used / limit) * cells)));
};

/** The same of a plan: what others use, what it adds at its minimum, what it adds at its maximum, what is left then. */
export const planBar = (
  {
    others,
    atMin,
    atMax,
    limit,
  }: { readonly others: number; readonly atMin: number; readonly atMax: number; readonly limit?: number },
  cells: number,
  { spark }: Glyphs,
): string => {
  const ends = [others, atMin, atMax].map((each) => filledCells(each, limit, cells));
  const levels = [spark.at(-1), spark.at(-2), spark.at(-3)];
  let drawn = 0;
  const parts = levels.map((level = '', index) => {
    const end = Math.max(drawn, ends[index] ?? 0);
    const part = level.repeat(end - drawn);
    drawn = end;
    return part;
  });
  return parts.join('') + (spark[lowest] ?? '').repeat(cells - drawn);
};
