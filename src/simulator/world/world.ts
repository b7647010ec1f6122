import type { Event } from './event.ts';

/*
 * The world as plain data: numbers, strings, arrays and records only, so that it can be copied, printed as JSON and
 * compared. Times are milliseconds since the epoch, of the world's own clock. The steps beside this file change it in place.
 */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A code and a sentence, printed as `{error: {code, message}}`. */
export type Failure = { code: string; message: string };

export type NodeState = 'preparing' | 'idle' | 'running' | 'leaving' | 'unusable' | 'preempted';

export type Node = {
  serial: number;
  nodeId: string;
  state: NodeState;
  /** Changes with every change of state: an event of an older epoch has nothing to say any more. */
  epoch: number;
  since: number;
  /** The name of the job on it. */
  runId: string | null;
  privateIp: string;
  publicIp: string | null;
  port: number;
};

export type Cluster = {
  kind: 'cluster';
  vmSize: string;
  priority: 'Dedicated' | 'LowPriority';
  osType: 'Linux' | 'Windows';
  minNodes: number;
  maxNodes: number;
  idleMs: number;
  targetNodes: number;
  nodes: Node[];
  /** Names of jobs that wait for nodes, first come first. */
  queue: string[];
  allocation: 'Steady' | 'Resizing';
  allocationSince: number;
  /** True while the service looks for machines that are not nodes yet. */
  allocating: boolean;
  errors: Failure[];
  /** Why it never gets a node; absent when it may. */
  noNodes?: Failure;
  nextNode: number;
  /** Mean time between troubles of the whole cluster: pre-emptions when low priority, else a broken node. 0 means never. */
  troubleMs: number;
  remoteLogin: 'Enabled' | 'Disabled' | 'NotSpecified';
  nodePublicIp: boolean;
  subnetId: string | null;
  adminUser: string | null;
  imageId: string | null;
};

export type InstanceState =
  | 'Creating'
  | 'CreateFailed'
  | 'Deleting'
  | 'Running'
  | 'Restarting'
  | 'JobRunning'
  | 'Starting'
  | 'Stopped'
  | 'Stopping';

export type Schedule = {
  id: string;
  action: 'Start' | 'Stop';
  enabled: boolean;
  /** The schedule as it was sent, printed back unchanged. */
  sent: { [key: string]: Json };
};

export type Instance = {
  kind: 'instance';
  vmSize: string;
  state: InstanceState;
  lastOperation: { name: string; at: number; status: string; trigger: 'User' | 'Schedule' | 'IdleShutdown' };
  schedules: Schedule[];
  /** Changes when the schedules do. */
  scheduleEpoch: number;
  running: string[];
  queue: string[];
  sharing: 'Personal' | 'Shared';
  sshAccess: 'Enabled' | 'Disabled';
  sshPort: number;
  sshKey: string | null;
  assignedUser: { objectId: string; tenantId: string } | null;
  creator: { userName: string; userId: string; userOrgId: string };
  privateIp: string;
  publicIp: string;
  nodePublicIp: boolean;
  subnetId: string | null;
  setupScripts: Json;
  /** It is stopped after so long without a job; null when it is not. */
  idleShutdownMs: number | null;
  /** Changes when it falls idle, or when the rule does. */
  idleEpoch: number;
  errors: Failure[];
};

export type Attached = {
  kind: 'attached';
  /** What is known of the attached resource, without its secrets. */
  settings: Json;
  /** Names of the jobs that run on it: it has no nodes of ours. */
  running: string[];
};

export type ProvisioningState =
  | 'Unknown'
  | 'Updating'
  | 'Creating'
  | 'Deleting'
  | 'Succeeded'
  | 'Failed'
  | 'Canceled';

/** How an operation ends that does not succeed. */
export type Fate = { kind: 'fails'; error: Failure } | { kind: 'never ends' };

/** The identity of a compute: one of its own, or identities of the user's. */
export type ComputeIdentity =
  | { kind: 'system'; principalId: string; tenantId: string }
  /** Ids as they were sent. */
  | { kind: 'user'; ids: string[] };

export type Compute = {
  serial: number;
  /** The name in lower case: names compare without regard to case. */
  key: string;
  name: string;
  computeType: string;
  location: string;
  computeLocation: string | null;
  description: string | null;
  tags: { [key: string]: string };
  identity: ComputeIdentity | null;
  disableLocalAuth: boolean;
  resourceId: string | null;
  isAttached: boolean;
  createdAt: number;
  modifiedAt: number;
  createdBy: string;
  provisioningState: ProvisioningState;
  provisioningErrors: Failure[];
  /** Changes with every operation on it: an event of an older epoch has nothing to say any more. */
  epoch: number;
  /** Id of the operation under way. */
  operation: string | null;
  /** What awaits the operation under way; absent when it may succeed. */
  fate?: Fate;
  detail: Cluster | Instance | Attached;
};

export type JobStatus =
  | 'NotStarted'
  | 'Starting'
  | 'Preparing'
  | 'Queued'
  | 'Running'
  | 'Finalizing'
  | 'CancelRequested'
  | 'Completed'
  | 'Failed'
  | 'Canceled';

export type JobType = 'Command' | 'Sweep' | 'Pipeline' | 'AutoML';

export type Job = {
  name: string;
  /** Grows with the time of creation; the list is sorted by it. */
  order: number;
  displayName: string;
  experiment: string;
  type: JobType;
  status: JobStatus;
  /** Key of its compute; empty when it has none of its own. */
  compute: string;
  createdAt: number;
  modifiedAt: number;
  createdBy: string;
  nodes: number;
  /** How long it will run once it has its machines, in ms. */
  runMs: number;
  /** When it got them last; absent before that, and of what was over when the world began. */
  startedAt?: number;
  fails: boolean;
  archived: boolean;
  epoch: number;
  /** Id of the operation that ends with the job, once its cancellation was asked for. */
  cancelOperation?: string;
  /** The properties as they were sent; null for the jobs the world made up itself. */
  sent: { [key: string]: Json } | null;
};

/** A stream of jobs that colleagues send to one compute (or to none, for pipelines and sweeps). */
export type Traffic = {
  compute: string;
  /** Mean time between two arrivals at the busiest hour, in ms. */
  everyMs: number;
  /** How many jobs arrive together at most. */
  burst: number;
  /** Nothing is sent while more nodes than this are being waited for. */
  patience: number;
  /** One of these is the number of nodes of a job. */
  nodes: number[];
  /** Shortest and longest run, in minutes. */
  minutes: [number, number];
  kind: JobKind;
};

export type JobKind = 'training' | 'evaluation' | 'sweep' | 'data' | 'pipeline';

export type Workspace = {
  subscriptionId: string;
  resourceGroup: string;
  name: string;
  friendlyName: string;
  description: string;
  location: string;
  workspaceGuid: string;
  kind: string;
  tags: { [key: string]: string };
  createdAt: number;
  createdBy: string;
  computes: Compute[];
  /** Oldest first. */
  jobs: Job[];
  /** Above this number the oldest finished jobs fall off. */
  keepJobs: number;
  traffic: Traffic[];
};

export type Subscription = { id: string; name: string; tenantId: string };

export type ResourceGroup = {
  subscriptionId: string;
  name: string;
  location: string;
  tags: { [key: string]: string };
};

/** Limits of one subscription in one region, in vCPUs. A family that is not named has `otherFamilies`. */
export type Quota = {
  subscriptionId: string;
  location: string;
  computes: number;
  dedicated: number;
  lowPriority: number;
  families: { [family: string]: number };
  otherFamilies: number;
};

export type Operation = {
  id: string;
  subscriptionId: string;
  location: string;
  status: 'InProgress' | 'Succeeded' | 'Failed' | 'Canceled';
  startedAt: number;
  endedAt: number | null;
  error: Failure | null;
  /** The path whose state it changes: what a result is read from. */
  resource: string;
  signature: string;
  retryAfterSeconds: number;
};

export type Network = {
  subscriptionId: string;
  resourceGroup: string;
  name: string;
  location: string;
  subnets: { name: string; addressPrefix: string }[];
};

/** A user-assigned managed identity. */
export type UserIdentity = {
  subscriptionId: string;
  resourceGroup: string;
  name: string;
  location: string;
  principalId: string;
  clientId: string;
};

/** A resource of the user's own that a compute can be attached to. */
export type Attachable = {
  subscriptionId: string;
  resourceGroup: string;
  /** Provider and types, as Azure spells them; with a `/` in the name as well where the type has two. */
  type: string;
  name: string;
  location: string;
  note: string;
};

/** What the user may do at a scope and below it. */
export type Role = { scope: string; actions: string[]; notActions: string[] };

export type World = {
  now: number;
  seed: number;
  /** State of the generator of chance. */
  random: number[];
  /** The last number given out: serials, epochs and orders come from here. */
  serial: number;
  /** A binary heap, the earliest event first. */
  events: Event[];
  subscriptions: Subscription[];
  resourceGroups: ResourceGroup[];
  workspaces: Workspace[];
  quotas: Quota[];
  operations: { [id: string]: Operation };
  networks: Network[];
  identities: UserIdentity[];
  attachables: Attachable[];
  roles: Role[];
};

/** The next unused number. */
export const nextSerial = (world: World): number => {
  world.serial += 1;
  return world.serial;
};
