import type { Board } from '../app-state.ts';
import type { JobIndex } from '../job-index.ts';
import { paceOf } from '../rhythm.ts';
import { closeByService, notForgotten, observe, type Sight, type SinceById } from '../since.ts';
import { updateBoard, type Context } from './context.ts';

type Jobs = Board['jobs'];

/** When a question about jobs was answered. */
type JobsLook = {
  /** The service's clock at this look, ms. */
  readonly at: number;
  /** The same at the look at the newest page before, if this is one too. */
  readonly lastLookAt?: number | undefined;
  /** The service's clock as it told it. */
  readonly serverTimeMs?: number | undefined;
};

/** Whether the board that the question was asked for is still the open one. */
export const isOpen = ({ store }: Pick<Context, 'store'>, generation: number): boolean =>
  store.getState().board?.generation === generation;

function* sightsOf(jobs: JobIndex): Generator<Sight> {
  for (const { job, seenBeforeAt } of jobs.live())
    yield { id: job.name, word: job.status.text, createdAt: job.createdAt, seenBeforeAt };
}

/** What is known of the jobs so far, those of which only an earlier look at the workspace has told included. */
const knownBefore = (
  { clock, refreshSeconds }: Pick<Context, 'clock'> & Partial<Pick<Context, 'refreshSeconds'>>,
  { left, since }: Jobs,
): SinceById => {
  const known = notForgotten(left, clock.now(), paceOf('jobs', refreshSeconds).steady);
  return known === undefined ? since : new Map([...known, ...since]);
};

/** Tells the store what has become of the job index by an answer, along with what else the answer changes. */
export const showIndex = (
  context: Pick<Context, 'store' | 'jobs' | 'clock'> & Partial<Pick<Context, 'refreshSeconds'>>,
  generation: number,
  { at, lastLookAt, serverTimeMs }: JobsLook,
  change: (now: Jobs) => Jobs = (now) => now,
): void => {
  const { jobs: index } = context;
  const close = closeByService(context.store.getState().about);
  updateBoard(
    context,
    generation,
    (now) => {
      const { left, ...jobs } = change(now.jobs);
      // Once all have been read, what was not among them is gone.
      const kept = left === undefined || index.complete ? {} : { left };
      return {
        ...now,
        jobs: {
          ...jobs,
          ...kept,
          remote: { ...jobs.remote, data: index.size },
          version: index.version,
          complete: index.complete,
          since: observe(knownBefore(context, now.jobs), sightsOf(index), at, lastLookAt, close),
        },
      };
    },
    serverTimeMs,
  );
};
