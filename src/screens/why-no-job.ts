import type { AppState } from '#state/app-state.ts';
import type { JobIndex } from '#state/job-index.ts';
import { isLive } from '#state/job-phase.ts';
import { routeOf } from '#state/selectors.ts';
import { subjectJob, whySubject } from '#state/why/subject.ts';
import type { ActionId } from './keys.ts';

const noJob = (state: AppState): string =>
  routeOf(state).screen === 'board' && state.board?.panel !== 'queue'
    ? 'that is for a job: 3 goes to the queue'
    : 'no job is selected';

/** Why a job cannot be cancelled; undefined when the service can be asked to. */
export const whyNoCancel = (state: AppState, jobs: JobIndex): string | undefined => {
  const job = state.overlay?.is === 'cancel' ? state.overlay.job : subjectJob(state, jobs);
  if (job === undefined) return noJob(state);
  const { status } = jobs.get(job.name) ?? job;
  if (!isLive(status)) return `it is ${status.text}: there is nothing to cancel`;
  const asked = state.board?.queue.cancels[job.name]?.is;
  if (status.is === 'CancelRequested' || asked === 'accepted' || asked === 'sending')
    return 'its cancellation was asked for already';
  return undefined;
};

/** Why what is about a job, or explains a row, can do nothing now. */
export const jobReasons = {
  'job.studio': (state, jobs) => (subjectJob(state, jobs) === undefined ? noJob(state) : undefined),
  why: (state, jobs) => (whySubject(state, jobs) === undefined ? 'no row is selected' : undefined),
} as const satisfies Readonly<
  Partial<Record<ActionId, (state: AppState, jobs: JobIndex) => string | undefined>>
>;
