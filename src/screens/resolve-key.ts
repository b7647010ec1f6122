/** A row of a key table, as far as finding it by a key is concerned. */
export type Bound = { readonly keys: readonly string[]; readonly in: string };

/**
 * What a key means now.
 * @param name as `keyName` makes it
 * @param scopes those that have the keys, the most specific first: the first that binds the key wins
 */
export const resolveKey = <Row extends Bound>(
  name: string,
  scopes: readonly Row['in'][],
  table: readonly Row[],
): Row | undefined => {
  for (const scope of scopes) {
    const row = table.find((each) => each.in === scope && each.keys.includes(name));
    if (row !== undefined) return row;
  }
  return undefined;
};
