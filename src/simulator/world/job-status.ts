import { indexOfWorkspace } from './lookup.ts';
import { after } from './schedule-event.ts';
import { nextSerial, type Job, type JobStatus, type World, type Workspace } from './world.ts';

/**
 * Gives a job its next status and makes what was planned for it void. With `waitMs` its next step comes after that time,
 * without it waits to be told.
 */
export const setStatus = (
  world: World,
  workspace: Workspace,
  job: Job,
  status: JobStatus,
  waitMs?: number,
): void => {
  job.status = status;
  job.modifiedAt = world.now;
  job.epoch = nextSerial(world);
  if (waitMs === undefined) return;
  after(world, waitMs, {
    kind: 'job',
    workspace: indexOfWorkspace(world, workspace),
    job: job.name,
    epoch: job.epoch,
  });
};

/** The machines are there: the job runs for its time. */
export const startRunning = (world: World, workspace: Workspace, job: Job): void => {
  job.startedAt = world.now;
  setStatus(world, workspace, job, 'Running', job.runMs);
};
