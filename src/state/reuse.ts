import { isDeepStrictEqual } from 'node:util';

/**
 * The new rows, with every row that says the same as before replaced by the old object, so that what is drawn from it is
 * not drawn again; the old array itself when nothing changed. Rows are matched by `key`.
 */
export const reuseRows = <Row>(
  before: readonly Row[] | undefined,
  rows: readonly Row[],
  key: (row: Row) => string,
): readonly Row[] => {
  if (before === undefined || before.length === 0) return rows;
  const known = new Map(before.map((row) => [key(row), row]));
  let same = before.length === rows.length;
  const merged = rows.map((row, index) => {
    const old = known.get(key(row));
    const kept = old !== undefined && isDeepStrictEqual(old, row) ? old : row;
    if (kept !== before[index]) same = false;
    return kept;
  });
  return same ? before : merged;
};
