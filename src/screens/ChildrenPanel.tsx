import { explain } from './explain.ts';
import { familyOf } from '#state/run-family.ts';
import { cursorOf, visible } from '#state/selectors.ts';
import { useApp, useKit, type Area } from './context.ts';
import { emptyWords, useSource } from './empty-words.ts';
import { countOf } from './figures.ts';
import { troubleOf } from './health.ts';
import { orderWords } from './order-words.ts';
import { Table } from './parts/Table.tsx';
import { stateLooks } from './state-looks.ts';
import { childCells, childColumns } from './tables/child-table.ts';
import { wrapWords } from './facts.ts';
import { Lines } from './parts/Lines.tsx';
import { studioLink } from './log-words.ts';

/** The steps of a pipeline job, or the trials of a sweep. */
export const ChildrenPanel = ({ name, columns, rows }: Area & { readonly name: string }) => {
  const { workbench, paint } = useKit();
  const shown = useApp((state) => visible.children(state, workbench.jobs));
  const cursor = useApp((state) => cursorOf('children', state, workbench.jobs));
  const active = useApp((state) => !familyOf(state, name).reading);
  const complete = useApp((state) => familyOf(state, name).complete);
  const source = useSource((state) => familyOf(state, name).children);
  const trouble = useApp((state) => troubleOf(familyOf(state, name).children));
  const serverTimeMs = useApp((state) => state.serverTimeMs);
  const view = useApp((state) => state.lists.children);
  const link = useApp((state) => studioLink(state, name));
  if (!source.known && source.problem !== undefined) {
    const words = [
      `The children cannot be read: ${explain(source.problem).what}`,
      ...(link === undefined ? [] : [`In the studio: ${link}`]),
    ];
    const lines = words.flatMap((each) => wrapWords(each, columns - 4)).map((line) => `   ${line}`);
    return <Lines lines={lines.slice(0, rows).map(paint.needsPerson)} />;
  }
  return (
    <Table
      columns={childColumns}
      title={`CHILDREN ${countOf(shown)}${complete || !source.known ? '' : ' of ?'}${orderWords('children', view)}`}
      rows={shown.rows}
      cells={childCells(serverTimeMs)}
      look={(row) => stateLooks.job[row.status.is]}
      cursor={cursor}
      active={active}
      width={columns}
      height={rows}
      trouble={trouble}
      empty={emptyWords(source, shown, 'None yet.')}
    />
  );
};
