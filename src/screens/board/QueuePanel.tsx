import type { Job } from '#azure/model.ts';
import { jobPhase } from '#state/job-phase.ts';
import { memo } from '#state/memo.ts';
import type { SinceById } from '#state/since.ts';
import { cursorOf, definitions, selectedCompute, visible } from '#state/selectors.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { useMarks } from '../use-marks.ts';
import { emptyWords, useSource } from '../empty-words.ts';
import { Table } from '../parts/Table.tsx';
import { stateLooks } from '../state-looks.ts';
import { queueCells, queueColumns } from '../tables/queue-table.ts';
import { cellsWith, wideTable } from '../tables/wide.ts';
import { countOf } from '../figures.ts';
import { troubleOf } from '../health.ts';
import { orderWords } from '../order-words.ts';

/** `2 run, 3 wait`; two dots say that the job list has not been read to its end. */
const phaseWords = memo((rows: readonly Job[], complete: boolean): string => {
  let [run, wait] = [0, 0];
  for (const { status } of rows) {
    const phase = jobPhase(status);
    if (phase === 'running') run += 1;
    else if (phase === 'waiting') wait += 1;
  }
  return `${run} run, ${wait} wait${complete ? '' : ' ..'}`;
});

/** The jobs of the compute under the cursor: running, waiting in the order of service, then done. */
export const QueuePanel = ({ columns, rows }: Area) => {
  const { workbench } = useKit();
  const compute = useApp(selectedCompute);
  // The rows live outside the store: its version is what tells that they have changed.
  useApp((state) => state.board?.jobs.version);
  const shown = useApp((state) => visible.queue(state, workbench.jobs));
  const cursor = useApp((state) => cursorOf('queue', state, workbench.jobs));
  const active = useApp((state) => state.board?.panel === 'queue');
  const source = useSource((state) => state.board?.jobs.remote);
  const trouble = useApp((state) => troubleOf(state.board?.jobs.remote));
  const since = useApp((state) => state.board?.jobs.since);
  const complete = useApp((state) => state.board?.jobs.complete ?? false);
  const serverTimeMs = useApp((state) => state.serverTimeMs);
  const view = useApp((state) => state.lists.queue);
  const wide = wideTable('queue', view);
  const all = compute === undefined ? shown.rows : workbench.jobs.queueOf(compute.name);
  const filtered = shown.rows.length === shown.total ? '' : `${countOf(shown)}: `;
  const marks = useMarks('queue', `${filtered}${phaseWords(all, complete)}`);
  return (
    <Table
      columns={wide?.columns ?? queueColumns}
      title={`3 QUEUE ${marks.title}${orderWords('queue', view)}`}
      rows={shown.rows}
      cells={cellsWith(queueCells(since ?? none, serverTimeMs), wide)}
      look={(row) => stateLooks.job[row.status.is]}
      marked={marks.has(definitions.queue.id)}
      cursor={cursor}
      active={active}
      width={columns}
      height={rows}
      trouble={shown.filterProblem ?? trouble}
      empty={emptyWords(source, shown, 'No job names this compute.')}
    />
  );
};

const none: SinceById = new Map();
