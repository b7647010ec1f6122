import type { Align } from './cells.ts';

export type ColumnSpec = {
  readonly id: string;
  readonly title: string;
  /** Fewest cells that make it readable. */
  readonly min: number;
  /** Most cells it has a use for. Without `max` and `grow` it has a use for `min` only. */
  readonly max?: number;
  /** Its share of the cells that are left over; 1 when it has a `max`. */
  readonly grow?: number;
  readonly align?: Align;
  /** When there is no room for all, the column with the lowest number goes first; one without a number goes last. */
  readonly drop?: number;
};

export type PlacedColumn = {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly align: Align;
};

/** Cells between two columns. */
export const columnGap = 1;

const needed = (columns: readonly ColumnSpec[]): number =>
  columns.reduce((sum, column) => sum + column.min, Math.max(0, columns.length - 1) * columnGap);

/** The column that is the first to go: lowest `drop`; of several the rightmost. */
const firstToGo = (columns: readonly ColumnSpec[]): ColumnSpec | undefined =>
  columns
    .toReversed()
    .filter((column) => column.drop !== undefined)
    .toSorted((a, b) => (a.drop ?? 0) - (b.drop ?? 0))[0] ?? columns.at(-1);

const shareOf = ({ grow, max }: ColumnSpec): number => grow ?? (max === undefined ? 0 : 1);

const roomOf = (column: ColumnSpec, width: number): number =>
  shareOf(column) === 0 ? 0 : Math.max(0, (column.max ?? Number.MAX_SAFE_INTEGER) - width);

/**
 * Chooses which columns are shown in that many cells and how wide each is, in their order. Their widths and the gaps
 * of one cell between them never exceed `available`. What is left over goes to the columns that grow, by their share
 * and up to their `max`; a single column that is too wide for the space is narrowed to it.
 */
export const layoutColumns = (columns: readonly ColumnSpec[], available: number): readonly PlacedColumn[] => {
  let shown = columns;
  while (shown.length > 1 && needed(shown) > available) {
    const gone = firstToGo(shown);
    shown = shown.filter((column) => column !== gone);
  }
  const widths = shown.map((column) => Math.max(0, Math.min(column.min, available)));
  let left =
    available - widths.reduce((sum, width) => sum + width, Math.max(0, shown.length - 1) * columnGap);
  // Shares are handed out in rounds, because a column that reaches its `max` leaves its share to the others.
  while (left > 0) {
    const growing = shown.filter((column, index) => roomOf(column, widths[index] ?? 0) > 0);
    const shares = growing.reduce((sum, column) => sum + shareOf(column), 0);
    if (shares <= 0) break;
    const toShare = left;
    for (const column of growing) {
      const index = shown.indexOf(column);
      const width = widths[index] ?? 0;
      const share = Math.max(1, Math.floor((toShare * shareOf(column)) / shares));
      const more = Math.min(share, left, roomOf(column, width));
      widths[index] = width + more;
      left -= more;
    }
  }
  return shown
    .map(({ id, title, align = 'left' }, index) => ({ id, title, align, width: widths[index] ?? 0 }))
    .filter((column) => column.width > 0);
};

/** How many cells a row of these columns takes. */
export const columnsWidth = (columns: readonly PlacedColumn[]): number =>
  columns.reduce((sum, column) => sum + column.width, Math.max(0, columns.length - 1) * columnGap);

export type ScrollRequest = {
  readonly count: number;
  /** Rows on the screen. */
  readonly height: number;
  /** The row that must be visible; outside 0 … count - 1 when there is none. */
  readonly cursor: number;
  /** The first row that was shown before. */
  readonly top: number;
};

/**
 * Which rows of a list are on the screen: `top` up to, not including, `end`. Moves as little as it must to show the
 * cursor, and never leaves rows of the screen empty while the list could fill them.
 */
export const scrollWindow = ({
  count,
  height,
  cursor,
  top,
}: ScrollRequest): { readonly top: number; readonly end: number } => {
  const rows = Math.max(0, height);
  const lastTop = Math.max(0, count - rows);
  let first = Math.min(Math.max(0, top), lastTop);
  if (rows > 0 && cursor >= 0 && cursor < count) {
    if (cursor < first) first = cursor;
    else if (cursor >= first + rows) first = cursor - rows + 1;
  }
  return { top: first, end: Math.min(count, first + rows) };
};
