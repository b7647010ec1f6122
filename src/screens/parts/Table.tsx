import { Box } from 'ink';
import { useMemo, useState } from 'react';
import { cellWidth, cut } from '../cells.ts';
import {
  layoutColumns,
  scrollWindow,
  wantedFor,
  type ColumnSpec,
  type PlacedColumn,
  type Wants,
} from '../columns.ts';
import { useKit } from '../context.ts';
import { wrapWords } from '../facts.ts';
import { usePage } from '../page-rows.ts';
import type { Look } from '../state-looks.ts';
import type { Paint } from '../theme.ts';
import { formatHeader, formatRow, rowLead, titleRoom, type Cells } from '../table.ts';
import { Lines } from './Lines.tsx';

export type TableProps<Row> = {
  readonly columns: readonly ColumnSpec[];
  /** Stands in the header in place of the first column's title. */
  readonly title: string;
  /**
   * For a title that may be longer than the first column: what stands in place of it where the table is short, the first that fits. A
   * table with rows to spare gives the title a line of its own, above the titles of the columns, with `heading` for the first.
   */
  readonly long?: {
    /** Stands in place of it where it costs no line. */
    readonly fuller?: string;
    readonly shorter: readonly string[];
    readonly heading: string;
  };
  /** What the rows belong to: with another, the columns have what its rows need. */
  readonly about?: string | undefined;
  readonly rows: readonly Row[];
  readonly cells: (row: Row) => Cells;
  readonly look: (row: Row) => Look;
  /** The index of the row under the cursor; -1 when there is none. */
  readonly cursor: number;
  /** Whether a row is marked; none is without it. */
  readonly marked?: (row: Row) => boolean;
  /** Whether this table has the keys: its cursor row is then reversed, its title bold. */
  readonly active: boolean;
  readonly width: number;
  /** Lines in all, the header's among them. */
  readonly height: number;
  /** Others are on the screen: a mark before the title of the one that has the keys says which it is, without bold type and colour too. */
  readonly among?: true;
  /** What is wrong with where the rows come from, or with the filter: said in a line of its own between the titles and the rows. */
  readonly trouble?: string;
  /** Said in place of rows when there are none. */
  readonly empty: readonly string[];
};

/** From so many lines on a table has one for what is wrong. */
const troubleFrom = 3;

/** In a lower one the title and the trouble share the line: the title gives way, for what is wrong matters more than how many there are. */
const troubledHeader = (
  title: string,
  trouble: string,
  { active, width }: Pick<TableProps<unknown>, 'active' | 'width'>,
  paint: Paint,
): string => {
  const words = cut(trouble, Math.max(0, width - 14));
  const own = cut(title, Math.max(0, width - 4 - cellWidth(words)));
  return ` ${active ? paint.bold(own) : own}  ${paint.needsPerson(words)}`;
};

/** From so many lines on a table spares one for a title that has no room among those of the columns. */
const ownLineFrom = 8;

/** The lines above the rows of a table that is well: never does its title take the place of a column's. */
const headerLines = (
  placed: readonly PlacedColumn[],
  {
    title,
    long,
    active,
    height,
    width,
  }: Pick<TableProps<unknown>, 'title' | 'long' | 'active' | 'height' | 'width'>,
  mark: string,
  paint: Paint,
): readonly string[] => {
  const headed = (first: string, lead = mark): string => formatHeader(placed, { first, active, lead }, paint);
  const room = titleRoom(placed);
  const fuller = long?.fuller ?? title;
  if (cellWidth(fuller) <= room) return [headed(fuller)];
  if (long === undefined || cellWidth(title) <= room) return [headed(title)];
  if (height >= ownLineFrom) {
    const own = `${mark}${cut(fuller, width - 2)}`;
    return [active ? paint.bold(own) : own, headed(`  ${long.heading}`, ' ')];
  }
  return [headed(long.shorter.find((each) => cellWidth(each) <= room) ?? long.shorter.at(-1) ?? title)];
};

const none: Wants = {};

/** A live table: only the rows in its window are formatted, only changed lines are drawn again. */
export const Table = <Row,>(props: TableProps<Row>) => {
  const { columns, title, about, rows, cells, look, marked, cursor, active, among, width, height, empty } =
    props;
  const { trouble = '' } = props;
  const { paint, glyphs } = useKit();
  const [top, setTop] = useState(0);
  const [seen, setSeen] = useState<{
    readonly of: readonly ColumnSpec[];
    readonly about: string | undefined;
    /** Of the table: with another, what the columns have depends on nothing that was shown before. */
    readonly size: string;
    readonly wants: Wants;
  }>();
  const size = `${width} x ${height}`;
  const wants = seen?.of === columns && seen.about === about && seen.size === size ? seen.wants : none;
  const placed = useMemo(() => layoutColumns(columns, width - rowLead, wants), [columns, width, wants]);
  const mark = among === true && active ? glyphs.cursor : ' ';
  const header =
    trouble === ''
      ? headerLines(placed, props, mark, paint)
      : height < troubleFrom
        ? [troubledHeader(title, trouble, { active, width }, paint)]
        : [...headerLines(placed, props, mark, paint), `   ${paint.needsPerson(cut(trouble, width - 4))}`];
  const room = height - header.length;
  usePage(room, active);
  const shown = scrollWindow({ count: rows.length, height: room, cursor, top });
  // The window moves as little as it must, so it depends on where it was.
  if (shown.top !== top) setTop(shown.top);
  const inWindow = rows.slice(shown.top, shown.end).map((row) => ({ row, texts: cells(row) }));
  const [first] = columns;
  const headings = first === undefined ? [] : [{ [first.id]: { text: title.slice(rowLead - 1) } }];
  const wider = wantedFor(columns, [...headings, ...inWindow.map(({ texts }) => texts)], wants);
  if (wider !== wants) setSeen({ of: columns, about, size, wants: wider });
  const lines =
    rows.length === 0
      ? empty
          .flatMap((words) => wrapWords(words, width - 4))
          .slice(0, room)
          .map((words) => `   ${paint.secondary(words)}`)
      : inWindow.map(({ row, texts }, offset) => {
          const { tone, glyph } = look(row);
          const at = shown.top + offset === cursor;
          return formatRow(
            placed,
            texts,
            { cursor: at, selected: at && active, marked: marked?.(row) ?? false, glyph, tone },
            paint,
            glyphs,
          );
        });
  return (
    <Box flexDirection="column" height={height} overflow="hidden">
      <Lines lines={[...header, ...lines]} />
    </Box>
  );
};
