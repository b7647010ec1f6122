import { cursorOf, definitions, sizesByName, visible } from '#state/selectors.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { useMarks } from '../use-marks.ts';
import { emptyWords, useSource } from '../empty-words.ts';
import { countOf } from '../figures.ts';
import { troubleOf } from '../health.ts';
import { orderWords } from '../order-words.ts';
import { Table } from '../parts/Table.tsx';
import { computeCells, computeColumns, computeLook } from '../tables/compute-table.ts';
import { tableOf } from '../tables/wide.ts';

/** Every compute of the workspace, live. */
export const ComputesPanel = ({ columns, rows }: Area) => {
  const { workbench } = useKit();
  const shown = useApp((state) => visible.computes(state, workbench.jobs));
  const cursor = useApp((state) => cursorOf('computes', state, workbench.jobs));
  const active = useApp((state) => state.board?.panel === 'computes');
  const source = useSource((state) => state.board?.computes);
  const trouble = useApp((state) => troubleOf(state.board?.computes));
  const sizes = useApp(sizesByName);
  const view = useApp((state) => state.lists.computes);
  const table = tableOf('computes', view, { columns: computeColumns, cells: computeCells(sizes) });
  const marks = useMarks('computes', countOf(shown));
  return (
    <Table
      {...table}
      among
      title={`1 COMPUTES ${marks.title}${orderWords('computes', view)}`}
      rows={shown.rows}
      look={computeLook}
      marked={marks.has(definitions.computes.id)}
      cursor={cursor}
      active={active}
      width={columns}
      height={rows}
      trouble={shown.filterProblem ?? trouble}
      empty={emptyWords(source, shown, 'This workspace has no computes. c creates or attaches one.')}
    />
  );
};
