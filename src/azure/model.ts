import type { Place } from './place.ts';
import type { ServiceError } from './problem.ts';
import { wordReader, type Word } from './word.ts';

/*
 * Our own types for what Azure Machine Learning tells, mapped once at the border (`arm/read.ts`). Every string in them
 * has been through `plain`. Times are ms since the epoch, of the service's clock. Absent and `null` are both undefined.
 */

export type Workspace = {
  readonly id: string;
  readonly place: Place;
  readonly name: string;
  readonly friendlyName?: string;
  readonly subscriptionName?: string;
  readonly location: string;
  readonly kind?: string;
  /** What the service knows it by besides its ARM id: `properties.workspaceId`. */
  readonly guid?: string;
};

/** The `computeType` words of the REST API 2022-10-01, and Batch, which only the first SDK generation knew. */
export const computeTypes = [
  'AmlCompute',
  'ComputeInstance',
  'AKS',
  'Kubernetes',
  'VirtualMachine',
  'HDInsight',
  'Batch',
  'Databricks',
  'DataLakeAnalytics',
  'SynapseSpark',
  'DataFactory',
] as const;
export type ComputeType = (typeof computeTypes)[number];
export const computeTypeWord = wordReader(computeTypes);

export const provisioningStateWord = wordReader([
  'Unknown',
  'Updating',
  'Creating',
  'Deleting',
  'Succeeded',
  'Failed',
  'Canceled',
]);
export type ProvisioningState = ReturnType<typeof provisioningStateWord>;

export const allocationStateWord = wordReader(['Steady', 'Resizing']);
export const vmPriorityWord = wordReader(['Dedicated', 'LowPriority']);

export const instanceStateWord = wordReader([
  'Creating',
  'CreateFailed',
  'Deleting',
  'Running',
  'Restarting',
  'JobRunning',
  'SettingUp',
  'SetupFailed',
  'Starting',
  'Stopped',
  'Stopping',
  'UserSettingUp',
  'UserSetupFailed',
  'Unknown',
  'Unusable',
]);
export type InstanceState = ReturnType<typeof instanceStateWord>;

export const nodeStateWord = wordReader(['idle', 'running', 'preparing', 'unusable', 'leaving', 'preempted']);
export type NodeState = ReturnType<typeof nodeStateWord>;

export const jobStatusWord = wordReader([
  'NotStarted',
  'Starting',
  'Provisioning',
  'Preparing',
  'Queued',
  'Scheduled',
  'Running',
  'Finalizing',
  'CancelRequested',
  'Completed',
  'Failed',
  'Canceled',
  'NotResponding',
  'Paused',
  'Unknown',
]);
export type JobStatus = ReturnType<typeof jobStatusWord>;

/** `nodeStateCounts` of a cluster. */
export type NodeCounts = {
  readonly idle: number;
  readonly running: number;
  readonly preparing: number;
  readonly leaving: number;
  readonly unusable: number;
  readonly preempted: number;
};

export type ClusterDetail = {
  readonly is: 'cluster';
  readonly vmSize: string;
  readonly priority: Word<'Dedicated' | 'LowPriority'>;
  readonly minNodes: number;
  readonly maxNodes: number;
  /** `nodeIdleTimeBeforeScaleDown` in seconds; undefined when absent or not an ISO-8601 duration. */
  readonly idleSeconds?: number;
  readonly currentNodes: number;
  readonly targetNodes: number;
  readonly allocation: Word<'Steady' | 'Resizing'>;
  readonly allocationSince?: number;
  readonly counts: NodeCounts;
  /** Why nodes do not come: `properties.properties.errors[]`. */
  readonly allocationErrors: readonly ServiceError[];
  readonly subnetId?: string;
  readonly publicSsh?: string;
  /** Who signs in to its nodes over SSH; absent when none was set at its creation. */
  readonly adminUser?: string;
};

export type InstanceDetail = {
  readonly is: 'instance';
  readonly vmSize: string;
  readonly state: InstanceState;
  readonly lastOperation?: {
    readonly name: string;
    readonly status: string;
    readonly trigger?: string;
    readonly at?: number;
  };
  readonly createdBy?: string;
  /** Object ids in Microsoft Entra ID. */
  readonly createdById?: string;
  readonly assignedUser?: string;
  readonly applications: readonly { readonly name: string; readonly url: string }[];
  readonly publicIp?: string;
  readonly privateIp?: string;
  readonly ssh?: { readonly access: string; readonly user?: string; readonly port?: number };
  /** One line per start or stop schedule, e.g. "Stop every day at 18:00 (W. Europe Standard Time)". */
  readonly schedules: readonly string[];
  /** It is stopped after so long without use. Known only where the service tells it: this version of its API does not promise to. */
  readonly idleShutdownSeconds?: number;
  readonly instanceErrors: readonly ServiceError[];
};

/** Anything else: an attached resource, or a type this program does not know. */
export type OtherDetail = { readonly is: 'other' };

export type Compute = {
  readonly id: string;
  readonly name: string;
  readonly type: Word<ComputeType>;
  readonly location: string;
  readonly description?: string;
  readonly provisioning: ProvisioningState;
  readonly provisioningErrors: readonly ServiceError[];
  readonly createdAt?: number;
  readonly modifiedAt?: number;
  /** True when the resource exists outside Azure Machine Learning: it can be detached, never deleted. */
  readonly attached: boolean;
  readonly resourceId?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The identity in one line, for reading. */
  readonly identity?: string;
  /** SystemAssigned, UserAssigned, both, or None, in the service's own word. */
  readonly identityType?: string;
  /** ARM ids of the user-assigned identities, as the service spells them. */
  readonly identityIds?: readonly string[];
  readonly detail: ClusterDetail | InstanceDetail | OtherDetail;
};

/** One node of a cluster (`listNodes`). The service gives no times for nodes. */
export type Node = {
  readonly id: string;
  readonly state: NodeState;
  /** The job on it: the job's name (its id within the workspace). */
  readonly jobName?: string;
  readonly privateIp?: string;
  readonly publicIp?: string;
  readonly sshPort?: number;
};

/** A slim row of the job list: workspaces have a hundred thousand of them. */
export type Job = {
  /** The job's name: its id within the workspace. */
  readonly name: string;
  /** The job's name again when it has no other. */
  readonly displayName: string;
  readonly experiment: string;
  readonly type: string;
  readonly status: JobStatus;
  /** Lower-cased name of its compute in this workspace; empty when the job has none of its own (local, serverless, pipelines). */
  readonly compute: string;
  /** 0 when the service does not say. */
  readonly createdAt: number;
  readonly createdBy: string;
  /** `resources.instanceCount`; 1 when absent. */
  readonly nodes: number;
};

/** Everything the service tells about one job, for its page. */
export type JobDetail = Job & {
  readonly command?: string;
  readonly environment?: string;
  readonly description?: string;
  readonly studioUrl?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly timeoutSeconds?: number;
  readonly computeId?: string;
};

/** A virtual machine size offered in a region. Prices are list prices in US dollars per hour for Linux, VM only. */
export type VmSize = {
  readonly name: string;
  readonly family: string;
  readonly vCpus: number;
  readonly gpus: number;
  readonly memoryGb: number;
  readonly lowPriorityCapable: boolean;
  /** Whether a compute cluster may use it: `supportedComputeTypes` holds AmlCompute. */
  readonly forClusters: boolean;
  readonly forInstances: boolean;
  readonly dedicatedPerHour?: number;
  readonly lowPriorityPerHour?: number;
};

/** One row of usages: `limit` undefined means "no limit of its own" (-1 on the wire). */
export type Usage = {
  readonly scope:
    | 'computes'
    | 'dedicated-cores'
    | 'low-priority-cores'
    | 'family'
    | 'workspace'
    | 'compute'
    | 'other';
  readonly name: string;
  readonly current: number;
  readonly limit?: number;
};

/** One row of quotas: what a family's vCPUs are limited to in a region, or in one workspace of it. */
export type QuotaCap = {
  readonly name: string;
  /** Lower-cased ARM id of the workspace whose own limit it is; absent when it is that of the whole region. */
  readonly workspaceId?: string;
  /** Undefined means no limit of its own. */
  readonly limit?: number;
};

/** What one role gives: `actions` without `notActions`, both with wildcards. Data actions do not matter to computes. */
export type Permission = { readonly actions: readonly string[]; readonly notActions: readonly string[] };

/** Whether a name may be given to a new compute instance; why not, in the service's words. */
export type NameAvailability = {
  readonly available: boolean;
  /** `AlreadyExists` or `Invalid`. */
  readonly reason?: string;
  readonly message?: string;
};

/** Something that a form can name by its ARM id. */
export type NamedResource = {
  readonly id: string;
  /** Of a subnet: `network/subnet`; of a Spark pool: `workspace/pool`. */
  readonly name: string;
  /** Of a subnet: that of its virtual network. */
  readonly location: string;
  readonly group: string;
  /** What tells it from its like: of a subnet its address range, of a machine its system. */
  readonly note?: string;
};
