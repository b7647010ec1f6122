import { graphemes } from '#state/graphemes.ts';
import { cellWidth } from './cells.ts';

const ascii = /^[\u0000-\u007f]*$/u;

/** The letter under its accents when that is ASCII and as wide, else as many question marks as it has cells. */
const spelled = (letter: string): string => {
  if (ascii.test(letter)) return letter;
  const cells = cellWidth(letter);
  const base = letter.normalize('NFD').replace(/\p{M}+/gu, '');
  return ascii.test(base) && base.length === cells ? base : '?'.repeat(cells);
};

/**
 * A ready-made line for a terminal without UTF-8, as wide as before: letters lose their accents, everything else that is not ASCII
 * becomes question marks. Our colours are ASCII already.
 */
export const asciiText = (line: string): string =>
  ascii.test(line) ? line : Array.from(graphemes(line), ({ segment }) => spelled(segment)).join('');
