import type { Attachable, Compute, Job, Network, UserIdentity, World, Workspace } from './world.ts';

const jobIndexes = new WeakMap<Workspace, Map<string, Job>>();

const jobIndexOf = (workspace: Workspace): Map<string, Job> => {
  const known = jobIndexes.get(workspace);
  if (known !== undefined) return known;
  const fresh = new Map(workspace.jobs.map((job) => [job.name.toLowerCase(), job]));
  jobIndexes.set(workspace, fresh);
  return fresh;
};

/** The job of that name, in any case. */
export const jobNamed = (workspace: Workspace, name: string): Job | undefined =>
  jobIndexOf(workspace).get(name.toLowerCase());

export const isTerminal = (job: Job): boolean =>
  job.status === 'Completed' || job.status === 'Failed' || job.status === 'Canceled';

/** Adds the newest job; when there are too many, the oldest finished ones fall off. */
export const addJob = (workspace: Workspace, job: Job): void => {
  const index = jobIndexOf(workspace);
  workspace.jobs.push(job);
  index.set(job.name.toLowerCase(), job);
  let at = 0;
  while (workspace.jobs.length > workspace.keepJobs) {
    const oldest = workspace.jobs[at];
    if (oldest === undefined) break;
    if (!isTerminal(oldest)) {
      at += 1;
      continue;
    }
    if (at === 0) workspace.jobs.shift();
    else workspace.jobs.splice(at, 1);
    index.delete(oldest.name.toLowerCase());
  }
};

/** Takes a job out of the list. */
export const removeJob = (workspace: Workspace, job: Job): void => {
  jobIndexOf(workspace).delete(job.name.toLowerCase());
  workspace.jobs = workspace.jobs.filter((other) => other !== job);
};

/** The compute of that name, in any case. */
export const computeNamed = (workspace: Workspace, name: string): Compute | undefined => {
  const key = name.toLowerCase();
  return workspace.computes.find((compute) => compute.key === key);
};

export const computeBySerial = (workspace: Workspace, serial: number): Compute | undefined =>
  workspace.computes.find((compute) => compute.serial === serial);

/** The place of a workspace in the world's list: events name it by that. */
export const indexOfWorkspace = (world: World, workspace: Workspace): number =>
  world.workspaces.indexOf(workspace);

/** The workspace at that address; names in any case. */
export const workspaceAt = (
  world: World,
  subscriptionId: string,
  resourceGroup: string,
  name: string,
): Workspace | undefined =>
  world.workspaces.find(
    (workspace) =>
      workspace.subscriptionId === subscriptionId.toLowerCase() &&
      workspace.resourceGroup.toLowerCase() === resourceGroup.toLowerCase() &&
      workspace.name.toLowerCase() === name.toLowerCase(),
  );

/** The ARM id of a workspace. */
export const workspacePath = (workspace: Workspace): string =>
  `/subscriptions/${workspace.subscriptionId}/resourceGroups/${workspace.resourceGroup}/providers/Microsoft.MachineLearningServices/workspaces/${workspace.name}`;

/** The ARM id of a compute. */
export const computePath = (workspace: Workspace, compute: Compute): string =>
  `${workspacePath(workspace)}/computes/${compute.name}`;

/** The ARM id of a user-assigned identity. */
export const identityPath = (identity: UserIdentity): string =>
  `/subscriptions/${identity.subscriptionId}/resourceGroups/${identity.resourceGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${identity.name}`;

/** The identity of that ARM id, in any case. */
export const identityAt = (world: World, id: string): UserIdentity | undefined =>
  world.identities.find((identity) => identityPath(identity).toLowerCase() === id.toLowerCase());

/** The ARM id of a resource that can be attached. */
export const attachablePath = ({ subscriptionId, resourceGroup, type, name }: Attachable): string => {
  const [provider = '', ...types] = type.split('/');
  const names = name.split('/');
  const path = types.map((each, index) => `${each}/${names[index] ?? ''}`).join('/');
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${provider}/${path}`;
};

/** The resource of that ARM id that can be attached; the id in any case, with or without a slash at its end. */
export const attachableAt = (world: World, id: string): Attachable | undefined => {
  const wanted = id.replace(/\/$/u, '').toLowerCase();
  return world.attachables.find((resource) => attachablePath(resource).toLowerCase() === wanted);
};

/** The ARM id of a subnet of a virtual network. */
export const subnetPath = (network: Network, subnet: string): string =>
  `/subscriptions/${network.subscriptionId}/resourceGroups/${network.resourceGroup}/providers/Microsoft.Network/virtualNetworks/${network.name}/subnets/${subnet}`;

/** The virtual network that has the subnet of that ARM id, in any case. */
export const networkOfSubnet = (world: World, id: string): Network | undefined =>
  world.networks.find((network) =>
    network.subnets.some(({ name }) => subnetPath(network, name).toLowerCase() === id.toLowerCase()),
  );
