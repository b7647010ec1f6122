import type { Compute } from '#azure/model.ts';
import type { JobIndex } from './job-index.ts';
import { jobPhase } from './job-phase.ts';

/** `1 node`, `3 nodes`. */
export const several = (count: number, one: string, more: string): string =>
  `${count} ${count === 1 ? one : more}`;

/** What is on a compute now: running jobs, jobs that wait or end, nodes. */
export type Load = { readonly running: number; readonly others: number; readonly nodes: number };

export const loadOf = (compute: Compute, jobs: JobIndex): Load => {
  const live = jobs.queueOf(compute.name).filter((job) => jobPhase(job.status) !== 'done');
  const running = live.filter((job) => jobPhase(job.status) === 'running').length;
  return {
    running,
    others: live.length - running,
    nodes: compute.detail.is === 'cluster' ? compute.detail.currentNodes : 0,
  };
};

/** The same in words, without what there is none of. */
export const loadWords = ({ running, others, nodes }: Load): readonly string[] => [
  ...(running > 0 ? [several(running, 'running job', 'running jobs')] : []),
  ...(others > 0 ? [`${several(others, 'job', 'jobs')} waiting or ending`] : []),
  ...(nodes > 0 ? [several(nodes, 'node', 'nodes')] : []),
];

/** What is on a compute now, and would go or stop with it, in words. */
export const consequencesOf = (compute: Compute, jobs: JobIndex, withNodes: boolean): readonly string[] => {
  const load = loadOf(compute, jobs);
  return loadWords(withNodes ? load : { ...load, nodes: 0 });
};
