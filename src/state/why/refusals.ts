import type { Job } from '#azure/model.ts';
import type { AppState } from '../app-state.ts';
import type { JobIndex } from '../job-index.ts';
import { isLive } from '../job-phase.ts';
import { routeOf } from '../selectors.ts';
import { subjectJob, whySubject } from './subject.ts';

/** Why nothing can be done with a job here; undefined when there is one. */
export const whyNoJob = (state: AppState, jobs: JobIndex): string | undefined => {
  if (subjectJob(state, jobs) !== undefined) return undefined;
  return routeOf(state).screen === 'board' && state.board?.panel !== 'queue'
    ? 'that is for a job: 3 goes to the queue'
    : 'no job is selected';
};

/** Why there is nothing to cancel, or nothing more; undefined when the service can be asked to cancel it. */
export const whyNotCancelled = ({ name, status }: Job, { board }: AppState): string | undefined => {
  if (!isLive(status)) return `it is ${status.text}: nothing to cancel`;
  const asked = board?.queue.cancels[name]?.is;
  return status.is === 'CancelRequested' || asked === 'accepted' || asked === 'sending'
    ? 'its cancellation was asked for already'
    : undefined;
};

/** Why a job cannot be cancelled: the pinned one, or the one under the cursor; undefined when the service can be asked to. */
export const whyNoCancel = (state: AppState, jobs: JobIndex): string | undefined => {
  const job = state.overlay?.is === 'cancel' ? state.overlay.job : subjectJob(state, jobs);
  return job === undefined ? whyNoJob(state, jobs) : whyNotCancelled(jobs.get(job.name) ?? job, state);
};

/** Why nothing can be explained here. */
export const whyNoRow = (state: AppState, jobs: JobIndex): string | undefined =>
  whySubject(state, jobs) === undefined ? 'no row is selected' : undefined;
