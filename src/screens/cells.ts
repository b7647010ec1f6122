import stringWidth from 'string-width';
import { plain } from '#azure/plain.ts';
import { graphemes, isSimple } from '#state/graphemes.ts';
import { laterFunction } from './later.ts';

/** So many different letters are remembered; a screen has some hundreds. */
const rememberedAtMost = 10_000;

/** Remembers what was made of a letter: measuring one outside ASCII takes microseconds, and a screen has thousands. */
const remembering = <T>(make: (letter: string) => T): ((letter: string) => T) => {
  const made = new Map<string, T>();
  return (letter) => {
    const known = made.get(letter);
    if (known !== undefined) return known;
    if (made.size >= rememberedAtMost) made.clear();
    const fresh = make(letter);
    made.set(letter, fresh);
    return fresh;
  };
};

const letterWidth = remembering((letter) => stringWidth(letter));

/** How many cells of a terminal the text takes. Escape sequences take none. */
export const cellWidth = (text: string): number => {
  if (isSimple(text)) return text.length;
  if (/[\u001b\u009b]/u.test(text)) return stringWidth(text);
  let width = 0;
  for (const { segment } of graphemes(text)) width += letterWidth(segment);
  return width;
};

/** More marks than this on one letter only hurt: they take bytes, and terminals draw them into the rows above. */
const graphemeUnitsAtMost = 16;

/**
 * What terminals do not agree about: invisible joiners, selectors and fillers, skin tones, keycaps. An emoji made of
 * several is two cells in one terminal and six in the next, and would push the rest of its row.
 */
const disputed = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Emoji_Modifier}\u20e3]/gu;

/** Marks without a letter before them, halfwidth sound marks too: they would join the cell before, and Ink loses some there. */
const orphans = /^[\p{Mark}\uff9e\uff9f]+/u;

/** Some scripts need more than that; what is known of them is fetched after the first frame, in which there are no names yet. */
const apart = laterFunction(async () => (await import('./scripts.ts')).apart);

/**
 * The text as it is drawn: nothing in it can drive the terminal, and every terminal gives it the same width.
 * Joined emoji become their parts, letters that are joined to others stand alone, marks beyond reason are left out.
 */
export const drawable = (text: string): string => {
  if (isSimple(text)) return text;
  const bare = plain(text).replace(disputed, '').replace(orphans, '');
  const undisputed = apart(bare) ?? bare;
  if (isSimple(undisputed)) return undisputed;
  const letters: string[] = [];
  for (const { segment } of graphemes(undisputed))
    letters.push(
      segment.length <= graphemeUnitsAtMost ? segment : plain(segment.slice(0, graphemeUnitsAtMost)),
    );
  while (joinsNext(letters.at(-1) ?? '')) letters.pop();
  return letters.join('');
};

/** A few Indic letters join what follows them: at the end they would take the gap to the next column into their cell. */
const joinsNext = (letter: string): boolean => {
  const alone = letter.replace('\u200c', '');
  return cellWidth(`${alone} `) !== cellWidth(alone) + 1;
};

const colour = /(\u001b\[[\d;]*m)/u;

/** A ready-made line with its colours, its words as they are drawn: whoever put a name into it may not have looked at that. */
export const drawableLine = (line: string): string =>
  isSimple(line)
    ? line
    : line
        .split(colour)
        .map((piece, place) => (place % 2 === 1 ? piece : drawable(piece)))
        .join('');

/** One letter as it is drawn, and its width. */
export const drawnLetter = remembering((letter): { readonly drawn: string; readonly cells: number } => {
  const drawn = drawable(letter);
  return { drawn, cells: cellWidth(drawn) };
});

const cutMark = '..';

/** A column never looks at more of a text than this per cell: names may have thousands of letters. */
const unitsPerCell = 32;

/** The longest beginning of a drawable text that fits. */
export const beginning = (text: string, cells: number): string => {
  if (isSimple(text)) return text.length <= cells ? text : text.slice(0, cells);
  let width = 0;
  for (const { segment, index } of graphemes(text)) {
    width += letterWidth(segment);
    if (width > cells) return text.slice(0, index);
  }
  return text;
};

/** The text in at most that many cells; when it does not fit, its beginning and `..`. */
export const cut = (text: string, cells: number): string => {
  if (cells <= 0) return '';
  const looked = text.slice(0, cells * unitsPerCell);
  const drawn = drawable(looked);
  if (looked.length === text.length && beginning(drawn, cells) === drawn) return drawn;
  if (cells <= cutMark.length) return cutMark.slice(0, cells);
  return beginning(drawn, cells - cutMark.length) + cutMark;
};

export type Align = 'left' | 'right';

/** The text in exactly that many cells: cut when longer, filled with spaces when shorter. */
export const pad = (text: string, cells: number, align: Align = 'left'): string => {
  const fitted = cut(text, cells);
  const fill = ' '.repeat(Math.max(0, cells - cellWidth(fitted)));
  return align === 'right' ? fill + fitted : fitted + fill;
};
