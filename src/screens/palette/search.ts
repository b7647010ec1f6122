import type { FuzzySearch } from '#state/fuzzy.ts';
import type { PaletteItem } from './items.ts';

/** Below this the letters are there in order, but nobody would see why. */
const worthShowing = 0.35;

/** What is typed whole comes before everything that only resembles it. */
const exactly = 2;

/** What was chosen lately is likelier to be meant than what fits as well. */
const lately = 0.15;

/** What cannot be done now comes after what fits as well. */
const offFactor = 0.8;

const wholeWords = (items: readonly PaletteItem[], text: string): readonly Found[] =>
  items.flatMap((item) =>
    text.split(' ').every((word) => `${item.name} ${item.also}`.toLowerCase().includes(word))
      ? [{ item, score: 0.5 }]
      : [],
  );

type Found = { readonly item: PaletteItem; readonly score: number };

const byLetters = (
  items: readonly PaletteItem[],
  text: string,
  fuzzy: FuzzySearch | undefined,
): readonly Found[] => {
  if (fuzzy === undefined) return wholeWords(items, text);
  const results = fuzzy.go(text, items, {
    threshold: worthShowing,
    limit: 0,
    keys: [(item) => item.name, (item) => item.also],
  });
  return results.map(({ obj, score }) => ({ item: obj, score }));
};

/** What is typed, as it is compared. */
export const soughtIn = (text: string): string => text.trim().replace(/^:/u, '').toLowerCase();

const isExact = ({ name, aliases }: PaletteItem, sought: string): boolean =>
  name.toLowerCase() === sought || aliases.includes(sought);

/** What is named so comes first, then what begins so, then the rest: before any likeness. A job has two names. */
export const rankOf = (item: PaletteItem, sought: string): number => {
  const alsoNamed = item.kind === 'job' ? item.also.toLowerCase() : '';
  if (isExact(item, sought) || alsoNamed === sought) return 0;
  return item.name.toLowerCase().startsWith(sought) || alsoNamed.startsWith(sought) ? 1 : 2;
};

/**
 * The items that have the letters of a text in order, the best first: what is named so exactly, then by how well it fits, with what was
 * chosen lately a little ahead. Without a text: what was chosen lately, then all in their order.
 * @param choices keys of items, the newest first
 */
export const found = (
  items: readonly PaletteItem[],
  text: string,
  choices: readonly string[],
  fuzzy: FuzzySearch | undefined,
): readonly PaletteItem[] => {
  const sought = soughtIn(text);
  const turn = new Map(choices.map((key, index) => [key, index]));
  if (sought === '') {
    const last = choices.length;
    return items.toSorted((a, b) => (turn.get(a.key) ?? last) - (turn.get(b.key) ?? last));
  }
  const scored = byLetters(items, sought, fuzzy);
  const known = new Set(scored.map(({ item }) => item));
  const exact = items.filter((item) => isExact(item, sought) && !known.has(item));
  return [...scored, ...exact.map((item) => ({ item, score: exactly }))]
    .map(({ item, score }) => ({
      item,
      score:
        ((isExact(item, sought) ? exactly : score) + (turn.has(item.key) ? lately : 0)) *
        (item.reason === undefined ? 1 : offFactor),
    }))
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
};
