import { columnGap, type PlacedColumn } from './columns.ts';
import { pad } from './cells.ts';
import type { GlyphId, Glyphs } from './glyphs.ts';
import type { Paint, Tone } from './theme.ts';

export type Cell = { readonly text: string; readonly tone?: Tone };

/** The cells of a row by column id. A column without a cell is empty. */
export type Cells = Readonly<Record<string, Cell>>;

/** Cells before the first column: cursor, glyph of the state, mark. */
export const rowLead = 3;

export type RowState = {
  /** The cursor stands on this row; shown also while another panel has the keys. */
  readonly cursor: boolean;
  /** The row that the keys act on: reversed from end to end, without colours of its own. */
  readonly selected: boolean;
  readonly marked: boolean;
  readonly glyph?: GlyphId;
  /** The colour of the glyph. */
  readonly tone?: Tone;
};

const gap = ' '.repeat(columnGap);

/**
 * One row of a table as a ready-made line: exactly `rowLead` + `columnsWidth(columns)` cells, whatever the cells hold, with
 * no escape sequence in it but our colours.
 */
export const formatRow = (
  columns: readonly PlacedColumn[],
  cells: Cells,
  state: RowState,
  paint: Paint,
  glyphs: Glyphs,
): string => {
  const cursor = state.cursor ? glyphs.cursor : ' ';
  const glyph = state.glyph === undefined ? ' ' : glyphs[state.glyph];
  const mark = state.marked ? glyphs.marked : ' ';
  const texts = columns.map(({ id, width, align }) => pad(cells[id]?.text ?? '', width, align));
  if (state.selected) return paint.selected(cursor + glyph + mark + texts.join(gap));
  const painted = columns.map(({ id }, index) => {
    const text = texts[index] ?? '';
    return text.trim() === '' ? text : paint[cells[id]?.tone ?? 'neutral'](text);
  });
  const lead = cursor + paint[state.tone ?? 'neutral'](glyph) + (state.marked ? paint.where(mark) : mark);
  return lead + painted.join(gap);
};

/** How many cells a table's own title has before the title of the second column. */
export const titleRoom = ([own]: readonly PlacedColumn[]): number => (own?.width ?? 0) + rowLead - 1;

/**
 * The line over the rows, as wide as they are. `first` is the table's own title, in place of the first column's; it
 * begins over the glyphs and is cut where the second one's begins, see `titleRoom`. The table that has the keys has its line in bold.
 */
export const formatHeader = (
  columns: readonly PlacedColumn[],
  { first, active, lead = ' ' }: { readonly first: string; readonly active: boolean; readonly lead?: string },
  paint: Paint,
): string => {
  const [, ...others] = columns;
  const title = pad(first, titleRoom(columns));
  const titles = others.map((column) => pad(column.title, column.width, column.align));
  const line = lead + [title, ...titles].join(gap);
  return active ? paint.bold(line) : line;
};
