import type { Compute, Job } from '#azure/model.ts';
import type { AppState } from '../app-state.ts';
import type { JobIndex } from '../job-index.ts';
import { jobPhase } from '../job-phase.ts';
import { sizesByName } from '../selectors.ts';
import type { WaitingFacts } from './waiting.ts';

const computeOfJob = ({ board }: AppState, { compute }: Job): WaitingFacts['compute'] => {
  if (compute === '') return 'none';
  const computes = board?.computes.data;
  if (computes === undefined) return 'unread';
  return computes.find(({ name }) => name.toLowerCase() === compute) ?? 'gone';
};

const sizeOf = (state: AppState, compute: Compute | string): WaitingFacts['size'] => {
  if (typeof compute === 'string' || compute.detail.is === 'other') return undefined;
  return sizesByName(state)?.get(compute.detail.vmSize.toLowerCase());
};

/** What is known of a job that waits, from everything that the board has read. */
export const waitingFacts = (state: AppState, jobs: JobIndex, job: Job): WaitingFacts => {
  const { board } = state;
  const compute = computeOfJob(state, job);
  const queue = job.compute === '' ? [] : jobs.queueOf(job.compute);
  const waiting = queue.filter(({ status }) => jobPhase(status) === 'waiting');
  const at = waiting.findIndex(({ name }) => name === job.name);
  const detail = board?.job.remote.data;
  return {
    job,
    asked: detail?.name === job.name ? detail.nodes : undefined,
    compute,
    queue: {
      ahead: at < 0 ? [] : waiting.slice(0, at),
      running: queue.filter(({ status }) => ['running', 'ending'].includes(jobPhase(status))),
      complete: board?.jobs.complete ?? false,
    },
    size: sizeOf(state, compute),
    usages: board?.usages.data,
    region: board?.workspace.location ?? '',
  };
};
