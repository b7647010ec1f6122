import { cursorOf, visible } from '#state/selectors.ts';
import type { ColumnSpec } from './columns.ts';
import { useApp, useKit, type Area } from './context.ts';
import { emptyWords } from './empty-words.ts';
import { eventLook, eventWords } from './event-words.ts';
import { countOf } from './figures.ts';
import { orderWords } from './order-words.ts';
import { Table } from './parts/Table.tsx';
import { clock } from './words.ts';

const columnsOf: readonly ColumnSpec[] = [
  { id: 'time', title: 'SEEN', min: 14 },
  { id: 'what', title: 'WHAT HAS CHANGED', min: 58, max: 400, grow: 1 },
  { id: 'kind', title: 'KIND', min: 9, drop: 1 },
];

/** Everything that has changed since the workspace was opened, newest first, with the time at which an answer showed it. */
export const EventsScreen = ({ columns, rows }: Area) => {
  const { workbench } = useKit();
  const shown = useApp((state) => visible.events(state, workbench.jobs));
  const cursor = useApp((state) => cursorOf('events', state, workbench.jobs));
  const view = useApp((state) => state.lists.events);
  return (
    <Table
      columns={columnsOf}
      title={`EVENTS ${countOf(shown)}${orderWords('events', view)}`}
      rows={shown.rows}
      cells={(row) => ({
        time: { text: clock(row.at) },
        what: { text: eventWords(row), tone: row.tone },
        kind: { text: row.kind, tone: 'secondary' },
      })}
      look={eventLook}
      cursor={cursor}
      active
      width={columns}
      height={rows}
      empty={emptyWords({ known: true }, shown, 'Nothing has changed since this workspace was opened.')}
    />
  );
};
