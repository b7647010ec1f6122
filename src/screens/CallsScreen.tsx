import { Box } from 'ink';
import { plain } from '#azure/plain.ts';
import { lastMinute } from '#state/call-rate.ts';
import { isFault, type CallRow } from '#state/calls.ts';
import { holdOf } from '#state/holds.ts';
import { cursorOf, selectedRow, visible } from '#state/selectors.ts';
import { cut } from './cells.ts';
import type { ColumnSpec } from './columns.ts';
import { useApp, useKit, type Area } from './context.ts';
import { emptyWords } from './empty-words.ts';
import { countOf } from './figures.ts';
import { orderWords } from './order-words.ts';
import { Lines } from './parts/Lines.tsx';
import { Rule } from './parts/Rule.tsx';
import { Table } from './parts/Table.tsx';
import { sourceRows } from './source-rows.ts';
import type { Look } from './state-looks.ts';
import { clock, count } from './words.ts';
import type { AppState } from '#state/app-state.ts';

const columnsOf: readonly ColumnSpec[] = [
  { id: 'at', title: 'CALLS', min: 14 },
  { id: 'method', title: 'METHOD', min: 6 },
  { id: 'status', title: 'STATUS', min: 6, align: 'right' },
  { id: 'ms', title: 'MS', min: 6, align: 'right' },
  { id: 'path', title: 'PATH', min: 20, max: 400, grow: 1 },
];

/** From this width on a whole path has room in its row. */
const wholeFrom = 190;

/** What tells paths of one workspace apart: everything below the service, and of its own what is below its workspaces. The whole path stands under the list. */
const shortPath = (path: string): string =>
  path.replace(/^.*\/providers\/Microsoft\.(?:MachineLearningServices\/(?:workspaces\/)?)?/iu, '');

const look = (row: CallRow): Look => {
  if (row.status === undefined) return { tone: 'changing', glyph: 'takenAway' };
  return isFault(row) ? { tone: 'needsPerson', glyph: 'failed' } : { tone: 'works', glyph: 'ok' };
};

/** What an answer says by its status, where that is not the usual. */
const statusWords: Readonly<Partial<Record<number, string>>> = {
  401: 'signed out',
  403: 'not allowed',
  404: 'not there',
  409: 'conflict',
  412: 'it is there already',
  429: 'too many requests: it is asked again later',
};

/** Why no answer came. */
const failureWords = (failure: string | undefined): string => {
  if (failure === 'given-up') return 'given up: nobody waits for it any more';
  if (failure === 'timeout') return 'no answer in time';
  return failure === undefined ? 'no answer' : `no answer (${plain(failure)})`;
};

const outcome = (row: CallRow): string => {
  const { status, failure } = row;
  if (status === undefined) return failureWords(failure);
  if (status >= 400 && !isFault(row)) return 'nothing new';
  return statusWords[status] ?? (status >= 500 ? 'the service failed' : status >= 400 ? 'refused' : '');
};

/** Requests in the last minute, and the fewest that the service has said to be left. */
const rateWords = ({ calls, budget }: AppState): string => {
  const { count: sent, more, until } = lastMinute(calls);
  if (until === undefined) return '';
  const left =
    budget === undefined
      ? 'Azure has not said how many are left'
      : `lowest limit left ${count(budget.remaining)}`;
  return `${sent}${more ? ' or more' : ''} in the minute to ${clock(until)}   ${left}   ${count(calls.seen)} in all`;
};

/** Who waits for what: the subscription that asked for a pause, and what is tried again after it has failed. */
const waitWords = (state: AppState): string => {
  const hold = holdOf(state, state.board?.workspace.place.subscriptionId);
  const newest = state.calls.rows[0]?.at ?? 0;
  const held = hold.until > newest ? [`Azure asks to wait until ${clock(hold.until)}`] : [];
  const again = sourceRows(state).flatMap(({ title, failures, next }) =>
    failures === ''
      ? []
      : [`${title} failed ${failures} x${next === '' ? ', not asked again by itself' : `, again ${next}`}`],
  );
  const words = [...held, ...again];
  return words.length === 0 ? 'nothing waits to be tried again' : words.join('   ');
};

const detailRows = 3;

/** The call under the cursor, whole: its path over as many lines as there are. */
const detailLines = (row: CallRow | undefined, columns: number): readonly string[] => {
  if (row === undefined) return Array.from({ length: detailRows }, () => '');
  const words = outcome(row);
  const text = `${row.method} ${row.path}${words === '' ? '' : `  ${words}`}`;
  const width = columns - 2;
  return Array.from({ length: detailRows }, (_, at) =>
    at + 1 < detailRows
      ? ` ${text.slice(at * width, (at + 1) * width)}`
      : ` ${cut(text.slice(at * width), width)}`,
  );
};

/** The requests sent last: where to, how they ended, how long they took. Nothing of what they carried. */
export const CallsScreen = ({ columns, rows }: Area) => {
  const { workbench, paint } = useKit();
  const shown = useApp((state) => visible.calls(state, workbench.jobs));
  const cursor = useApp((state) => cursorOf('calls', state, workbench.jobs));
  const selected = useApp((state) => selectedRow('calls', state, workbench.jobs));
  const view = useApp((state) => state.lists.calls);
  const rate = useApp(rateWords);
  const waits = useApp(waitWords);
  const details = detailLines(selected, columns);
  return (
    <Box flexDirection="column">
      <Lines lines={[` ${cut(rate, columns - 2)}`, ` ${paint.secondary(cut(waits, columns - 2))}`]} />
      <Table
        columns={columnsOf}
        title={`CALLS ${countOf(shown)}${orderWords('calls', view)}`}
        rows={shown.rows}
        cells={(row) => ({
          at: { text: clock(row.at) },
          method: { text: row.method },
          status: { text: row.status === undefined ? 'none' : String(row.status), tone: look(row).tone },
          ms: { text: String(Math.round(row.tookMs)) },
          path: {
            text: `${columns < wholeFrom ? shortPath(row.path) : row.path}${outcome(row) === '' ? '' : `  ${outcome(row)}`}`,
          },
        })}
        look={look}
        cursor={cursor}
        active
        width={columns}
        height={rows - details.length - 3}
        empty={emptyWords({ known: true }, shown, 'Nothing has been asked yet.')}
      />
      <Rule columns={columns} />
      <Lines lines={details} />
    </Box>
  );
};
