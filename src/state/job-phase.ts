import type { JobStatus } from '#azure/model.ts';

/** Where a job stands in its life, as the queue groups it. */
export type JobPhase = 'running' | 'waiting' | 'ending' | 'odd' | 'done';

/** The order in which the queue shows the phases. */
export const phaseOrder: Readonly<Record<JobPhase, number>> = {
  running: 0,
  ending: 1,
  waiting: 2,
  odd: 3,
  done: 4,
};

const phases: Readonly<Record<JobStatus['is'], JobPhase>> = {
  NotStarted: 'waiting',
  Starting: 'waiting',
  Provisioning: 'waiting',
  Preparing: 'waiting',
  Queued: 'waiting',
  Scheduled: 'waiting',
  Running: 'running',
  Finalizing: 'ending',
  CancelRequested: 'ending',
  Completed: 'done',
  Failed: 'done',
  Canceled: 'done',
  // May go back to any earlier state, so it is never counted as done.
  NotResponding: 'odd',
  Paused: 'odd',
  Unknown: 'odd',
  other: 'odd',
};

export const jobPhase = (status: JobStatus): JobPhase => phases[status.is];

/** How many of some jobs wait for machines. */
export const waitingIn = (jobs: readonly { readonly status: JobStatus }[]): number =>
  jobs.reduce((count, { status }) => (jobPhase(status) === 'waiting' ? count + 1 : count), 0);

/** Whether the job can still change: everything but Completed, Failed and Canceled. */
export const isLive = (status: JobStatus): boolean => jobPhase(status) !== 'done';
