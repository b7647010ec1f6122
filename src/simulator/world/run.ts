import { isTerminal, jobNamed } from './lookup.ts';
import type { Job, JobStatus, World, Workspace } from './world.ts';

/** What the run-history service knows of a job, or of one step or trial of a job: those are in no list of jobs. */
export type Run = {
  readonly id: string;
  readonly displayName: string;
  readonly job: Job;
  /** Of a child: which one of its parent, from 0. */
  readonly index?: number;
  readonly status: JobStatus;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** The name of its compute; empty when it has none of its own. */
  readonly target: string;
  readonly nodes: number;
};

/** A number that depends on the text alone: what is made up of a run is the same each time and kept nowhere. */
export const hashOf = (text: string): number => {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ (text.codePointAt(at) ?? 0), 16_777_619) >>> 0;
  return hash;
};

const startOf = (job: Job): number | undefined => {
  if (job.startedAt !== undefined) return job.startedAt;
  const ran = job.status === 'Completed' || job.status === 'Failed';
  return ran ? Math.max(job.createdAt, job.modifiedAt - job.runMs) : undefined;
};

/** The run of a job itself. */
const ownRun = (job: Job): Run => {
  const startedAt = startOf(job);
  const isQueuedAgain = job.status === 'Queued' || job.status === 'Preparing';
  return {
    id: job.name,
    displayName: job.displayName,
    job,
    status: job.status,
    createdAt: job.createdAt,
    ...(startedAt === undefined || isQueuedAgain ? {} : { startedAt }),
    ...(isTerminal(job) ? { endedAt: job.modifiedAt } : {}),
    target: job.compute,
    nodes: job.nodes,
  };
};

const steps = ['prepare_data', 'train_model', 'evaluate_model', 'register_model'] as const;
const shards = 72;

/** The names of a job's children in the order in which they begin; those of one stage run side by side. */
const childNames = (job: Job): readonly (readonly string[])[] => {
  if (job.type === 'Sweep') return [Array.from({ length: 8 }, (_, at) => `trial_${at}`)];
  if (job.type !== 'Pipeline') return [];
  const [prepare, train, evaluate, register] = steps;
  // One in three prepares its data in very many parts: more children than one answer holds.
  const parts =
    hashOf(job.name) % 3 === 0
      ? Array.from({ length: shards }, (_, at) => `${prepare}_shard_${at}`)
      : [prepare];
  return [parts, [train], [evaluate], [register]];
};

const plan = (job: Job) => {
  const stages = childNames(job);
  return stages.flatMap((names, stage) => names.map((name) => ({ name, stage, stages: stages.length })));
};

const statusAt = (job: Job, from: number, to: number, now: number): JobStatus => {
  if (isTerminal(job)) {
    if (to < job.modifiedAt) return 'Completed';
    return from < job.modifiedAt ? job.status : 'Canceled';
  }
  if (now < from) return 'NotStarted';
  return now < to ? 'Running' : 'Completed';
};

/** The child of that number, once there is one: a step is known when its stage begins. */
const childAt = (world: World, workspace: Workspace, job: Job, index: number): Run | undefined => {
  const start = startOf(job);
  const planned = plan(job)[index];
  if (start === undefined || planned === undefined) return undefined;
  const { name, stage, stages } = planned;
  const span = job.runMs / stages;
  const createdAt = start + Math.round(span * stage);
  const last = isTerminal(job) ? job.modifiedAt : world.now;
  if (createdAt > last) return undefined;
  const chance = hashOf(`${job.name} ${index}`);
  const waitMs = Math.min(5000 + (chance % 40_000), span / 10);
  const [from, to] = [createdAt + waitMs, Math.round(createdAt + span - (chance % 7) * (span / 100))];
  const status = statusAt(job, from, to, world.now);
  const clusters = workspace.computes.filter(({ detail }) => detail.kind === 'cluster');
  return {
    id: `${job.name}_${index}`,
    displayName: name,
    job,
    index,
    status,
    createdAt,
    ...(status === 'NotStarted' ? {} : { startedAt: from }),
    ...(status === 'Running' || status === 'NotStarted' ? {} : { endedAt: Math.min(to, last) }),
    target: clusters[hashOf(`${job.name} ${stage}`) % Math.max(1, clusters.length)]?.name ?? '',
    nodes: 1,
  };
};

/** The children of a job, in the order in which they began. */
export const childrenOf = (world: World, workspace: Workspace, job: Job): readonly Run[] =>
  plan(job)
    .map((_, index) => childAt(world, workspace, job, index))
    .filter((run) => run !== undefined);

/** The run of that id: of a job, or of a child of one. */
export const runNamed = (world: World, workspace: Workspace, id: string): Run | undefined => {
  const job = jobNamed(workspace, id);
  if (job !== undefined) return ownRun(job);
  const [, parent = '', index = ''] = /^(.+)_(\d{1,4})$/u.exec(id) ?? [];
  const owner = jobNamed(workspace, parent);
  return owner === undefined ? undefined : childAt(world, workspace, owner, Number(index));
};
