import type { Job } from '#azure/model.ts';
import type { Cancel } from '#state/queue-part.ts';
import { isLive } from '#state/job-phase.ts';
import type { QueuePlace } from '#state/job-queues.ts';
import type { SinceById } from '#state/since.ts';
import type { ColumnSpec } from '../columns.ts';
import { stateLooks, type Look } from '../state-looks.ts';
import type { Cells } from '../table.ts';
import { forHowLong } from '../figures.ts';
import { age } from '../words.ts';

const ofJob: readonly ColumnSpec[] = [
  { id: 'status', title: 'STATUS', min: 15 },
  { id: 'place', title: 'PLACE', min: 6, align: 'right' },
  { id: 'for', title: 'FOR', min: 6, align: 'right' },
  { id: 'age', title: 'AGE', min: 6, align: 'right', drop: 3 },
  { id: 'nodes', title: 'NODES', min: 5, align: 'right', drop: 4 },
  { id: 'user', title: 'USER', min: 8, max: 20, grow: 1, drop: 5 },
  { id: 'experiment', title: 'EXPERIMENT', min: 12, max: 24, grow: 1, drop: 2 },
  { id: 'type', title: 'TYPE', min: 8, drop: 1 },
];
const name: ColumnSpec = { id: 'name', title: 'QUEUE', min: 17, max: 40, grow: 3 };

export const queueColumns: readonly ColumnSpec[] = [name, ...ofJob];

/** Of the queue of the whole workspace: each row says which compute it is about. */
export const wholeQueueColumns: readonly ColumnSpec[] = [
  name,
  { id: 'compute', title: 'COMPUTE', min: 10, max: 24, grow: 1 },
  ...ofJob,
];

/** Its place among those that wait for the same compute: `3/7`; `3+/7` while older ones may not be known yet. */
const placeWords = (place: QueuePlace | undefined, partial: boolean): string =>
  place === undefined ? '-' : `${place.place}${partial ? '+' : ''}/${place.of}`;

/** What else a row is made of. */
export type QueueFacts = {
  readonly since: SinceById;
  readonly serverTimeMs: number | undefined;
  readonly placeOf: (job: Job) => QueuePlace | undefined;
  readonly cancels: Readonly<Record<string, Cancel>>;
  /** Whether nobody has seen it for long, so that its status is a doubtful one. */
  readonly isLongUnseen: (name: string) => boolean;
  /** Whether the list of jobs has not been read to its end yet. */
  readonly partial: boolean;
};

const asked = 'CancelRequested';

/** Its cancellation was accepted, which its status may say a little later. */
const isBeingCancelled = (job: Job, cancels: QueueFacts['cancels']): boolean =>
  cancels[job.name]?.is === 'accepted' && isLive(job.status);

/** How the status of a job is drawn. */
export const jobLook = (job: Job, cancels: QueueFacts['cancels']): Look =>
  stateLooks.job[isBeingCancelled(job, cancels) ? asked : job.status.is];

/** The status of a job as the service says it: an unknown word as it came. */
export const jobStatusText = (job: Job, cancels: QueueFacts['cancels']): string => {
  if (isBeingCancelled(job, cancels)) return asked;
  return job.status.text === '' ? 'Unknown' : job.status.text;
};

export const queueCells =
  ({ since, serverTimeMs, placeOf, cancels, isLongUnseen, partial }: QueueFacts) =>
  (job: Job): Cells => ({
    name: { text: job.displayName === '' ? job.name : job.displayName },
    compute: { text: job.compute === '' ? '-' : job.compute },
    place: { text: placeWords(placeOf(job), partial) },
    status: {
      text: `${jobStatusText(job, cancels)}${isLongUnseen(job.name) ? '?' : ''}`,
      tone: jobLook(job, cancels).tone,
    },
    for: { text: forHowLong(since.get(job.name), serverTimeMs) },
    age: { text: serverTimeMs === undefined ? '-' : age(serverTimeMs - job.createdAt) },
    nodes: { text: String(job.nodes) },
    user: { text: job.createdBy },
    experiment: { text: job.experiment },
    type: { text: job.type, tone: 'secondary' },
  });
