import type { Job } from '#azure/model.ts';
import type { SinceById } from '#state/since.ts';
import type { ColumnSpec } from '../columns.ts';
import { stateLooks } from '../state-looks.ts';
import type { Cells } from '../table.ts';
import { forHowLong } from '../figures.ts';
import { age } from '../words.ts';

export const queueColumns: readonly ColumnSpec[] = [
  { id: 'name', title: 'QUEUE', min: 18, max: 40, grow: 3 },
  { id: 'status', title: 'STATUS', min: 10, max: 15, grow: 1 },
  { id: 'for', title: 'FOR', min: 6, align: 'right' },
  { id: 'age', title: 'AGE', min: 6, align: 'right', drop: 4 },
  { id: 'nodes', title: 'NODES', min: 5, align: 'right', drop: 3 },
  { id: 'user', title: 'USER', min: 8, max: 20, grow: 1, drop: 5 },
  { id: 'experiment', title: 'EXPERIMENT', min: 12, max: 24, grow: 1, drop: 2 },
  { id: 'type', title: 'TYPE', min: 8, drop: 1 },
];

export const queueCells =
  (since: SinceById, serverTimeMs: number | undefined) =>
  (job: Job): Cells => ({
    name: { text: job.displayName === '' ? job.name : job.displayName },
    status: {
      text: job.status.text === '' ? 'Unknown' : job.status.text,
      tone: stateLooks.job[job.status.is].tone,
    },
    for: { text: forHowLong(since.get(job.name), serverTimeMs) },
    age: { text: serverTimeMs === undefined ? '-' : age(serverTimeMs - job.createdAt) },
    nodes: { text: String(job.nodes) },
    user: { text: job.createdBy },
    experiment: { text: job.experiment },
    type: { text: job.type, tone: 'secondary' },
  });
