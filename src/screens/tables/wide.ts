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
  readonly more: (row: Row) => Cells;
};

/** The other columns of a list while they are asked for; undefined while the usual ones are shown. */
export const wideTable = <L extends WideList>(list: L, { wide }: ListView): WideTable<Rows[L]> | undefined =>
  wide === true ? palette()?.wideTables[list] : undefined;

/** The cells of a row, with those of the other columns when they are shown. */
export const cellsWith = <Row>(
  usual: (row: Row) => Cells,
  wide: WideTable<Row> | undefined,
): ((row: Row) => Cells) => (wide === undefined ? usual : (row) => ({ ...usual(row), ...wide.more(row) }));
