import { cursorOf, definitions, selectedCompute, visible } from '#state/selectors.ts';
import { noJobs } from '#state/job-queues.ts';
import { freshQueue, isWholeQueue } from '#state/queue-part.ts';
import type { SinceById } from '#state/since.ts';
import { nodesOfOtherJobs } from '#state/other-jobs.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { useMarks } from '../use-marks.ts';
import { emptyWords, useSource } from '../empty-words.ts';
import { Table } from '../parts/Table.tsx';
import { jobLook, queueCells, queueColumns, wholeQueueColumns } from '../tables/queue-table.ts';
import { tableOf } from '../tables/wide.ts';
import { countOf } from '../figures.ts';
import { troubleOf } from '../health.ts';
import { orderWords } from '../order-words.ts';
import { otherWords, partialWords, queueTitles } from '../queue-words.ts';

/** The jobs of the compute under the cursor, or of the whole workspace: running, waiting in the order of service, then done. */
export const QueuePanel = ({ columns, rows }: Area) => {
  const { workbench } = useKit();
  const { jobs } = workbench;
  const whole = useApp(isWholeQueue);
  const compute = useApp(selectedCompute);
  // The rows live outside the store: its version is what tells that they have changed.
  useApp((state) => state.board?.jobs.version);
  const shown = useApp((state) => visible.queue(state, jobs));
  const cursor = useApp((state) => cursorOf('queue', state, jobs));
  const active = useApp((state) => state.board?.panel === 'queue');
  const source = useSource((state) => state.board?.jobs.remote);
  const trouble = useApp((state) => troubleOf(state.board?.jobs.remote));
  const since = useApp((state) => state.board?.jobs.since) ?? none;
  const partial = useApp(partialWords);
  const serverTimeMs = useApp((state) => state.serverTimeMs);
  const cancels = useApp((state) => (state.board?.queue ?? freshQueue).cancels);
  const view = useApp((state) => state.lists.queue);
  const others = otherWords(useApp((state) => (whole ? 0 : nodesOfOtherJobs(state, jobs, compute?.id))));
  const [fuller = '', full = '', ...shorter] = queueTitles({
    whole,
    filtered: shown.rows.length === shown.total ? '' : countOf(shown),
    counts: whole || compute !== undefined ? jobs.countsOf(whole ? undefined : compute?.name) : noJobs,
    partial,
    others,
    order: orderWords('queue', view),
  });
  const marks = useMarks('queue', full);
  const marked = marks.title !== full;
  const table = tableOf('queue', view, {
    columns: whole ? wholeQueueColumns : queueColumns,
    cells: queueCells({
      since,
      serverTimeMs,
      cancels,
      placeOf: (job) => jobs.placeOf(job),
      isLongUnseen: (name) => jobs.isLongUnseen(name),
      partial: partial !== '',
    }),
  });
  return (
    <Table
      {...table}
      among
      about={whole ? undefined : compute?.id}
      title={`3 QUEUE ${marks.title}`}
      long={{
        ...(marked ? {} : { fuller: `3 QUEUE ${fuller}` }),
        shorter: (marked ? [marks.title] : shorter).map((words) => `3 QUEUE ${words}`),
        heading: 'JOB',
      }}
      rows={shown.rows}
      look={(row) => jobLook(row, cancels)}
      marked={marks.has(definitions.queue.id)}
      cursor={cursor}
      active={active}
      width={columns}
      height={rows}
      trouble={shown.filterProblem ?? trouble}
      empty={emptyWords(
        source,
        shown,
        whole
          ? 'This workspace has no jobs.'
          : compute === undefined
            ? 'No compute is selected. W shows the jobs of all computes.'
            : `No job names this compute${others === '' ? '' : `, but ${others}: steps of pipelines are not in it`}. W shows those of all computes.`,
      )}
    />
  );
};

const none: SinceById = new Map();
