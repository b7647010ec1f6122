import type { Problem } from '#azure/problem.ts';
import type { Next } from './poller.ts';

/**
 * How often each source is asked, in ms: `fast` while something of it is changing, `steady` otherwise. Together they
 * stay under 20 requests a minute on a steady board and under 60 while things change.
 */
export const rhythms = {
  computes: { fast: 4000, steady: 15_000 },
  nodes: { fast: 4000, steady: 15_000 },
  jobs: { fast: 8000, steady: 15_000 },
  job: { fast: 6000, steady: 20_000 },
  /** What is new in the log that is looked at. */
  log: { fast: 4000, steady: 10_000 },
  /** A page of a job's children after the other, then all of them again. */
  run: { fast: 1000, steady: 30_000 },
  /** A page of the job list in the background, until the index is complete: under 120 requests a minute. */
  index: { fast: 600, steady: 600 },
  /** Asked once; only a failure is asked again. */
  sizes: { fast: 10_000, steady: 10_000 },
  usages: { fast: 60_000, steady: 60_000 },
  regions: { fast: 60_000, steady: 60_000 },
  resources: { fast: 10_000, steady: 10_000 },
  workspaces: { fast: 10_000, steady: 10_000 },
  operation: { fast: 3000, steady: 3000 },
} as const;

export type Source = keyof typeof rhythms;

/** What can be polled; operations are watched one by one. */
export type PolledSource = Exclude<Source, 'operation'>;

/** What a board is made of and asks again and again: its steady pace is the user's to choose. */
const chosenPace: readonly Source[] = ['computes', 'nodes', 'jobs', 'job', 'usages', 'regions'];

const standardSeconds = 15;

/**
 * How often a source is asked, in ms, with the user's own pace of refreshing; never slower while something changes than while nothing does.
 * @param refreshSeconds 5 to 300: what lies beyond is brought back to that; 15 when undefined
 */
export const paceOf = (
  source: Source,
  refreshSeconds: number | undefined,
): { readonly fast: number; readonly steady: number } => {
  if (refreshSeconds === undefined || !chosenPace.includes(source)) return rhythms[source];
  const factor = Math.max(5, Math.min(300, refreshSeconds)) / standardSeconds;
  const steady = Math.round(rhythms[source].steady * factor);
  return { fast: Math.min(rhythms[source].fast, steady), steady };
};

const longestMs = 60_000;

/** A role that is given takes minutes to arrive, and nobody tells when it has. */
const forbiddenMs = 300_000;

/** An answer that takes longer is overdue, whatever the pace: what is on the screen may not be so any more. */
export const overdueMs = 5000;

/**
 * A wait that ends on a beat of wall time, so that the sources of a screen answer together and are drawn in one frame, not in one each.
 * Between half a wait and one and a half.
 * @param now wall time, ms
 */
export const onBeat = (next: Next, now: number): Next => {
  if (next === 'wait') return next;
  const toBeat = next.inMs - (now % next.inMs);
  return { inMs: toBeat < next.inMs / 2 ? toBeat + next.inMs : toBeat };
};

/** The wait after a good answer; `refreshSeconds` as `paceOf` takes it. */
export const afterAnswer = (source: Source, changing: boolean, refreshSeconds?: number): Next => ({
  inMs: paceOf(source, refreshSeconds)[changing ? 'fast' : 'steady'],
});

/**
 * The wait after a failure: doubling from the steady pace up to a minute, with ±20 % of jitter so that two sessions do
 * not march in step; never sooner than the service asked (`Retry-After`). What may not be seen is asked again slowly, for a role may
 * arrive. Nothing is asked again after a lost sign-in until the user does something about it.
 * @param failures how many in a row, this one included
 * @param random a number in [0, 1)
 */
export const afterFailure = (source: Source, problem: Problem, failures: number, random: number): Next => {
  switch (problem.kind) {
    case 'signed-out':
    case 'read-only':
    case 'aborted':
      return 'wait';
    case 'forbidden':
      return { inMs: forbiddenMs };
    case 'not-found':
    case 'conflict':
    case 'quota':
    case 'rejected':
    case 'throttled':
    case 'service-fault':
    case 'unreachable':
    case 'malformed': {
      const asked = 'retryAfterMs' in problem ? (problem.retryAfterMs ?? 0) : 0;
      const backoff = Math.min(longestMs, rhythms[source].steady * 2 ** Math.min(failures - 1, 8));
      return { inMs: Math.max(asked, Math.round(backoff * (0.8 + 0.4 * random))) };
    }
  }
};
