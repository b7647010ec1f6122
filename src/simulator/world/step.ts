import { allocate } from './cluster.ts';
import { stepCompute } from './compute.ts';
import { pop, type Happening } from './event.ts';
import { stepJob } from './job.ts';
import { computeBySerial, jobNamed } from './lookup.ts';
import { stepNode } from './node-step.ts';
import { keepRandom } from './random.ts';
import { runIdleShutdown, runSchedule } from './schedule.ts';
import { arrive } from './traffic.ts';
import { strike } from './trouble.ts';
import type { World } from './world.ts';

const happen = (world: World, what: Happening): void => {
  if (what.kind === 'forget') {
    // oxlint-disable-next-line typescript/no-dynamic-delete -- operations are a record, so that the world stays plain data
    delete world.operations[what.operation];
    return;
  }
  const workspace = world.workspaces[what.workspace];
  if (workspace === undefined) return;
  if (what.kind === 'job') {
    const job = jobNamed(workspace, what.job);
    if (job?.epoch === what.epoch) stepJob(world, workspace, job);
    return;
  }
  if (what.kind === 'traffic') {
    arrive(world, workspace, what.index);
    return;
  }
  const compute = computeBySerial(workspace, what.compute);
  if (compute === undefined) return;
  switch (what.kind) {
    case 'node': {
      if (compute.detail.kind !== 'cluster') return;
      const node = compute.detail.nodes.find((other) => other.serial === what.node);
      if (node?.epoch === what.epoch) stepNode(world, workspace, compute, node);
      return;
    }
    case 'compute':
      if (compute.epoch === what.epoch) stepCompute(world, workspace, compute);
      return;
    case 'allocate':
      allocate(world, workspace, compute);
      return;
    case 'trouble':
      strike(world, workspace, compute);
      return;
    case 'idle':
      runIdleShutdown(world, workspace, compute, what.epoch);
      return;
    case 'schedule':
      runSchedule(world, workspace, compute, what.epoch, what.index);
  }
};

/**
 * Lets the world go on until `until` (ms). Everything that is due happens in its order and at its own time, so it does not
 * matter in how many steps one gets there.
 */
export const advance = (world: World, until: number): void => {
  if (until <= world.now) return;
  for (;;) {
    const first = world.events[0];
    if (first === undefined || first.at > until) break;
    pop(world.events);
    world.now = first.at;
    happen(world, first.what);
  }
  world.now = until;
  keepRandom(world);
};
