import { planIdleShutdown } from '../world/idle.ts';
import { planSchedules } from '../world/schedule.ts';
import type { Compute, Instance, Workspace } from '../world/world.ts';
import { busy, inCompute, isBusy } from './compute-exchange.ts';
import { badRequest, field, type Answer, type Ask } from './exchange.ts';
import { readIdleShutdown, readSchedules } from './read-instance.ts';

const inInstance = (
  ask: Ask,
  then: (workspace: Workspace, compute: Compute, instance: Instance) => Answer,
): Answer =>
  inCompute(ask, (workspace, compute) => {
    if (compute.detail.kind !== 'instance') {
      return badRequest(`Not supported for a compute of type ${compute.computeType}.`, 'BadArgument');
    }
    return isBusy(compute) ? busy(compute) : then(workspace, compute, compute.detail);
  });

/** Replaces the start and stop schedules of an instance; takes effect at once. */
export const changeSchedules = (ask: Ask): Answer =>
  inInstance(ask, (workspace, compute, instance) => {
    const read = readSchedules(ask.world, ask.body);
    if (!read.ok) return badRequest(read.failure.message, read.failure.code);
    instance.schedules = read.value;
    compute.modifiedAt = ask.world.now;
    planSchedules(ask.world, workspace, compute);
    return { status: 200 };
  });

/** Sets after how long without a job an instance is stopped, or (without a time) that it is not. */
export const changeIdleShutdown = (ask: Ask): Answer =>
  inInstance(ask, (workspace, compute, instance) => {
    const read = readIdleShutdown(field(ask.body, 'idleTimeBeforeShutdown'));
    if (!read.ok) return badRequest(read.failure.message, read.failure.code);
    instance.idleShutdownMs = read.value;
    compute.modifiedAt = ask.world.now;
    planIdleShutdown(ask.world, workspace, compute);
    return { status: 200 };
  });
