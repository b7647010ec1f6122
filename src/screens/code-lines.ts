import { languages } from '#azure/export/code.ts';
import { graphemes } from '#state/graphemes.ts';
import type { CodeView } from '#state/code-state.ts';
import { cellWidth, drawable, drawnLetter } from './cells.ts';
import type { Paint } from './theme.ts';

/** Marks a line that goes on from the one above: it is wrapped for reading only. */
export const wrapMark = '~ ';

/** After the last space, when that does not waste half of the line; else at its end. */
const breakOf = (line: string, cells: number): number => {
  const at = line.lastIndexOf(' ') + 1;
  return at > cells / 2 ? at : line.length;
};

/** A line of code in as many lines of the screen as it needs, each in at most that many cells. */
export const wrapCode = (line: string, cells: number): readonly string[] => {
  const text = drawable(line);
  if (cellWidth(text) <= cells) return [text];
  const lines: string[] = [];
  let current = '';
  let used = 0;
  for (const { segment } of graphemes(text)) {
    const letter = drawnLetter(segment);
    if (used + letter.cells > cells) {
      const at = breakOf(current, cells);
      lines.push(current.slice(0, at));
      current = wrapMark + current.slice(at);
      used = cellWidth(current);
    }
    current += letter.drawn;
    used += letter.cells;
  }
  return [...lines, current];
};

/** Several titles in one line, one of them chosen. */
export const tabLine = (titles: readonly string[], chosen: number, paint: Paint): string =>
  ` ${titles.map((title, index) => (index === chosen ? paint.selected(`[${title}]`) : ` ${title} `)).join('')}`;

/** The tabs of a review: the review itself, and the languages. */
export const reviewTabs = ({ language }: CodeView, paint: Paint): string =>
  tabLine(
    ['Review', ...languages.map(({ title }) => title)],
    languages.findIndex(({ id }) => id === language) + 1,
    paint,
  );
