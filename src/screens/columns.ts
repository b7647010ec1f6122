import { isSimple } from '#state/graphemes.ts';
import { cellWidth, cut, type Align } from './cells.ts';

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
  /** It is there only where all others have what they have a use for, and room is left. */
  readonly extra?: true;
};

/** By column: how many cells it has a use for, by what there is to show. One that is not named has a use for its `max`. */
export type Wants = Readonly<Record<string, number>>;

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

const roomOf = (column: ColumnSpec, width: number, wants: Wants): number =>
  shareOf(column) === 0
    ? 0
    : Math.max(
        0,
        Math.min(column.max ?? Number.MAX_SAFE_INTEGER, wants[column.id] ?? Number.MAX_SAFE_INTEGER) - width,
      );

const placeColumns = (
  columns: readonly ColumnSpec[],
  available: number,
  wants: Wants,
): readonly PlacedColumn[] => {
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
    const growing = shown.filter((column, index) => roomOf(column, widths[index] ?? 0, wants) > 0);
    const shares = growing.reduce((sum, column) => sum + shareOf(column), 0);
    if (shares <= 0) break;
    const toShare = left;
    for (const column of growing) {
      const index = shown.indexOf(column);
      const width = widths[index] ?? 0;
      const share = Math.max(1, Math.floor((toShare * shareOf(column)) / shares));
      const more = Math.min(share, left, roomOf(column, width, wants));
      widths[index] = width + more;
      left -= more;
    }
  }
  return shown
    .map(({ id, title, align = 'left' }, index) => ({ id, title, align, width: widths[index] ?? 0 }))
    .filter((column) => column.width > 0);
};

/** Below this extra columns would come and go with the length of a name. */
const extrasFrom = 80;

/**
 * Chooses which columns are shown in that many cells and how wide each is, in their order. Their widths and the gaps
 * of one cell between them never exceed `available`. What is left over goes to the columns that grow, by their share,
 * up to their `max` and to what they have a use for; then extra columns come, as far as they narrow no other. A
 * single column that is too wide for the space is narrowed to it.
 */
export const layoutColumns = (
  columns: readonly ColumnSpec[],
  available: number,
  wants: Wants = {},
): readonly PlacedColumn[] => {
  let shown = columns.filter(({ extra }) => extra === undefined);
  let placed = placeColumns(shown, available, wants);
  for (const extra of columns) {
    if (extra.extra === undefined || available < extrasFrom) continue;
    const more = columns.filter((column) => column === extra || shown.includes(column));
    const tried = placeColumns(more, available, wants);
    if (placed.some(({ id, width }) => width > (tried.find((each) => each.id === id)?.width ?? 0))) continue;
    if (tried.length === placed.length) continue;
    [shown, placed] = [more, tried];
  }
  return placed;
};

/**
 * How many cells the columns have a use for, by what is in these rows. It only ever rises, so that the columns stand still while rows
 * come and go. The same object when nothing is wider.
 */
export const wantedFor = (
  columns: readonly ColumnSpec[],
  rows: readonly Readonly<Record<string, { readonly text: string }>>[],
  before: Wants,
): Wants => {
  let wants = before;
  for (const { id, title, min, max } of columns) {
    if (max === undefined) continue;
    let most = before[id] ?? Math.max(min, title.length);
    for (const cells of rows) {
      const text = cells[id]?.text ?? '';
      if (text.length > most || !isSimple(text)) most = Math.max(most, cellWidth(cut(text, max)));
    }
    if (most !== before[id]) wants = { ...wants, [id]: most };
  }
  return wants;
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
