import type { Operation } from '#state/app-state.ts';
import { isOutcomeUnknown } from '#state/outcome.ts';
import { cursorOf, visible } from '#state/selectors.ts';
import type { ColumnSpec } from './columns.ts';
import { useApp, useKit, type Area } from './context.ts';
import { emptyWords } from './empty-words.ts';
import { explain } from './explain.ts';
import { countOf } from './figures.ts';
import { Table } from './parts/Table.tsx';
import type { Look } from './state-looks.ts';
import { clock, elapsed } from './words.ts';

const columnsOf: readonly ColumnSpec[] = [
  { id: 'name', title: 'NAME', min: 20, max: 34, grow: 1 },
  { id: 'does', title: 'DOES', min: 8 },
  { id: 'state', title: 'STATE', min: 10 },
  { id: 'begun', title: 'BEGUN', min: 8 },
  { id: 'took', title: 'TOOK', min: 8, align: 'right' },
  { id: 'word', title: 'THE SERVICE SAYS', min: 14, max: 60, grow: 2, drop: 1 },
];

const looks: Readonly<Record<Operation['state'], Look>> = {
  sending: { tone: 'changing', glyph: 'changing' },
  running: { tone: 'changing', glyph: 'changing' },
  succeeded: { tone: 'works', glyph: 'ok' },
  failed: { tone: 'needsPerson', glyph: 'failed' },
};

const said = (operation: Operation): string => {
  const { word, problem, unanswered, endedAt } = operation;
  if (unanswered === 'concluded') return `${word} (seen by looking; no answer had come)`;
  if (unanswered === 'looking' && endedAt === undefined) return `no answer; looking: ${word}`;
  return problem === undefined ? word : explain(problem).what;
};

/** Every write that was begun, in this run of the program or in one before and not seen to its end. */
export const OperationsScreen = ({ columns, rows }: Area) => {
  const { workbench } = useKit();
  const shown = useApp((state) => visible.operations(state, workbench.jobs));
  const cursor = useApp((state) => cursorOf('operations', state, workbench.jobs));
  return (
    <Table
      columns={columnsOf}
      title={`OPERATIONS ${countOf(shown)}`}
      rows={shown.rows}
      cells={(row) => ({
        name: { text: row.name },
        does: { text: row.does },
        state: { text: isOutcomeUnknown(row) ? 'unknown' : row.state, tone: looks[row.state].tone },
        begun: { text: clock(row.startedAt) },
        took: { text: row.endedAt === undefined ? '-' : elapsed(row.endedAt - row.startedAt) },
        word: { text: said(row), tone: 'secondary' },
      })}
      look={(row) => looks[row.state]}
      cursor={cursor}
      active
      width={columns}
      height={rows}
      trouble={shown.filterProblem ?? ''}
      empty={emptyWords({ known: true }, shown, 'Nothing has been created, changed or removed from here.')}
    />
  );
};
