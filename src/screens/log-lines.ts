import { graphemes, isSimple } from '#state/graphemes.ts';
import type { LogText } from '#state/log/log-text.ts';
import type { LogPlace } from '#state/log/log-view.ts';
import { cut, drawable, drawnLetter } from './cells.ts';

/** How lines are drawn: in so many cells, cut or wrapped, with the time at their beginning or without. */
export type LogLook = {
  readonly cells: number;
  readonly rows: number;
  readonly wrap: boolean;
  readonly times: boolean;
};

/** A row of the screen: a line, or a part of one. */
export type LogRow = LogPlace & { readonly text: string };

const stamp =
  /^[[(]?(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d)?|\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)[\])]?:?\s?/u;

/** Whether a line begins with the time at which it was written. */
export const hasTime = (line: string): boolean => stamp.test(line);

const wrapped = (line: string, cells: number): readonly string[] => {
  if (isSimple(line)) {
    const rows: string[] = [];
    for (let at = 0; at < line.length || at === 0; at += cells) rows.push(line.slice(at, at + cells));
    return rows;
  }
  const rows: string[] = [];
  let [row, used] = ['', 0];
  for (const { segment } of graphemes(drawable(line))) {
    const letter = drawnLetter(segment);
    if (used + letter.cells > cells) {
      rows.push(row);
      [row, used] = ['', 0];
    }
    row += letter.drawn;
    used += letter.cells;
  }
  return [...rows, row];
};

/** A line as the rows of the screen that it takes: one, cut at the edge, or as many as it needs. */
export const rowsOf = (line: string, { cells, wrap, times }: LogLook): readonly string[] => {
  const shown = times ? line : line.replace(stamp, '');
  return wrap ? wrapped(shown, cells) : [cut(shown, cells)];
};

const heightOf = (log: LogText, number: number, look: LogLook): number =>
  look.wrap ? rowsOf(log.line(number) ?? '', look).length : 1;

/** The rows from a place on, as many as fit. Only these are laid out, however long the log is. */
export const windowFrom = (log: LogText, top: LogPlace, look: LogLook): readonly LogRow[] => {
  const rows: LogRow[] = [];
  for (let line = Math.max(log.first, top.line); line < log.last && rows.length < look.rows; line += 1) {
    const all = rowsOf(log.line(line) ?? '', look);
    const from = line === top.line ? Math.min(top.row, all.length - 1) : 0;
    for (let row = from; row < all.length && rows.length < look.rows; row += 1)
      rows.push({ line, row, text: all[row] ?? '' });
  }
  return rows;
};

/** The place so many rows above the end. */
const aboveEnd = (log: LogText, count: number, look: LogLook): LogPlace => {
  let left = count;
  for (let line = log.last - 1; line >= log.first; line -= 1) {
    const height = heightOf(log, line, look);
    if (height >= left) return { line, row: height - left };
    left -= height;
  }
  return { line: log.first, row: 0 };
};

/** The place from which on the rest just fills the window. */
export const lastTop = (log: LogText, look: LogLook): LogPlace => aboveEnd(log, look.rows, look);

const isBefore = (a: LogPlace, b: LogPlace): boolean =>
  a.line < b.line || (a.line === b.line && a.row < b.row);

/** How much of the window is left free below the newest line when the text has to move up: so that the next lines only fill it. */
const freeShare = 1 / 3;

/**
 * The top while the newest lines are followed. The text stands still until the window is full, and then moves by a part of it: a line that
 * comes then costs a line on the wire, not a screen.
 * @param before where the top was; undefined for a window that was not there
 */
export const followedTop = (log: LogText, before: LogPlace | undefined, look: LogLook): LogPlace => {
  const last = lastTop(log, look);
  if (before === undefined || before.line < log.first || before.line >= log.last) return last;
  if (!isBefore(before, last)) return before;
  // Where that much is new, there is nothing to be saved.
  const isFlood = isBefore(stepped(log, before, Math.ceil(look.rows * freeShare), look), last);
  if (isFlood) return last;
  const moved = aboveEnd(log, Math.max(1, look.rows - Math.floor(look.rows * freeShare)), look);
  return isBefore(moved, last) ? last : moved;
};

/** So many rows down from a place, or up; never beyond the oldest line, nor further than to where the end fills the window. */
export const stepped = (log: LogText, from: LogPlace, by: number, look: LogLook): LogPlace => {
  let { line, row } = from.line < log.first ? { line: log.first, row: 0 } : from;
  for (let left = Math.abs(by); left > 0; left -= 1) {
    if (by < 0 && row > 0) row -= 1;
    else if (by < 0) {
      if (line <= log.first) break;
      line -= 1;
      row = heightOf(log, line, look) - 1;
    } else if (row + 1 < heightOf(log, line, look)) row += 1;
    else if (line + 1 < log.last) [line, row] = [line + 1, 0];
    else break;
  }
  const last = lastTop(log, look);
  return isBefore(last, { line, row }) ? last : { line, row };
};
