/**
 * Since when a thing is in its present state, as seen from here: Azure gives no such times for nodes and jobs.
 * `exact` is false when it was so already at the first look; then the time is a lower bound ("3m+").
 */
export type Since = { readonly word: string; readonly at: number; readonly exact: boolean };
export type SinceById = ReadonlyMap<string, Since>;

/**
 * Carries the observations over to the newest look; ids that are gone are forgotten, so it is bounded by the rows.
 * @param at the service's clock at this look, ms
 * @param firstLook true when nothing was known before, so that what is seen now may be old
 */
export const observe = (
  before: SinceById,
  rows: Iterable<{ readonly id: string; readonly word: string }>,
  at: number,
  firstLook: boolean,
): SinceById => {
  const after = new Map<string, Since>();
  let changed = false;
  for (const { id, word } of rows) {
    const old = before.get(id);
    if (old?.word === word) after.set(id, old);
    else {
      after.set(id, { word, at, exact: !firstLook });
      changed = true;
    }
  }
  return !changed && after.size === before.size ? before : after;
};
