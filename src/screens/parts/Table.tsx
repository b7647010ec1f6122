import { Box } from 'ink';
import { useMemo, useState } from 'react';
import { cellWidth, cut } from '../cells.ts';
import { layoutColumns, scrollWindow, type ColumnSpec } from '../columns.ts';
import { useKit } from '../context.ts';
import { wrapWords } from '../facts.ts';
import type { Look } from '../state-looks.ts';
import type { Paint } from '../theme.ts';
import { formatHeader, formatRow, rowLead, type Cells } from '../table.ts';
import { Lines } from './Lines.tsx';

export type TableProps<Row> = {
  readonly columns: readonly ColumnSpec[];
  /** Stands in the header in place of the first column's title. */
  readonly title: string;
  /** The title may take the place of other columns' titles, see `formatHeader`. */
  readonly titleSpills?: boolean;
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
  /** What is wrong with where the rows come from: said in place of the columns' titles. */
  readonly trouble?: string;
  /** Said in place of rows when there are none. */
  readonly empty: readonly string[];
};

/** The title and the trouble share the line: the title gives way, for what is wrong matters more than how many there are. */
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

/** A live table: only the rows in its window are formatted, only changed lines are drawn again. */
export const Table = <Row,>(props: TableProps<Row>) => {
  const { columns, title, rows, cells, look, marked, cursor, active, width, height, empty } = props;
  const { trouble = '' } = props;
  const spills = props.titleSpills ?? false;
  const { paint, glyphs } = useKit();
  const [top, setTop] = useState(0);
  const placed = useMemo(() => layoutColumns(columns, width - rowLead), [columns, width]);
  const shown = scrollWindow({ count: rows.length, height: height - 1, cursor, top });
  // The window moves as little as it must, so it depends on where it was.
  if (shown.top !== top) setTop(shown.top);
  const header =
    trouble === ''
      ? formatHeader(placed, { first: title, active, spills }, paint)
      : troubledHeader(title, trouble, { active, width }, paint);
  const lines =
    rows.length === 0
      ? empty
          .flatMap((words) => wrapWords(words, width - 4))
          .slice(0, height - 1)
          .map((words) => `   ${paint.secondary(words)}`)
      : rows.slice(shown.top, shown.end).map((row, offset) => {
          const { tone, glyph } = look(row);
          const at = shown.top + offset === cursor;
          return formatRow(
            placed,
            cells(row),
            { cursor: at, selected: at && active, marked: marked?.(row) ?? false, glyph, tone },
            paint,
            glyphs,
          );
        });
  return (
    <Box flexDirection="column" height={height} overflow="hidden">
      <Lines lines={[header, ...lines]} />
    </Box>
  );
};
