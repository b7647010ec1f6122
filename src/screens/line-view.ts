import { graphemes } from '#state/graphemes.ts';
import type { Line } from '#state/line-edit.ts';
import { cellWidth, drawnLetter } from './cells.ts';

/** What of a line is on the screen. `before`, `under` and `after` joined are `text`. */
export type LineView = {
  /** At most as many cells as asked for. */
  readonly text: string;
  readonly before: string;
  /** The letter that the cursor is on; a space at the end of the line. */
  readonly under: string;
  readonly after: string;
  /** How wide `text` is. */
  readonly cells: number;
  /** In cells from the start of `text`. */
  readonly cursorColumn: number;
};

/** Marks that more of the line lies to the left, to the right. */
const moreLeft = '<';
const moreRight = '>';

/** Below this there is room for letters only. */
const fewestCellsForMarks = 5;

type DrawnLetter = { readonly drawn: string; readonly cells: number; readonly offset: number };

/** A letter that takes no cell (pasted names hold such) is shown, so that it can be found and deleted. */
const invisible = { drawn: '?', cells: 1 };

/** As programmers write one. */
const lineBreak = { drawn: String.raw`\n`, cells: 2 };

const lettersOf = (text: string, mask: string | undefined): DrawnLetter[] => {
  const letters: DrawnLetter[] = [];
  for (const { segment, index } of graphemes(text)) {
    const letter =
      mask !== undefined ? { drawn: mask, cells: 1 } : segment === '\n' ? lineBreak : drawnLetter(segment);
    letters.push({ ...(letter.cells === 0 ? invisible : letter), offset: index });
  }
  return letters;
};

/**
 * The part of a line around its cursor in at most `cells` cells; `<` and `>` stand where it is cut. The part depends only on the
 * line and the width, and jumps by half of the width, so that the text under a moving cursor mostly stays.
 * @param options.mask a single cell drawn in place of every letter: the view then holds nothing of the text
 */
export const viewLine = (line: Line, cells: number, options: { readonly mask?: string } = {}): LineView => {
  if (cells <= 0) return { text: '', before: '', under: '', after: '', cells: 0, cursorColumn: 0 };
  const letters = lettersOf(line.text, options.mask);
  // At the end of the line the cursor takes a cell of its own.
  letters.push({ drawn: ' ', cells: 1, offset: line.text.length });
  const at = letters.findIndex(({ offset }) => offset >= line.cursor);
  const total = letters.reduce((sum, letter) => sum + letter.cells, 0);
  const marks = cells >= fewestCellsForMarks ? 1 : 0;
  const first = total <= cells ? 0 : firstLetter(letters, at, cells - 2 * marks);
  const left = first > 0 && marks > 0 ? moreLeft : '';
  let end = first;
  let used = left.length;
  const rest = letters.slice(first).reduce((sum, letter) => sum + letter.cells, 0);
  const room = used + rest <= cells ? cells : cells - marks;
  for (
    let letter = letters[end];
    letter !== undefined && used + letter.cells <= room;
    letter = letters[end]
  ) {
    used += letter.cells;
    end++;
  }
  const draw = (from: number, to: number): string =>
    letters
      .slice(from, to)
      .map((letter) => letter.drawn)
      .join('');
  const before = left + draw(first, at);
  // A letter wider than the whole view is not drawn at all: a space shows where it is.
  const under = at < end ? draw(at, at + 1) : ' ';
  const after = draw(at + 1, end) + (end < letters.length && at < end ? moreRight.repeat(marks) : '');
  const text = before + under + after;
  return { text, before, under, after, cells: cellWidth(text), cursorColumn: cellWidth(before) };
};

/** The first letter of the window of `room` cells, one of those that lie half a window apart, that shows the letter `at`. */
const firstLetter = (letters: readonly DrawnLetter[], at: number, room: number): number => {
  const step = Math.max(1, Math.floor(room / 2));
  const starts: number[] = [];
  let cells = 0;
  for (const letter of letters.slice(0, at + 1)) {
    starts.push(cells);
    cells += letter.cells;
  }
  const start = Math.max(0, Math.ceil((cells - room) / step)) * step;
  const first = starts.findIndex((cell) => cell >= start);
  return first === -1 ? at : first;
};
