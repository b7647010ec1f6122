import type { ClusterDetail, Compute, InstanceDetail, Job, NodeState, VmSize } from '#azure/model.ts';
import { pricePerHour } from '#azure/sizes.ts';
import type { ClusterNodes } from '../app-state.ts';
import { isUnbilled } from '../compute-state.ts';
import { jobPhase, type JobPhase } from '../job-phase.ts';
import { sizeOf, type SizesIn } from './cost-rows.ts';
import { wasteId, type WasteRow, type WasteSince } from './money-rows.ts';

/** What is looked at. Times are those of the service's clock, ms. */
export type WasteScene = {
  readonly computes: readonly Compute[];
  readonly sizes: SizesIn;
  /** The jobs of a compute as `JobIndex.queueOf` orders them; undefined while no job is known at all. */
  readonly jobsOf: ((compute: string) => readonly Job[]) | undefined;
  /** Whether every job of the workspace is known. */
  readonly jobsComplete: boolean;
  /** By compute id: the nodes of the clusters that were looked at. */
  readonly nodes: Readonly<Record<string, ClusterNodes>>;
  readonly now: number | undefined;
};

/** What could not be judged, or not for certain. */
export type Unjudged =
  | { readonly is: 'no-jobs' }
  | { readonly is: 'jobs-partial' }
  | { readonly is: 'no-clock' }
  | { readonly is: 'price-unknown'; readonly names: readonly string[] }
  | { readonly is: 'nodes-forbidden'; readonly names: readonly string[] }
  | { readonly is: 'age-unknown'; readonly names: readonly string[] }
  /** What this program has no prices of: attached resources and clusters of other kinds. */
  | { readonly is: 'elsewhere'; readonly count: number };

export type Waste = { readonly rows: readonly WasteRow[]; readonly unjudged: readonly Unjudged[] };

/** An instance that runs for this long without a job is asked about. */
const longRunMs = 24 * 3_600_000;

/** A cluster's minimum is asked about when no job has been sent to it for this long. */
const quietMs = 30 * 60_000;

/** The idle time that a form proposes for nodes that wait longer than this. */
const soonSeconds = 120;

/** What was seen of the nodes is believed to be still so for this long. */
const freshMs = 2 * 60_000;

/** Since when all of that many nodes are in a state at the least: the latest of the longest ones. Only what was seen lately counts. */
const sinceOf = (
  scene: WasteScene,
  compute: Compute,
  state: NodeState['is'],
  nodes: number,
): { readonly since?: WasteSince } => {
  const seen = scene.nodes[compute.id];
  const { now } = scene;
  if (seen?.lookedAt === undefined || now === undefined || now - seen.lookedAt > freshMs) return {};
  const times = (seen.remote.data ?? [])
    .filter((node) => node.state.is === state)
    .flatMap((node) => seen.since.get(node.id) ?? [])
    .toSorted((a, b) => a.at - b.at);
  const last = times[nodes - 1];
  return last === undefined ? {} : { since: { at: last.at, exact: last.exact } };
};

const clusterPrice = (cluster: ClusterDetail, size: VmSize | undefined): number | undefined =>
  size === undefined
    ? undefined
    : pricePerHour(size, cluster.priority.is === 'LowPriority' ? 'LowPriority' : 'Dedicated');

const times = (n: number, each: number | undefined, as: 'perHour' | 'vCpus') =>
  each === undefined ? {} : { [as]: n * each };

/** What the jobs of a compute are at, and when the newest was made: what can still change stands before what is done, the newest of it first. */
const liveOf = (
  jobs: readonly Job[],
): { readonly phases: ReadonlySet<JobPhase>; readonly lastJobAt: number } => {
  const phases = new Set<JobPhase>();
  let lastJobAt = 0;
  for (const { status, createdAt } of jobs) {
    const phase = jobPhase(status);
    phases.add(phase);
    lastJobAt = Math.max(lastJobAt, createdAt);
    if (phase === 'done') break;
  }
  return { phases, lastJobAt };
};

const clusterWaste = (scene: WasteScene, compute: Compute, cluster: ClusterDetail): readonly WasteRow[] => {
  const size = sizeOf(compute, scene.sizes);
  const price = clusterPrice(cluster, size);
  const row = (
    kind: 'idle' | 'kept' | 'unusable',
    nodes: number,
    more: Pick<WasteRow, 'mend'>,
  ): WasteRow => ({
    id: wasteId(compute, kind),
    compute,
    kind,
    nodes,
    ...times(nodes, price, 'perHour'),
    ...times(nodes, size?.vCpus, 'vCpus'),
    ...sinceOf(scene, compute, kind === 'unusable' ? 'unusable' : 'idle', nodes),
    ...more,
  });
  const { idle, unusable } = cluster.counts;
  const toZero = { by: 'scale', min: 0 } as const;
  const found: WasteRow[] = [];
  if (unusable > 0) found.push(row('unusable', unusable, { mend: { by: 'recycle' } }));
  const jobs = scene.jobsOf?.(compute.name);
  if (idle === 0 || jobs === undefined) return found;
  const { phases, lastJobAt } = liveOf(jobs);
  // An unknown word may be one of waiting: then nothing is said of waste.
  if (phases.has('waiting') || phases.has('odd')) return found;
  const quiet =
    scene.now !== undefined &&
    scene.now - lastJobAt >= quietMs &&
    !phases.has('running') &&
    !phases.has('ending');
  const kept = quiet ? Math.min(idle, cluster.minNodes) : 0;
  if (kept > 0) found.push({ ...row('kept', kept, { mend: toZero }), lastJobAt });
  if (idle > kept) {
    const leaveSooner =
      cluster.minNodes === 0 && (cluster.idleSeconds ?? 0) > soonSeconds ? { idleSeconds: soonSeconds } : {};
    found.push({ ...row('idle', idle - kept, { mend: { ...toZero, ...leaveSooner } }), lastJobAt });
  }
  return found;
};

/** Since when an instance is as it is: its last operation tells, when that has ended well. */
const settledAt = ({ lastOperation }: InstanceDetail, names: readonly string[]): number | undefined =>
  lastOperation !== undefined && names.includes(lastOperation.name) && lastOperation.status === 'Succeeded'
    ? lastOperation.at
    : undefined;

const broken = new Set<string>(['Unusable', 'SetupFailed', 'UserSetupFailed']);

const instanceWaste = (
  scene: WasteScene,
  compute: Compute,
  instance: InstanceDetail,
): { readonly rows: readonly WasteRow[]; readonly ageUnknown?: true } => {
  const size = sizeOf(compute, scene.sizes);
  const row = (kind: WasteRow['kind'], mend: WasteRow['mend'], at: number | undefined): WasteRow => ({
    id: wasteId(compute, kind),
    compute,
    kind,
    nodes: 1,
    ...(isUnbilled(instance.state) ? {} : times(1, size?.dedicatedPerHour, 'perHour')),
    ...times(1, size?.vCpus, 'vCpus'),
    ...(at === undefined ? {} : { since: { at, exact: true } }),
    mend,
  });
  const { is } = instance.state;
  if (is === 'Stopped') return { rows: [row('stopped', { by: 'delete' }, settledAt(instance, ['Stop']))] };
  if (broken.has(is)) return { rows: [row('broken', { by: 'delete' }, undefined)] };
  if (is !== 'Running') return { rows: [] };
  const jobs = scene.jobsOf?.(compute.name);
  if (jobs === undefined || scene.now === undefined) return { rows: [] };
  if (jobs.some(({ status }) => jobPhase(status) !== 'done')) return { rows: [] };
  const at = settledAt(instance, ['Create', 'Start', 'Restart', 'Reimage']);
  if (at === undefined) return { rows: [], ageUnknown: true };
  return { rows: scene.now - at < longRunMs ? [] : [row('running', { by: 'stop' }, at)] };
};

const named = (is: 'price-unknown' | 'nodes-forbidden' | 'age-unknown', names: readonly string[]) =>
  names.length === 0 ? [] : [{ is, names }];

/**
 * What costs money for nothing, the dearest first, and what could not be told. No node is counted twice. That an idle node leaves by itself
 * after its idle time is no reason to leave it out: it is billed until then.
 */
export const findWaste = (scene: WasteScene): Waste => {
  const rows: WasteRow[] = [];
  const [unpriced, unaged] = [new Array<string>(), new Array<string>()];
  let elsewhere = 0;
  for (const compute of scene.computes) {
    const { detail } = compute;
    if (detail.is === 'other') {
      elsewhere += 1;
      continue;
    }
    const judged =
      detail.is === 'cluster'
        ? { rows: clusterWaste(scene, compute, detail) }
        : instanceWaste(scene, compute, detail);
    rows.push(...judged.rows);
    if ('ageUnknown' in judged) unaged.push(compute.name);
    if (judged.rows.some(({ kind, perHour }) => kind !== 'stopped' && perHour === undefined))
      unpriced.push(compute.name);
  }
  const forbidden = scene.computes
    .filter(({ id }) => scene.nodes[id]?.remote.problem?.kind === 'forbidden')
    .map(({ name }) => name);
  const unjudged: readonly Unjudged[] = [
    ...(scene.jobsOf === undefined ? [{ is: 'no-jobs' } as const] : []),
    ...(scene.jobsOf !== undefined && !scene.jobsComplete ? [{ is: 'jobs-partial' } as const] : []),
    ...(scene.now === undefined ? [{ is: 'no-clock' } as const] : []),
    ...named('price-unknown', unpriced),
    ...named('nodes-forbidden', forbidden),
    ...named('age-unknown', unaged),
    ...(elsewhere > 0 ? [{ is: 'elsewhere', count: elsewhere } as const] : []),
  ];
  return {
    rows: rows.toSorted((a, b) => (b.perHour ?? 0) - (a.perHour ?? 0) || (a.id < b.id ? -1 : 1)),
    unjudged,
  };
};
