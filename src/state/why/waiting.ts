import type { ClusterDetail, Compute, Job, Usage, VmSize } from '#azure/model.ts';
import type { ServiceError } from '#azure/problem.ts';
import { usageForFamily } from '#azure/sizes.ts';
import { regionKey } from '../money/regions.ts';

/** What is known of a job that waits, and of what it waits for. */
export type WaitingFacts = {
  readonly job: Job;
  /** The nodes that it asks for, as its own page says; undefined until that has been read. */
  readonly asked: number | undefined;
  /** The compute that it names. */
  readonly compute: Compute | 'none' | 'gone' | 'unread';
  /** The jobs of the same compute. */
  readonly queue: {
    /** Those that wait and were made before it, the oldest first. */
    readonly ahead: readonly Job[];
    /** Those that run, or are ending: they hold nodes. */
    readonly running: readonly Job[];
    /** Whether the job list has been read to its end. */
    readonly complete: boolean;
  };
  /** The size of the compute's machines, when the region's list has it. */
  readonly size: VmSize | undefined;
  /** What is used of the quota of `region`; undefined when it is not known. */
  readonly usages: readonly Usage[] | undefined;
  /** The region whose quota that is. */
  readonly region: string;
  /** What the workspace may have of the size's family for itself, where that is less than the family's limit, and what it has of it. */
  readonly cap?: { readonly name: string; readonly current: number; readonly limit: number };
};

/** One thing that keeps a job waiting, with the figures that show it. Counts are nodes, sizes of quota are vCPUs. */
export type Cause =
  | { readonly is: 'no-compute' }
  | { readonly is: 'compute-gone'; readonly compute: string }
  | { readonly is: 'too-many-nodes'; readonly asked: number; readonly max: number }
  | { readonly is: 'compute-state'; readonly word: string }
  | { readonly is: 'image-build' }
  /** The service has not put it into the queue of its compute yet. */
  | { readonly is: 'taking-in'; readonly word: string }
  | { readonly is: 'instance-stopped'; readonly word: string }
  | { readonly is: 'allocation-error'; readonly error: ServiceError }
  | {
      readonly is: 'quota';
      readonly of: 'family' | 'workspace' | 'region';
      readonly name: string;
      readonly current: number;
      readonly limit: number;
      /** What the nodes that are still to come take. */
      readonly needs: number;
      readonly nodes: number;
    }
  | {
      readonly is: 'low-priority';
      readonly preempted: number;
      readonly current: number;
      readonly target: number;
    }
  | { readonly is: 'unusable'; readonly unusable: number; readonly current: number }
  /** No room to grow, and too few nodes idle. */
  | {
      readonly is: 'nodes-busy';
      readonly max: number;
      readonly running: number;
      readonly idle: number;
      readonly asked: number;
    }
  | { readonly is: 'ahead'; readonly waiting: readonly Job[]; readonly nodes: number }
  | { readonly is: 'running'; readonly jobs: readonly Job[]; readonly nodes: number }
  | { readonly is: 'growing'; readonly current: number; readonly target: number; readonly preparing: number }
  | { readonly is: 'not-growing'; readonly current: number; readonly target: number; readonly max: number }
  | { readonly is: 'about-to-start'; readonly idle: number; readonly asked: number };

/** What cannot be told, and so may be a cause as well. */
export type Untold = 'computes' | 'nodes-asked' | 'queue' | 'quota' | 'quota-of-other-region' | 'size';

export type Waiting = { readonly causes: readonly Cause[]; readonly untold: readonly Untold[] };

/** The most telling first: what never passes by itself, what the service says, what somebody must change, what time brings. */
export const causeOrder: readonly Cause['is'][] = [
  'compute-gone',
  'too-many-nodes',
  'compute-state',
  'image-build',
  'taking-in',
  'instance-stopped',
  'allocation-error',
  'quota',
  'low-priority',
  'unusable',
  'nodes-busy',
  'ahead',
  'running',
  'growing',
  'not-growing',
  'about-to-start',
  'no-compute',
];

const nodesOf = (jobs: readonly Job[]): number => jobs.reduce((sum, { nodes }) => sum + nodes, 0);

/** What the job's own status says of it. */
const ofStatus = ({ status }: Job): readonly Cause[] => {
  if (status.is === 'Preparing') return [{ is: 'image-build' }];
  return status.is === 'Queued' ? [] : [{ is: 'taking-in', word: status.text }];
};

const ofQueue = ({ queue }: WaitingFacts): readonly Cause[] =>
  queue.ahead.length === 0 ? [] : [{ is: 'ahead', waiting: queue.ahead, nodes: nodesOf(queue.ahead) }];

const ofErrors = (errors: readonly ServiceError[]): readonly Cause[] =>
  errors.map((error) => ({ is: 'allocation-error', error }));

/** The limits that do not let as many nodes come as are missing. Of low priority only the region's total counts. */
const ofQuota = (
  cluster: ClusterDetail,
  missing: number,
  { size, usages, cap }: Pick<WaitingFacts, 'size' | 'usages' | 'cap'>,
): readonly Cause[] => {
  if (size === undefined || usages === undefined || missing === 0) return [];
  const low = cluster.priority.is === 'LowPriority';
  const limits = [
    { of: 'family', usage: low ? undefined : usageForFamily(usages, size.family) },
    { of: 'workspace', usage: low ? undefined : cap },
    {
      of: 'region',
      usage: usages.find(({ scope }) => scope === (low ? 'low-priority-cores' : 'dedicated-cores')),
    },
  ] as const;
  const needs = missing * size.vCpus;
  return limits.flatMap(({ of, usage }) => {
    if (usage?.limit === undefined || usage.limit - usage.current >= needs) return [];
    const { name, current, limit } = usage;
    return [{ is: 'quota' as const, of, name, current, limit, needs, nodes: missing }];
  });
};

const ofCluster = (cluster: ClusterDetail, asked: number, facts: WaitingFacts): readonly Cause[] => {
  const { counts, currentNodes: current, targetNodes: target, maxNodes: max } = cluster;
  if (asked > max) return [{ is: 'too-many-nodes', asked, max }];
  const { queue } = facts;
  const [idle, missing] = [counts.idle, Math.max(0, asked - counts.idle - counts.preparing)];
  const room = Math.max(0, max - current);
  const errors = ofErrors(cluster.allocationErrors);
  const quota = ofQuota(cluster, Math.min(missing, room), facts);
  const isLow = cluster.priority.is === 'LowPriority';
  const causes: Cause[] = [...errors, ...quota];
  const short = idle < asked;
  if (isLow && short && (counts.preempted > 0 || (target > current && missing > 0)))
    causes.push({ is: 'low-priority', preempted: counts.preempted, current, target });
  if (short && counts.unusable > 0) causes.push({ is: 'unusable', unusable: counts.unusable, current });
  if (missing > room) causes.push({ is: 'nodes-busy', max, running: counts.running, idle, asked });
  if (missing > 0 && queue.running.length > 0)
    causes.push({ is: 'running', jobs: queue.running, nodes: nodesOf(queue.running) });
  if (target > current || counts.preparing > 0)
    causes.push({ is: 'growing', current, target, preparing: counts.preparing });
  else if (missing > 0 && missing <= room && errors.length === 0 && quota.length === 0)
    causes.push({ is: 'not-growing', current, target, max });
  if (idle >= asked && queue.ahead.length === 0 && facts.job.status.is === 'Queued')
    causes.push({ is: 'about-to-start', idle, asked });
  return causes;
};

const runsJobs = new Set<string>(['Running', 'JobRunning']);

const ofCompute = (compute: Compute, asked: number, facts: WaitingFacts): readonly Cause[] => {
  const { detail, provisioning } = compute;
  const state: readonly Cause[] =
    provisioning.is === 'Succeeded' || provisioning.is === 'Updating'
      ? []
      : [{ is: 'compute-state', word: provisioning.text }];
  switch (detail.is) {
    case 'cluster':
      return [...state, ...ofCluster(detail, asked, facts)];
    case 'instance': {
      const jobs = facts.queue.running;
      return [
        ...state,
        ...(asked > 1 ? [{ is: 'too-many-nodes' as const, asked, max: 1 }] : []),
        ...(runsJobs.has(detail.state.is)
          ? jobs.length > 0
            ? [{ is: 'running' as const, jobs, nodes: 1 }]
            : []
          : [{ is: 'instance-stopped' as const, word: detail.state.text }]),
        ...ofErrors(detail.instanceErrors),
      ];
    }
    case 'other':
      return state;
  }
};

const ofNamed = (facts: WaitingFacts, asked: number): readonly Cause[] => {
  const { compute, job } = facts;
  switch (compute) {
    case 'unread':
      return [];
    case 'none':
      return [{ is: 'no-compute' }];
    case 'gone':
      return [{ is: 'compute-gone', compute: job.compute }];
    default:
      return ofCompute(compute, asked, facts);
  }
};

const untoldOf = ({ compute, asked, queue, size, usages, region }: WaitingFacts): readonly Untold[] => {
  const cluster = typeof compute !== 'string' && compute.detail.is === 'cluster' ? compute : undefined;
  const elsewhere = cluster !== undefined && regionKey(cluster.location) !== regionKey(region);
  return [
    ...(compute === 'unread' ? (['computes'] as const) : []),
    ...(asked === undefined ? (['nodes-asked'] as const) : []),
    ...(queue.complete ? [] : (['queue'] as const)),
    ...(cluster !== undefined && elsewhere ? (['quota-of-other-region'] as const) : []),
    ...(cluster !== undefined && !elsewhere && usages === undefined ? (['quota'] as const) : []),
    ...(cluster !== undefined && !elsewhere && size === undefined ? (['size'] as const) : []),
  ];
};

const rank = (cause: Cause): number => causeOrder.indexOf(cause.is);

/**
 * What keeps a job waiting, by the figures that Azure Resource Manager gives of its compute, its queue and the quota: the most telling cause
 * first. The service itself names no reason. What the figures do not say is not guessed: it is in `untold`. A compute elsewhere than in the
 * region whose quota is known is not judged by that quota, and a workspace's own cap counts beside the limits of the subscription.
 */
export const whyWaiting = (facts: WaitingFacts): Waiting => {
  const { compute, region, usages, job, asked = job.nodes } = facts;
  const elsewhere = typeof compute !== 'string' && regionKey(compute.location) !== regionKey(region);
  const known: WaitingFacts = { ...facts, usages: elsewhere ? undefined : usages };
  const causes = [...ofStatus(job), ...ofNamed(known, asked), ...ofQueue(known)];
  return { causes: causes.toSorted((a, b) => rank(a) - rank(b)), untold: untoldOf(facts) };
};
