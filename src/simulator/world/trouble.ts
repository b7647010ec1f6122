import { freeNodesOf, reconcile } from './cluster.ts';
import { endJob } from './job.ts';
import { setStatus } from './job-status.ts';
import { indexOfWorkspace, jobNamed } from './lookup.ts';
import { setNodeState } from './node.ts';
import { between, pick, waitWithMean } from './random.ts';
import { after } from './schedule-event.ts';
import type { Cluster, Compute, Node, World, Workspace } from './world.ts';

/** Plans the next trouble of a cluster that has any. */
export const planTrouble = (world: World, workspace: Workspace, compute: Compute): void => {
  const cluster = compute.detail;
  if (cluster.kind !== 'cluster' || cluster.troubleMs === 0) return;
  after(world, waitWithMean(world, cluster.troubleMs), {
    kind: 'trouble',
    workspace: indexOfWorkspace(world, workspace),
    compute: compute.serial,
  });
};

const pickNode = (world: World, nodes: readonly Node[]): Node | undefined => {
  const [first, ...rest] = nodes;
  return first === undefined ? undefined : pick(world, [first, ...rest]);
};

/** The job starts again from the beginning, before all that wait; when no machine at all is left, it is lost. */
const restart = (
  world: World,
  workspace: Workspace,
  compute: Compute,
  cluster: Cluster,
  name: string,
): void => {
  const job = jobNamed(workspace, name);
  if (job === undefined || job.status === 'CancelRequested') return;
  const machinesLeft = cluster.nodes.some((node) => node.state !== 'preempted' && node.state !== 'leaving');
  if (!machinesLeft) {
    endJob(world, workspace, job, 'Canceled');
    return;
  }
  setStatus(world, workspace, job, 'Queued');
  cluster.queue.unshift(job.name);
  freeNodesOf(world, workspace, compute, job);
};

/** Puts back into the queue the jobs whose machines were taken away. */
const restartAll = (
  world: World,
  workspace: Workspace,
  compute: Compute,
  cluster: Cluster,
  jobs: ReadonlySet<string>,
): void => {
  for (const name of jobs) restart(world, workspace, compute, cluster, name);
  reconcile(world, workspace, compute);
};

/** Takes machines of a low-priority cluster away for a time; what ran on them begins again. */
export const takeAway = (
  world: World,
  workspace: Workspace,
  compute: Compute,
  nodes: readonly Node[],
  forMs: number,
): void => {
  if (compute.detail.kind !== 'cluster') return;
  const jobs = new Set<string>();
  for (const node of nodes) {
    if (node.runId !== null) jobs.add(node.runId);
    setNodeState(world, workspace, compute, node, 'preempted', forMs);
  }
  restartAll(world, workspace, compute, compute.detail, jobs);
};

const preempt = (world: World, workspace: Workspace, compute: Compute, cluster: Cluster): void => {
  const count = between(world, 1, 3);
  const jobs = new Set<string>();
  for (let taken = 0; taken < count; taken += 1) {
    const node = pickNode(
      world,
      cluster.nodes.filter((other) => other.state === 'running' || other.state === 'idle'),
    );
    if (node === undefined) break;
    if (node.runId !== null) jobs.add(node.runId);
    setNodeState(world, workspace, compute, node, 'preempted', between(world, 180_000, 600_000));
  }
  restartAll(world, workspace, compute, cluster, jobs);
};

const breakNode = (world: World, workspace: Workspace, compute: Compute, cluster: Cluster): void => {
  const node = pickNode(
    world,
    cluster.nodes.filter((other) => other.state === 'running' || other.state === 'idle'),
  );
  if (node === undefined) return;
  const job = node.runId === null ? undefined : jobNamed(workspace, node.runId);
  setNodeState(world, workspace, compute, node, 'unusable', between(world, 15 * 60_000, 45 * 60_000));
  if (job !== undefined) endJob(world, workspace, job, 'Failed');
  reconcile(world, workspace, compute);
};

/** A trouble comes: low-priority machines are taken away, a dedicated one breaks; then the next is planned. */
export const strike = (world: World, workspace: Workspace, compute: Compute): void => {
  const cluster = compute.detail;
  if (cluster.kind !== 'cluster') return;
  if (cluster.priority === 'LowPriority') preempt(world, workspace, compute, cluster);
  else breakNode(world, workspace, compute, cluster);
  planTrouble(world, workspace, compute);
};
