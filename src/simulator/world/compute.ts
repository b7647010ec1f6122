import { quotaFreed, reconcile } from './cluster.ts';
import { failureOfScript } from './setup-script.ts';
import { serveInstance } from './instance.ts';
import { cancelJob, endJob } from './job.ts';
import { indexOfWorkspace, isTerminal, jobNamed } from './lookup.ts';
import { endComputeOperation } from './operation.ts';
import { freeCores, quotaReached, regionOf } from './quota.ts';
import { between } from './random.ts';
import { after } from './schedule-event.ts';
import { coresOf } from './sizes.ts';
import {
  nextSerial,
  type Compute,
  type Failure,
  type Instance,
  type InstanceState,
  type Job,
  type World,
  type Workspace,
} from './world.ts';

/** The compute's operation ends after `waitMs`; whatever was planned for it before is void. */
export const finishLater = (world: World, workspace: Workspace, compute: Compute, waitMs: number): void => {
  compute.epoch = nextSerial(world);
  delete compute.fate;
  after(world, waitMs, {
    kind: 'compute',
    workspace: indexOfWorkspace(world, workspace),
    compute: compute.serial,
    epoch: compute.epoch,
  });
};

/** The jobs meant for a compute that are not over: on their way to it, waiting for it or running on it. */
const openJobs = (workspace: Workspace, compute: Compute): Job[] =>
  workspace.jobs.filter((job) => job.compute === compute.key && !isTerminal(job));

/** Starts the removal of a compute: its jobs are cancelled, its operation ends with it gone. */
export const beginDelete = (world: World, workspace: Workspace, compute: Compute): void => {
  endComputeOperation(world, compute, 'Canceled');
  for (const job of openJobs(workspace, compute)) cancelJob(world, workspace, job);
  compute.provisioningState = 'Deleting';
  compute.modifiedAt = world.now;
  if (compute.detail.kind === 'instance') setInstance(world, compute.detail, 'Deleting', 'Delete', 'User');
  const waitMs = compute.isAttached ? between(world, 5_000, 20_000) : between(world, 40_000, 120_000);
  finishLater(world, workspace, compute, waitMs);
};

/** Notes what an instance is doing and who asked for it. */
export const setInstance = (
  world: World,
  instance: Instance,
  state: InstanceState,
  name: string,
  trigger: Instance['lastOperation']['trigger'],
): void => {
  instance.state = state;
  instance.lastOperation = { name, at: world.now, status: 'InProgress', trigger };
};

const moves = { Start: 'Starting', Stop: 'Stopping', Restart: 'Restarting' } as const;

/** Starts, stops or restarts an instance; stopping kills the jobs on it. */
export const moveInstance = (
  world: World,
  workspace: Workspace,
  compute: Compute,
  move: 'Start' | 'Stop' | 'Restart',
  trigger: Instance['lastOperation']['trigger'],
): void => {
  const instance = compute.detail;
  if (instance.kind !== 'instance') return;
  setInstance(world, instance, moves[move], move, trigger);
  compute.modifiedAt = world.now;
  for (const name of instance.running) {
    const job = jobNamed(workspace, name);
    if (job !== undefined && !isTerminal(job)) endJob(world, workspace, job, 'Canceled');
  }
  finishLater(world, workspace, compute, between(world, 60_000, move === 'Restart' ? 180_000 : 240_000));
};

const settleInstance = (world: World, workspace: Workspace, compute: Compute, instance: Instance): void => {
  const next = instance.state === 'Stopping' ? 'Stopped' : 'Running';
  instance.state = next;
  instance.errors = [];
  instance.lastOperation = { ...instance.lastOperation, status: 'Succeeded' };
  serveInstance(world, workspace, compute);
};

const undone: Readonly<
  Partial<Record<InstanceState, { readonly state: InstanceState; readonly status: string }>>
> = {
  Creating: { state: 'CreateFailed', status: 'CreateFailed' },
  Starting: { state: 'Stopped', status: 'StartFailed' },
  Stopping: { state: 'Running', status: 'StopFailed' },
  Restarting: { state: 'Running', status: 'RestartFailed' },
  Deleting: { state: 'Stopped', status: 'DeleteFailed' },
};

const failed = (world: World, compute: Compute, error: Failure): void => {
  // A move of an instance does not change the provisioning state: only its last operation tells that it failed.
  if (compute.provisioningState !== 'Succeeded') {
    compute.provisioningState = 'Failed';
    compute.provisioningErrors = [error];
  }
  const { detail } = compute;
  const next = detail.kind === 'instance' ? undone[detail.state] : undefined;
  if (detail.kind === 'instance' && next !== undefined) {
    detail.state = next.state;
    detail.errors = [error];
    detail.lastOperation = { ...detail.lastOperation, status: next.status };
  }
  endComputeOperation(world, compute, 'Failed', error);
};

/** Why a creation ends badly: its script fails, the machine behind it does not answer, or the quota is used up meanwhile. */
const creationFailure = (world: World, workspace: Workspace, compute: Compute): Failure | undefined => {
  const detail = compute.detail;
  if (detail.kind === 'instance') {
    const scriptFailure = failureOfScript(compute.name, detail.setupScripts);
    if (scriptFailure !== undefined) return scriptFailure;
    const free = freeCores(world, workspace.subscriptionId, regionOf(compute), {
      vmSize: detail.vmSize,
      priority: 'Dedicated',
    });
    return free.cores < 0 ? quotaReached(free.limit, free.used, coresOf(detail.vmSize)) : undefined;
  }
  if (detail.kind === 'cluster') return undefined;
  const settings = detail.settings;
  const address =
    settings !== null && typeof settings === 'object' && !Array.isArray(settings)
      ? settings['address']
      : undefined;
  if (typeof address !== 'string' || !address.endsWith('.invalid')) return undefined;
  return {
    code: 'ComputeAttachFailed',
    message: `SSH to ${address} failed: the name could not be resolved. The address must be reachable from the service on the given port.`,
  };
};

/** An operation on a compute is over. */
export const stepCompute = (world: World, workspace: Workspace, compute: Compute): void => {
  const { fate } = compute;
  if (fate?.kind === 'never ends') return;
  compute.modifiedAt = world.now;
  if (fate !== undefined) {
    failed(world, compute, fate.error);
    return;
  }
  switch (compute.provisioningState) {
    case 'Deleting': {
      for (const job of openJobs(workspace, compute)) endJob(world, workspace, job, 'Canceled');
      workspace.computes = workspace.computes.filter((other) => other !== compute);
      endComputeOperation(world, compute, 'Succeeded');
      quotaFreed(world, workspace.subscriptionId, regionOf(compute));
      return;
    }
    case 'Creating': {
      const failure = creationFailure(world, workspace, compute);
      if (failure !== undefined) {
        failed(world, compute, failure);
        return;
      }
      break;
    }
    case 'Updating':
    case 'Succeeded':
      break;
    case 'Failed':
    case 'Canceled':
    case 'Unknown':
      return;
  }
  compute.provisioningState = 'Succeeded';
  endComputeOperation(world, compute, 'Succeeded');
  if (compute.detail.kind === 'cluster') reconcile(world, workspace, compute);
  if (compute.detail.kind === 'instance') settleInstance(world, workspace, compute, compute.detail);
};
