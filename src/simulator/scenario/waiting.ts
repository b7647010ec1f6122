import { setStatus } from '../world/job-status.ts';
import { reconcile } from '../world/cluster.ts';
import { addJob, computeNamed } from '../world/lookup.ts';
import { addNode } from '../world/node.ts';
import { takeAway } from '../world/trouble.ts';
import { nextSerial, type Job, type World, type Workspace } from '../world/world.ts';

const minuteMs = 60_000;

type Waiting = Pick<Job, 'name' | 'displayName' | 'experiment' | 'compute' | 'nodes' | 'createdBy'>;

const add = (world: World, workspace: Workspace, waiting: Waiting): Job => {
  const job: Job = {
    ...waiting,
    order: nextSerial(world),
    type: 'Command',
    status: 'NotStarted',
    createdAt: world.now,
    modifiedAt: world.now,
    runMs: 25 * minuteMs,
    fails: false,
    archived: false,
    epoch: 0,
    sent: null,
  };
  addJob(workspace, job);
  return job;
};

const queue = (world: World, workspace: Workspace, waiting: Waiting): void => {
  const compute = computeNamed(workspace, waiting.compute);
  if (compute?.detail.kind !== 'cluster') return;
  const job = add(world, workspace, waiting);
  setStatus(world, workspace, job, 'Queued');
  compute.detail.queue.push(job.name);
  reconcile(world, workspace, compute);
};

/** A job that asks for more nodes than its cluster may have, and one whose image is being built. */
export const addLongWaiting = (world: World, workspace: Workspace): void => {
  queue(world, workspace, {
    name: 'patient_oak_t5pretrain',
    displayName: 't5-pretrain-xl',
    experiment: 'nlp-pretrain',
    compute: 'gpu-train',
    nodes: 16,
    createdBy: 'Amara Okafor',
  });
  const built = add(world, workspace, {
    name: 'patient_elm_ragindex',
    displayName: 'rag-index-4',
    experiment: 'search',
    compute: 'ci-mei-gpu',
    nodes: 1,
    createdBy: 'Mei Tanaka',
  });
  setStatus(world, workspace, built, 'Preparing', 45 * minuteMs);
};

/**
 * Jobs that wait for others before them, for quota, and for low-priority machines, of which some were just taken away. Nothing of it is left to
 * chance, so that a world has them at whatever hour it begins.
 */
export const addWaiting = (world: World, workspace: Workspace): void => {
  queue(world, workspace, {
    name: 'patient_fir_whispereval',
    displayName: 'whisper-eval-9',
    experiment: 'speech',
    compute: 'gpu-train',
    nodes: 2,
    createdBy: 'Mei Tanaka',
  });
  queue(world, workspace, {
    name: 'patient_ash_dedup',
    displayName: 'dedup-corpus-2',
    experiment: 'data-prep',
    compute: 'cpu-etl',
    nodes: 2,
    createdBy: 'Jonas Weber',
  });
  const sweep = computeNamed(workspace, 'lowpri-sweep');
  if (sweep?.detail.kind !== 'cluster') return;
  while (sweep.detail.nodes.length < 2) addNode(world, workspace, sweep, sweep.detail, minuteMs);
  takeAway(world, workspace, sweep, sweep.detail.nodes.slice(-2), 20 * minuteMs);
  queue(world, workspace, {
    name: 'patient_yew_sweep',
    displayName: 'sweep-wide-2',
    experiment: 'vision-sweeps',
    compute: 'lowpri-sweep',
    nodes: 6,
    createdBy: 'Priya Raman',
  });
};
