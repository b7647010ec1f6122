import { graphemes } from '#state/graphemes.ts';
import { cellWidth } from './cells.ts';

const ascii = /^[\u0000-\u007f]*$/u;

/** Latin letters that are none under an accent, each with what it is spelled with. */
const spellings = new Map(
  'øo łl đd ðd ħh ıi þth æae œoe ßss'.split(' ').map((pair) => [pair.charAt(0), pair.slice(1)]),
);

/** The letter in ASCII; undefined for one of another script. */
const spelled = (letter: string): string | undefined => {
  const base = letter.normalize('NFD').replace(/\p{M}+/gu, '');
  if (ascii.test(base)) return base;
  const small = base.toLowerCase();
  const found = spellings.get(small);
  return found === undefined || small === base ? found : found.charAt(0).toUpperCase() + found.slice(1);
};

/** @param blanks those after the word: all but one may be taken by letters that need two, for then nothing behind them moves */
const spelledWord = (word: string, blanks: string): string => {
  let left = blanks.length;
  let text = '';
  for (const { segment } of graphemes(word)) {
    const cells = ascii.test(segment) ? segment.length : cellWidth(segment);
    const letters = ascii.test(segment) ? segment : (spelled(segment) ?? '');
    const more = letters.length - cells;
    const taken = more > 0 && left > more ? more : 0;
    left -= taken;
    text += more < 0 ? '?'.repeat(cells) : letters.slice(0, cells + taken);
  }
  return text + ' '.repeat(left);
};

/**
 * A ready-made line for a terminal without UTF-8, as wide as before: letters lose their accents, a letter that is spelled with two takes
 * one of the blanks after its word (where there is only one it is cut to its first), everything else that is not ASCII becomes question marks.
 * Our colours are ASCII already.
 */
export const asciiText = (line: string): string =>
  ascii.test(line)
    ? line
    : line.replace(/([^ ]+)( *)/gu, (whole, word: string, blanks: string) =>
        ascii.test(word) ? whole : spelledWord(word, blanks),
      );
