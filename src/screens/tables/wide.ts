import type { ListView } from '#state/lists.ts';
import type { Rows } from '#state/selectors.ts';
import type { ColumnSpec } from '../columns.ts';
import { palette } from '../late-palette.ts';
import type { Cells } from '../table.ts';

/** The lists that have other columns. */
export type WideList = 'computes' | 'nodes' | 'queue';

/** Other columns for a table, and the cells that they need besides the usual ones. */
export type WideTable<Row> = {
  readonly columns: readonly ColumnSpec[];
  /** The usual columns, and those of the others that a wide terminal has room for beside them. The same array for the same. */
  readonly beside: (usual: readonly ColumnSpec[]) => readonly ColumnSpec[];
  readonly more: (row: Row) => Cells;
};

type TableOf<Row> = {
  readonly columns: readonly ColumnSpec[];
  readonly cells: (row: Row) => Cells;
};

/** The columns of a list and their cells: the usual ones, or the others while those are asked for. */
export const tableOf = <L extends WideList>(
  list: L,
  { wide }: ListView,
  usual: TableOf<Rows[L]>,
): TableOf<Rows[L]> => {
  const other: WideTable<Rows[L]> | undefined = palette()?.wideTables[list];
  return other === undefined
    ? usual
    : {
        columns: wide === true ? other.columns : other.beside(usual.columns),
        cells: (row) => ({ ...usual.cells(row), ...other.more(row) }),
      };
};
