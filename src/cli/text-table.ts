import stringWidth from 'string-width';

export type TextColumn = { readonly title: string; readonly align?: 'right' };

const gap = '  ';
/** Text may be cut down to this many cells; numbers are never cut. */
const narrowest = 8;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The text in at most `cells` cells; what is left out is marked by an ellipsis. */
export const cut = (text: string, cells: number): string => {
  if (stringWidth(text) <= cells) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    const width = stringWidth(segment);
    if (used + width > cells - 1) break;
    kept += segment;
    used += width;
  }
  return cells > 0 ? `${kept}…` : '';
};

const total = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, 0) + gap.length * (widths.length - 1);

/**
 * Widths of the columns that fit, from the left: columns that find no room at all are left out, then the widest text gives up cells
 * until the rest fits.
 */
const fit = (
  columns: readonly TextColumn[],
  natural: readonly number[],
  cells: number,
): readonly number[] => {
  const least = natural.map((width, index) =>
    columns[index]?.align === 'right' ? width : Math.min(width, narrowest),
  );
  let kept = least.length;
  while (kept > 1 && total(least.slice(0, kept)) > cells) kept -= 1;
  const widths = natural.slice(0, kept);
  for (let excess = total(widths) - cells; excess > 0; excess -= 1) {
    const slack = widths.map((width, index) => (width > (least[index] ?? 0) ? width : 0));
    const widest = Math.max(...slack);
    if (widest === 0) break;
    widths[slack.indexOf(widest)] = widest - 1;
  }
  return widths;
};

const pad = (text: string, cells: number, align: TextColumn['align']): string => {
  const blanks = ' '.repeat(Math.max(0, cells - stringWidth(text)));
  return align === 'right' ? blanks + text : text + blanks;
};

/**
 * Lines of an aligned table, the titles first, no line wider than `cells`: the most important columns stand left. Without `cells`
 * nothing is cut.
 */
export const textTable = (
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  cells: number | undefined,
): readonly string[] => {
  const lines = [columns.map(({ title }) => title), ...rows];
  const natural = columns.map((_column, index) =>
    lines.reduce((widest, line) => Math.max(widest, stringWidth(line[index] ?? '')), 0),
  );
  const widths = cells === undefined ? natural : fit(columns, natural, cells);
  return lines.map((line) => {
    const padded = widths.map((width, index) =>
      pad(cut(line[index] ?? '', width), width, columns[index]?.align),
    );
    const text = padded.join(gap).trimEnd();
    return cells === undefined ? text : cut(text, cells);
  });
};
