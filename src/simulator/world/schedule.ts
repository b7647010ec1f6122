import { moveInstance } from './compute.ts';
import { indexOfWorkspace } from './lookup.ts';
import { nextRun } from './recurrence.ts';
import { after } from './schedule-event.ts';
import { nextSerial, type Compute, type World, type Workspace } from './world.ts';

const planOne = (world: World, workspace: Workspace, compute: Compute, index: number): void => {
  const instance = compute.detail;
  if (instance.kind !== 'instance') return;
  const schedule = instance.schedules[index];
  if (schedule === undefined || !schedule.enabled) return;
  const at = nextRun(schedule.sent, world.now);
  if (at === undefined) return;
  after(world, at - world.now, {
    kind: 'schedule',
    workspace: indexOfWorkspace(world, workspace),
    compute: compute.serial,
    epoch: instance.scheduleEpoch,
    index,
  });
};

/** Plans the next run of every schedule of an instance; what was planned before is void. */
export const planSchedules = (world: World, workspace: Workspace, compute: Compute): void => {
  const instance = compute.detail;
  if (instance.kind !== 'instance') return;
  instance.scheduleEpoch = nextSerial(world);
  for (const index of instance.schedules.keys()) planOne(world, workspace, compute, index);
};

/** The time without a job is over: the instance stops, if nothing came meanwhile. */
export const runIdleShutdown = (
  world: World,
  workspace: Workspace,
  compute: Compute,
  epoch: number,
): void => {
  const instance = compute.detail;
  if (instance.kind !== 'instance' || instance.idleEpoch !== epoch) return;
  if (compute.provisioningState !== 'Succeeded' || instance.state !== 'Running') return;
  moveInstance(world, workspace, compute, 'Stop', 'IdleShutdown');
};

/** A schedule is due: the instance starts or stops, if its state allows it. */
export const runSchedule = (
  world: World,
  workspace: Workspace,
  compute: Compute,
  epoch: number,
  index: number,
): void => {
  const instance = compute.detail;
  if (instance.kind !== 'instance' || instance.scheduleEpoch !== epoch) return;
  const schedule = instance.schedules[index];
  if (schedule === undefined) return;
  planOne(world, workspace, compute, index);
  if (compute.provisioningState !== 'Succeeded') return;
  const up = instance.state === 'Running' || instance.state === 'JobRunning';
  if (schedule.action === 'Stop' && up) moveInstance(world, workspace, compute, 'Stop', 'Schedule');
  if (schedule.action === 'Start' && instance.state === 'Stopped') {
    moveInstance(world, workspace, compute, 'Start', 'Schedule');
  }
};
