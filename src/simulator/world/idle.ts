import { indexOfWorkspace } from './lookup.ts';
import { after } from './schedule-event.ts';
import { nextSerial, type Compute, type World, type Workspace } from './world.ts';

/** An instance that is up and has no job is stopped when that lasts; counting begins anew, and what was planned before is void. */
export const planIdleShutdown = (world: World, workspace: Workspace, compute: Compute): void => {
  const instance = compute.detail;
  if (instance.kind !== 'instance') return;
  // One that never had the rule has nothing planned that would have to become void.
  if (instance.idleShutdownMs === null && instance.idleEpoch === 0) return;
  instance.idleEpoch = nextSerial(world);
  if (instance.idleShutdownMs === null || instance.state !== 'Running') return;
  after(world, instance.idleShutdownMs, {
    kind: 'idle',
    workspace: indexOfWorkspace(world, workspace),
    compute: compute.serial,
    epoch: instance.idleEpoch,
  });
};
