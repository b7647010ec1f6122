import type { Run } from '#azure/runs.ts';
import type { ColumnSpec } from '../columns.ts';
import { stateLooks } from '../state-looks.ts';
import type { Cells } from '../table.ts';
import { age } from '../words.ts';

export const childColumns: readonly ColumnSpec[] = [
  { id: 'name', title: 'CHILDREN', min: 18, max: 44, grow: 3 },
  { id: 'status', title: 'STATUS', min: 10, max: 15, grow: 1 },
  { id: 'compute', title: 'COMPUTE', min: 10, max: 24, grow: 1 },
  { id: 'time', title: 'TIME', min: 6, align: 'right' },
  { id: 'id', title: 'RUN', min: 16, max: 40, grow: 1, drop: 1 },
];

/** How long it ran, or has been running. */
const time = ({ startedAt, endedAt }: Run, serverTimeMs: number | undefined): string => {
  const until = endedAt ?? serverTimeMs;
  return startedAt === undefined || until === undefined ? '-' : age(until - startedAt);
};

export const childCells =
  (serverTimeMs: number | undefined) =>
  (run: Run): Cells => ({
    name: { text: run.displayName },
    status: {
      text: run.status.text === '' ? 'Unknown' : run.status.text,
      tone: stateLooks.job[run.status.is].tone,
    },
    compute: { text: run.compute === '' ? '-' : run.compute },
    time: { text: time(run, serverTimeMs) },
    id: { text: run.name, tone: 'secondary' },
  });
