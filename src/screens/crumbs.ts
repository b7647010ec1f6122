import { cellWidth, cut, drawable } from './cells.ts';

/** Fewer cells of a name tell nothing. */
const leastCells = 8;

/** Cuts the longest part, then the next longest, until all fit or none can be cut any more. */
const shortened = (crumbs: readonly string[], cells: number, between: string): readonly string[] => {
  let shown = crumbs.map(drawable);
  for (;;) {
    const over = cellWidth(shown.join(between)) - cells;
    const longest = shown.reduce((most, each) => (cellWidth(each) > cellWidth(most) ? each : most), '');
    const width = cellWidth(longest);
    if (over <= 0 || width <= leastCells) return shown;
    // Not all at once: another one may be nearly as long.
    shown = shown.with(shown.indexOf(longest), cut(longest, Math.max(leastCells, width - 1)));
  }
};

/**
 * The way to where the user is, in at most that many cells. The longest parts are cut first, so that each can still be told; then parts
 * from the middle are left out, for where it begins and where it ends matter most; at last only where it ends is left.
 */
export const fittedCrumbs = (crumbs: readonly string[], between: string, cells: number): string => {
  const shown = shortened(crumbs, cells, between);
  const fits = (parts: readonly string[]): boolean => cellWidth(parts.join(between)) <= cells;
  if (fits(shown)) return shown.join(between);
  for (let left = shown.length - 2; left > 0; left -= 1) {
    const parts = [...shown.slice(0, 1), '..', ...shown.slice(-left)];
    if (fits(parts)) return parts.join(between);
  }
  return cut(crumbs.at(-1) ?? '', cells);
};
