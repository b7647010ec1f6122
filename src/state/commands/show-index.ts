import type { Board } from '../app-state.ts';
import type { JobIndex } from '../job-index.ts';
import { observe, type Sight } from '../since.ts';
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

/** Tells the store what has become of the job index by an answer, along with what else the answer changes. */
export const showIndex = (
  context: Pick<Context, 'store' | 'jobs'>,
  generation: number,
  { at, lastLookAt, serverTimeMs }: JobsLook,
  change: (now: Jobs) => Jobs = (now) => now,
): void => {
  const { jobs: index } = context;
  updateBoard(
    context,
    generation,
    (now) => {
      const jobs = change(now.jobs);
      return {
        ...now,
        jobs: {
          ...jobs,
          remote: { ...jobs.remote, data: index.size },
          version: index.version,
          complete: index.complete,
          since: observe(jobs.since, sightsOf(index), at, lastLookAt),
        },
      };
    },
    serverTimeMs,
  );
};
