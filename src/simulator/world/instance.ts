import { planIdleShutdown } from './idle.ts';
import { startRunning } from './job-status.ts';
import { jobNamed } from './lookup.ts';
import { coresOf } from './sizes.ts';
import type { Compute, Instance, World, Workspace } from './world.ts';

/** Two jobs per vCPU may run at once on an instance. */
const slots = (instance: Instance): number => Math.max(1, 2 * coresOf(instance.vmSize));

/** A running instance takes the jobs that wait for it; its state says whether any runs. */
export const serveInstance = (world: World, workspace: Workspace, compute: Compute): void => {
  const instance = compute.detail;
  if (instance.kind !== 'instance') return;
  if (instance.state !== 'Running' && instance.state !== 'JobRunning') return;
  while (instance.running.length < slots(instance)) {
    const name = instance.queue.shift();
    if (name === undefined) break;
    const job = jobNamed(workspace, name);
    if (job === undefined) continue;
    instance.running.push(job.name);
    startRunning(world, workspace, job);
  }
  instance.state = instance.running.length > 0 ? 'JobRunning' : 'Running';
  planIdleShutdown(world, workspace, compute);
};
