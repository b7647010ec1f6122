import type { Compute, Job, Node } from '#azure/model.ts';
import { workspaceId, type Place } from '#azure/place.ts';
import type { Problem, ServiceError } from '#azure/problem.ts';
import { computeState } from '#state/compute-state.ts';

/*
 * What `--once -o json` prints. Fields that the service does not give are null. Times are ISO-8601 in UTC, durations are
 * seconds, money is US dollars an hour at list price, states are the service's own words.
 */

export type SnapshotError = { readonly code: string; readonly message: string };

export type SnapshotCompute = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly location: string;
  /** What the compute lives by now: the instance's state, the cluster's allocation, else the provisioning state. */
  readonly state: string;
  readonly provisioningState: string;
  readonly attached: boolean;
  readonly resourceId: string | null;
  readonly description: string | null;
  readonly createdAt: string | null;
  readonly modifiedAt: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly identity: string | null;
  readonly costPerHour: number | null;
  readonly vmSize: string | null;
  readonly cluster: {
    readonly priority: string;
    readonly minNodes: number;
    readonly maxNodes: number;
    readonly currentNodes: number;
    readonly targetNodes: number;
    readonly idleSecondsBeforeScaleDown: number | null;
    readonly nodeCounts: Readonly<Record<string, number>>;
  } | null;
  readonly instance: {
    readonly lastOperation: {
      readonly name: string;
      readonly status: string;
      readonly trigger: string | null;
      readonly at: string | null;
    } | null;
    readonly createdBy: string | null;
    readonly assignedUser: string | null;
    readonly publicIp: string | null;
    readonly privateIp: string | null;
    readonly schedules: readonly string[];
  } | null;
  readonly errors: readonly SnapshotError[];
};

export type SnapshotNode = {
  readonly id: string;
  /** The cluster's name. */
  readonly compute: string;
  readonly state: string;
  /** The name of the job on it. */
  readonly job: string | null;
  readonly privateIp: string | null;
  readonly publicIp: string | null;
  readonly sshPort: number | null;
};

export type SnapshotJob = {
  readonly name: string;
  readonly displayName: string;
  readonly experiment: string;
  readonly type: string;
  readonly status: string;
  /** The compute's name in lower case; null for jobs without a compute of this workspace. */
  readonly compute: string | null;
  readonly createdAt: string | null;
  readonly createdBy: string;
  readonly nodes: number;
};

/** Something that could not be read, or not wholly; the rest of the snapshot stands. */
export type SnapshotProblem = {
  readonly source: 'computes' | 'nodes' | 'jobs' | 'sizes';
  /** Which cluster's nodes, or which region's sizes. */
  readonly of: string | null;
  readonly kind: Problem['kind'] | 'capped';
  readonly code: string;
  readonly message: string;
  readonly requestId: string | null;
};

export type Snapshot = {
  readonly workspace: {
    readonly id: string;
    readonly subscriptionId: string;
    readonly resourceGroup: string;
    readonly name: string;
  };
  /** The service's clock when the computes were read. */
  readonly takenAt: string;
  /** All computes together, as far as their prices are known; null when the computes could not be read. */
  readonly costPerHour: number | null;
  /** True when a compute of unknown price is not in `costPerHour`. */
  readonly costIsPartial: boolean;
  readonly computes: readonly SnapshotCompute[];
  readonly nodes: readonly SnapshotNode[];
  readonly jobs: readonly SnapshotJob[];
  readonly problems: readonly SnapshotProblem[];
};

const utc = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());

/** Fractions of a cent are noise of the arithmetic. */
const money = (value: number | undefined): number | null =>
  value === undefined ? null : Math.round(value * 10_000) / 10_000;

const errorsOf = (compute: Compute): readonly ServiceError[] => {
  const { detail } = compute;
  if (detail.is === 'cluster') return [...compute.provisioningErrors, ...detail.allocationErrors];
  if (detail.is === 'instance') return [...compute.provisioningErrors, ...detail.instanceErrors];
  return compute.provisioningErrors;
};

const clusterOf = ({ detail }: Compute): SnapshotCompute['cluster'] =>
  detail.is === 'cluster'
    ? {
        priority: detail.priority.text,
        minNodes: detail.minNodes,
        maxNodes: detail.maxNodes,
        currentNodes: detail.currentNodes,
        targetNodes: detail.targetNodes,
        idleSecondsBeforeScaleDown: detail.idleSeconds ?? null,
        nodeCounts: { ...detail.counts },
      }
    : null;

const instanceOf = ({ detail }: Compute): SnapshotCompute['instance'] => {
  if (detail.is !== 'instance') return null;
  const { lastOperation } = detail;
  return {
    lastOperation:
      lastOperation === undefined
        ? null
        : {
            name: lastOperation.name,
            status: lastOperation.status,
            trigger: lastOperation.trigger ?? null,
            at: utc(lastOperation.at),
          },
    createdBy: detail.createdBy ?? null,
    assignedUser: detail.assignedUser ?? null,
    publicIp: detail.publicIp ?? null,
    privateIp: detail.privateIp ?? null,
    schedules: detail.schedules,
  };
};

/** @param costPerHour US dollars; undefined when unknown */
export const snapshotCompute = (compute: Compute, costPerHour: number | undefined): SnapshotCompute => ({
  id: compute.id,
  name: compute.name,
  type: compute.type.text,
  location: compute.location,
  state: computeState(compute).word.text,
  provisioningState: compute.provisioning.text,
  attached: compute.attached,
  resourceId: compute.resourceId ?? null,
  description: compute.description ?? null,
  createdAt: utc(compute.createdAt),
  modifiedAt: utc(compute.modifiedAt),
  tags: compute.tags,
  identity: compute.identity ?? null,
  costPerHour: money(costPerHour),
  vmSize: compute.detail.is === 'other' ? null : compute.detail.vmSize,
  cluster: clusterOf(compute),
  instance: instanceOf(compute),
  errors: errorsOf(compute).map(({ code, message }) => ({ code, message })),
});

export const snapshotNode = (compute: string, node: Node): SnapshotNode => ({
  id: node.id,
  compute,
  state: node.state.text,
  job: node.jobName ?? null,
  privateIp: node.privateIp ?? null,
  publicIp: node.publicIp ?? null,
  sshPort: node.sshPort ?? null,
});

export const snapshotJob = (job: Job): SnapshotJob => ({
  name: job.name,
  displayName: job.displayName,
  experiment: job.experiment,
  type: job.type,
  status: job.status.text,
  compute: job.compute === '' ? null : job.compute,
  createdAt: job.createdAt === 0 ? null : utc(job.createdAt),
  createdBy: job.createdBy,
  nodes: job.nodes,
});

/** What a problem says for itself, without the words of the screens. */
const ownWords = (problem: Problem): { readonly code: string; readonly message: string } => {
  if ('error' in problem) return { code: problem.error.code, message: problem.error.message };
  if (problem.kind === 'unreachable') return { code: problem.reason, message: 'no answer from the service' };
  if (problem.kind === 'malformed')
    return { code: '', message: `the answer is not what Azure documents: ${problem.detail}` };
  return { code: '', message: 'given up' };
};

export const snapshotProblem = (
  source: SnapshotProblem['source'],
  of: string | null,
  problem: Problem,
): SnapshotProblem => ({
  source,
  of,
  kind: problem.kind,
  ...ownWords(problem),
  requestId: ('requestId' in problem ? problem.requestId : undefined) ?? null,
});

/** The whole; `takenAtMs` by the service's clock, `costs` of each compute, absent when there are none to speak of. */
export const snapshotOf = (
  place: Place,
  takenAtMs: number,
  costs: readonly (number | undefined)[] | undefined,
  parts: Pick<Snapshot, 'computes' | 'nodes' | 'jobs' | 'problems'>,
): Snapshot => ({
  workspace: {
    id: workspaceId(place),
    subscriptionId: place.subscriptionId,
    resourceGroup: place.resourceGroup,
    name: place.workspace,
  },
  takenAt: new Date(takenAtMs).toISOString(),
  costPerHour: money(costs?.reduce<number>((sum, cost) => sum + (cost ?? 0), 0)),
  costIsPartial: costs === undefined || costs.includes(undefined),
  ...parts,
});
