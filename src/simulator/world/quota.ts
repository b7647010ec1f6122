import { coresOf, familyTitle, sizeNamed } from './sizes.ts';
import type { Cluster, Compute, Failure, Quota, World } from './world.ts';

/** Where a compute's machines are. */
export const regionOf = (compute: Compute): string =>
  (compute.computeLocation ?? compute.location).toLowerCase();

const noQuota = { computes: 200, dedicated: 100, lowPriority: 100, families: {}, otherFamilies: 24 };

/** The limits of a subscription in a region. */
export const quotaOf = (world: World, subscriptionId: string, location: string): Quota =>
  world.quotas.find((quota) => quota.subscriptionId === subscriptionId && quota.location === location) ?? {
    ...noQuota,
    subscriptionId,
    location,
  };

/** Limit of a family in vCPUs. */
export const familyLimit = (quota: Quota, family: string): number =>
  quota.families[family] ?? quota.otherFamilies;

/** vCPUs a compute holds now: every node that was not taken away; an instance also when it is stopped. */
export const coresHeld = (compute: Compute): number => {
  const detail = compute.detail;
  if (detail.kind === 'attached') return 0;
  if (detail.kind === 'instance') return detail.state === 'CreateFailed' ? 0 : coresOf(detail.vmSize);
  let machines = 0;
  for (const node of detail.nodes) if (node.state !== 'preempted') machines += 1;
  return machines * coresOf(detail.vmSize);
};

const isLowPriority = (compute: Compute): boolean =>
  compute.detail.kind === 'cluster' && compute.detail.priority === 'LowPriority';

/** The managed computes (clusters and instances) of a subscription in a region. */
export const managedIn = (world: World, subscriptionId: string, location: string): Compute[] =>
  world.workspaces
    .filter((workspace) => workspace.subscriptionId === subscriptionId)
    .flatMap((workspace) =>
      workspace.computes.filter(
        (compute) => compute.detail.kind !== 'attached' && regionOf(compute) === location,
      ),
    );

/** vCPUs still free for one more machine of a size: the smaller of the family's and the region's remainder. */
export const freeCores = (
  world: World,
  subscriptionId: string,
  location: string,
  machine: { readonly vmSize: string; readonly priority: Cluster['priority'] },
): { readonly cores: number; readonly limit: number; readonly used: number } => {
  const quota = quotaOf(world, subscriptionId, location);
  const family = sizeNamed(machine.vmSize)?.family ?? '';
  let inFamily = 0;
  let dedicated = 0;
  let lowPriority = 0;
  for (const compute of managedIn(world, subscriptionId, location)) {
    if (compute.detail.kind === 'attached') continue;
    const cores = coresHeld(compute);
    if (isLowPriority(compute)) lowPriority += cores;
    else {
      dedicated += cores;
      if (sizeNamed(compute.detail.vmSize)?.family === family) inFamily += cores;
    }
  }
  if (machine.priority === 'LowPriority') {
    return { cores: quota.lowPriority - lowPriority, limit: quota.lowPriority, used: lowPriority };
  }
  const limit = familyLimit(quota, family);
  return limit - inFamily <= quota.dedicated - dedicated
    ? { cores: limit - inFamily, limit, used: inFamily }
    : { cores: quota.dedicated - dedicated, limit: quota.dedicated, used: dedicated };
};

/** The refusal of a cluster or instance whose first (or minimum of) machines can never fit; undefined when they fit. */
export const creationRefused = (
  world: World,
  subscriptionId: string,
  location: string,
  machine: { readonly vmSize: string; readonly priority: Cluster['priority']; readonly minNodes: number },
): Failure | undefined => {
  const quota = quotaOf(world, subscriptionId, location);
  const size = sizeNamed(machine.vmSize);
  if (size === undefined) return undefined;
  const wanted = Math.max(1, machine.minNodes);
  const cores = wanted * size.vCpus;
  const low = machine.priority === 'LowPriority';
  const limit = low ? quota.lowPriority : Math.min(familyLimit(quota, size.family), quota.dedicated);
  if (cores <= limit) return undefined;
  const what = low ? 'LowPriority' : familyTitle(size.family);
  return {
    code: 'ClusterMinNodesExceedCoreQuota',
    message: `The specified subscription has a ${what} vCPU quota of ${limit} and cannot accomodate for at least ${wanted} requested managed compute nodes which maps to ${cores} vCPUs.`,
  };
};

/** What a cluster says while its nodes do not come for lack of quota. */
export const quotaReached = (limit: number, used: number, wanted: number): Failure => ({
  code: 'ClusterCoreQuotaReached',
  message: `Operation results in exceeding quota limits of Core. Maximum allowed: ${limit}, Current in use: ${used}, Additional requested: ${wanted}.`,
});
