import { plain } from './plain.ts';

/**
 * A word of one of Azure's open enumerations. `is` is closed, so a switch over it is exhaustive; `text` is what the
 * service said, made plain, so an unknown word is shown as it came.
 */
export type Word<K extends string> = { readonly is: K | 'other'; readonly text: string };

/** Words met beyond the known ones are remembered too, up to this many, so that equal words are the same object. */
const rememberedAtMost = 256;

/** A reader for one enumeration: compares without regard to case; absent or non-string input is the word 'other' with empty text. */
export const wordReader = <const K extends string>(known: readonly K[]): ((raw: unknown) => Word<K>) => {
  const byKey = new Map<string, K>(known.map((word) => [word.toLowerCase(), word]));
  const met = new Map<string, Word<K>>();
  return (raw) => {
    const text = typeof raw === 'string' ? raw : '';
    const before = met.get(text);
    if (before !== undefined) return before;
    const word: Word<K> = { is: byKey.get(text.toLowerCase()) ?? 'other', text: plain(text) };
    if (met.size < rememberedAtMost) met.set(text, word);
    return word;
  };
};
