import { startRunning } from './job-status.ts';
import { indexOfWorkspace, jobNamed } from './lookup.ts';
import { setNodeState, addNode } from './node.ts';
import { freeCores, managedIn, quotaReached, regionOf } from './quota.ts';
import { between } from './random.ts';
import { after } from './schedule-event.ts';
import { coresOf } from './sizes.ts';
import type { Cluster, Compute, Job, Node, NodeState, World, Workspace } from './world.ts';

/** How many nodes are in a state. */
export const countNodes = (cluster: Cluster, state: NodeState): number => {
  let count = 0;
  for (const node of cluster.nodes) if (node.state === state) count += 1;
  return count;
};

/** Nodes that the jobs in the queue ask for; a job larger than the cluster will ever be asks in vain. */
export const nodesWanted = (workspace: Workspace, cluster: Cluster): number => {
  let wanted = 0;
  for (const name of cluster.queue) {
    const job = jobNamed(workspace, name);
    if (job !== undefined && job.nodes <= cluster.maxNodes) wanted += job.nodes;
  }
  return wanted;
};

/** First come, first served: a job that needs several nodes gets them all at once, and nobody overtakes it meanwhile. */
const assign = (world: World, workspace: Workspace, compute: Compute, cluster: Cluster): void => {
  let idle = cluster.nodes.filter((node) => node.state === 'idle');
  const left: string[] = [];
  let blocked = false;
  for (const name of cluster.queue) {
    const job = jobNamed(workspace, name);
    if (job === undefined) continue;
    const fits = job.nodes <= cluster.maxNodes;
    if (blocked || !fits || job.nodes > idle.length) {
      left.push(name);
      blocked ||= fits;
      continue;
    }
    for (const node of idle.slice(0, job.nodes)) {
      setNodeState(world, workspace, compute, node, 'running');
      node.runId = job.name;
    }
    idle = idle.slice(job.nodes);
    startRunning(world, workspace, job);
  }
  cluster.queue = left;
};

/** How many machines could be had now: slots up to the maximum and vCPUs up to the quota. */
const addable = (
  world: World,
  workspace: Workspace,
  compute: Compute,
  cluster: Cluster,
): { readonly byQuota: number; readonly bySlots: number; readonly limit: number; readonly used: number } => {
  const free = freeCores(world, workspace.subscriptionId, regionOf(compute), cluster);
  const cores = Math.max(1, coresOf(cluster.vmSize));
  return {
    byQuota: Math.max(0, Math.floor(free.cores / cores)),
    bySlots: Math.max(0, cluster.maxNodes - cluster.nodes.length),
    limit: free.limit,
    used: free.used,
  };
};

const keepers = (cluster: Cluster): number => cluster.nodes.length - countNodes(cluster, 'leaving');

const shrinkTo = (
  world: World,
  workspace: Workspace,
  compute: Compute,
  cluster: Cluster,
  limit: number,
): void => {
  let excess = keepers(cluster) - limit;
  for (const state of ['idle', 'preparing', 'unusable'] as const) {
    for (const node of cluster.nodes) {
      if (excess <= 0) return;
      if (node.state !== state) continue;
      setNodeState(world, workspace, compute, node, 'leaving', between(world, 60_000, 120_000));
      excess -= 1;
    }
  }
};

const refreshAllocation = (world: World, cluster: Cluster): void => {
  const moving =
    cluster.allocating ||
    keepers(cluster) !== cluster.targetNodes ||
    cluster.nodes.some((node) => node.state === 'preparing' || node.state === 'leaving');
  const next = moving ? 'Resizing' : 'Steady';
  if (next === cluster.allocation) return;
  cluster.allocation = next;
  cluster.allocationSince = world.now;
};

/**
 * Brings a cluster in line after anything changed: hands idle nodes to waiting jobs, sets the target (what runs and
 * what waits, between minimum and maximum, within the quota), asks for missing machines and lets surplus ones go.
 */
export const reconcile = (world: World, workspace: Workspace, compute: Compute): void => {
  const cluster = compute.detail;
  if (cluster.kind !== 'cluster') return;
  if (compute.provisioningState !== 'Succeeded' && compute.provisioningState !== 'Updating') return;
  assign(world, workspace, compute, cluster);
  const ready = countNodes(cluster, 'idle') + countNodes(cluster, 'preparing');
  const kept = keepers(cluster);
  const wish = Math.min(
    cluster.maxNodes,
    Math.max(cluster.minNodes, kept - ready + Math.max(nodesWanted(workspace, cluster), ready)),
  );
  cluster.errors = cluster.noNodes === undefined ? [] : [cluster.noNodes];
  cluster.targetNodes = wish;
  if (wish < kept) shrinkTo(world, workspace, compute, cluster, wish);
  if (wish > kept && cluster.noNodes === undefined) {
    const room = addable(world, workspace, compute, cluster);
    if (room.byQuota < wish - kept) {
      cluster.targetNodes = kept + room.byQuota;
      const missing = (wish - kept) * coresOf(cluster.vmSize);
      cluster.errors = [quotaReached(room.limit, room.used, missing)];
    }
    if (Math.min(room.byQuota, room.bySlots) > 0 && !cluster.allocating) {
      cluster.allocating = true;
      after(world, between(world, 15_000, 50_000), {
        kind: 'allocate',
        workspace: indexOfWorkspace(world, workspace),
        compute: compute.serial,
      });
    }
  }
  refreshAllocation(world, cluster);
};

/** The machines asked for are found: they become nodes, as many as still are wanted and allowed. */
export const allocate = (world: World, workspace: Workspace, compute: Compute): void => {
  const cluster = compute.detail;
  if (cluster.kind !== 'cluster') return;
  cluster.allocating = false;
  const room = addable(world, workspace, compute, cluster);
  const count = Math.min(room.byQuota, room.bySlots, cluster.targetNodes - keepers(cluster));
  for (let added = 0; added < count; added += 1) {
    addNode(world, workspace, compute, cluster, between(world, 120_000, 360_000));
  }
  reconcile(world, workspace, compute);
};

/** vCPUs came free in a region: clusters that wait for quota look again. */
export const quotaFreed = (world: World, subscriptionId: string, location: string): void => {
  for (const compute of managedIn(world, subscriptionId, location)) {
    if (compute.detail.kind !== 'cluster' || compute.detail.errors.length === 0) continue;
    const owner = world.workspaces.find((workspace) => workspace.computes.includes(compute));
    if (owner !== undefined) reconcile(world, owner, compute);
  }
};

/** Removes nodes for good and gives their vCPUs back. */
export const removeNodes = (
  world: World,
  workspace: Workspace,
  compute: Compute,
  gone: (node: Node) => boolean,
): void => {
  const cluster = compute.detail;
  if (cluster.kind !== 'cluster') return;
  cluster.nodes = cluster.nodes.filter((node) => !gone(node));
  reconcile(world, workspace, compute);
  quotaFreed(world, workspace.subscriptionId, regionOf(compute));
};

/** The nodes of a job that is over become idle and wait for the next. */
export const freeNodesOf = (world: World, workspace: Workspace, compute: Compute, job: Job): void => {
  const cluster = compute.detail;
  if (cluster.kind !== 'cluster') return;
  for (const node of cluster.nodes) {
    if (node.runId !== job.name) continue;
    setNodeState(world, workspace, compute, node, 'idle', cluster.idleMs);
  }
  reconcile(world, workspace, compute);
};
