import { freeNodesOf, reconcile } from './cluster.ts';
import { serveInstance } from './instance.ts';
import { setStatus, startRunning } from './job-status.ts';
import { addJob, computeNamed, isTerminal } from './lookup.ts';
import { endOperation } from './operation.ts';
import { between, chance } from './random.ts';
import { nextSerial, type Compute, type Job, type World, type Workspace } from './world.ts';

/** What a new job is told; the rest comes with time. */
export type Submission = Omit<
  Job,
  'order' | 'status' | 'createdAt' | 'modifiedAt' | 'startedAt' | 'epoch' | 'archived'
>;

/** Takes a job into the workspace; it starts its way through the statuses. */
export const submit = (world: World, workspace: Workspace, submission: Submission): Job => {
  const job: Job = {
    ...submission,
    order: nextSerial(world),
    status: 'NotStarted',
    createdAt: world.now,
    modifiedAt: world.now,
    archived: false,
    epoch: 0,
  };
  addJob(workspace, job);
  setStatus(world, workspace, job, 'NotStarted', between(world, 2_000, 8_000));
  return job;
};

const computeOf = (workspace: Workspace, job: Job): Compute | undefined =>
  job.compute === '' ? undefined : computeNamed(workspace, job.compute);

/** Takes a job off whatever it waits for or runs on. */
const leaveCompute = (world: World, workspace: Workspace, job: Job): void => {
  const compute = computeOf(workspace, job);
  if (compute === undefined) return;
  const detail = compute.detail;
  switch (detail.kind) {
    case 'cluster': {
      detail.queue = detail.queue.filter((name) => name !== job.name);
      freeNodesOf(world, workspace, compute, job);
      return;
    }
    case 'instance': {
      detail.queue = detail.queue.filter((name) => name !== job.name);
      detail.running = detail.running.filter((name) => name !== job.name);
      serveInstance(world, workspace, compute);
      return;
    }
    case 'attached':
      detail.running = detail.running.filter((name) => name !== job.name);
  }
};

/** The job is over. */
export const endJob = (
  world: World,
  workspace: Workspace,
  job: Job,
  status: 'Completed' | 'Failed' | 'Canceled',
): void => {
  setStatus(world, workspace, job, status);
  endOperation(world, job.cancelOperation ?? null, 'Succeeded');
  leaveCompute(world, workspace, job);
};

/** Asks a job to stop; it is Canceled some seconds later. */
export const cancelJob = (world: World, workspace: Workspace, job: Job): void => {
  if (isTerminal(job) || job.status === 'CancelRequested') return;
  if (job.status !== 'Running' && job.status !== 'Finalizing') leaveCompute(world, workspace, job);
  setStatus(world, workspace, job, 'CancelRequested', between(world, 5_000, 25_000));
};

const enqueue = (world: World, workspace: Workspace, job: Job): void => {
  const compute = computeOf(workspace, job);
  if (compute?.provisioningState === 'Deleting') {
    endJob(world, workspace, job, 'Canceled');
    return;
  }
  if (compute?.provisioningState === 'Failed' || (job.compute !== '' && compute === undefined)) {
    endJob(world, workspace, job, 'Failed');
    return;
  }
  if (compute === undefined || compute.detail.kind === 'attached') {
    setStatus(world, workspace, job, 'Queued', between(world, 15_000, 90_000));
    return;
  }
  setStatus(world, workspace, job, 'Queued');
  compute.detail.queue.push(job.name);
  if (compute.detail.kind === 'cluster') reconcile(world, workspace, compute);
  else serveInstance(world, workspace, compute);
};

const prepare = (world: World, workspace: Workspace, job: Job): void => {
  if (!chance(world, 40)) enqueue(world, workspace, job);
  else {
    const longMs = chance(world, 15) ? between(world, 300_000, 720_000) : between(world, 15_000, 120_000);
    setStatus(world, workspace, job, 'Preparing', longMs);
  }
};

/** The time of a job's status is over: what comes next. */
export const stepJob = (world: World, workspace: Workspace, job: Job): void => {
  switch (job.status) {
    case 'NotStarted':
      if (chance(world, 50)) setStatus(world, workspace, job, 'Starting', between(world, 3_000, 10_000));
      else prepare(world, workspace, job);
      return;
    case 'Starting':
      prepare(world, workspace, job);
      return;
    case 'Preparing':
      enqueue(world, workspace, job);
      return;
    case 'Queued': {
      const compute = computeOf(workspace, job);
      if (compute?.detail.kind === 'attached') compute.detail.running.push(job.name);
      startRunning(world, workspace, job);
      return;
    }
    case 'Running':
      if (job.fails) endJob(world, workspace, job, 'Failed');
      else setStatus(world, workspace, job, 'Finalizing', between(world, 8_000, 40_000));
      return;
    case 'Finalizing':
      endJob(world, workspace, job, 'Completed');
      return;
    case 'CancelRequested':
      endJob(world, workspace, job, 'Canceled');
      return;
    case 'Completed':
    case 'Failed':
    case 'Canceled':
  }
};
