import type { JobsPage } from '#azure/gateway.ts';
import { restAfter, type JobIndex, type RestOfList } from '../job-index.ts';

/** Pages below the newest one, read again for the jobs on them that may have changed. */
export type Sweep = {
  /** What of the list comes next. */
  readonly rest: RestOfList;
  /** When the oldest job that it is for was made, ms. */
  readonly downTo: number;
};

/** A sweep begins with every second look at the newest page, once the one before is over. */
const everyTurns = 2;

/**
 * How far down it is worth reading. A page costs as much as looking up one job, so each page must bring more than one; what lies deeper, here
 * and there, is looked up one by one.
 * @returns when the oldest job that is read for was made, ms; undefined when no page is worth it
 */
const worthDownTo = (jobs: JobIndex, olderThan: number, perPage: number): number | undefined => {
  const times: number[] = [];
  for (const { job, turn } of jobs.live())
    if (turn !== jobs.turn && job.createdAt > 0 && job.createdAt <= olderThan) times.push(job.createdAt);
  times.sort((a, b) => b - a);
  const above = jobs.countAfter(olderThan);
  let best: number | undefined;
  let most = 0;
  for (const [index, time] of times.entries()) {
    const pages = Math.ceil((jobs.countAfter(time) + 1 - above) / perPage);
    if (index + 1 - pages > most) {
      most = index + 1 - pages;
      best = time;
    }
  }
  return best;
};

/**
 * Decides when pages below the newest one are read again, and how far. Nothing tells when a job there changes: without this a page shorter
 * than the number of live jobs would leave most of them as they were once.
 */
export const createSweeps = (jobs: JobIndex) => {
  let sweep: Sweep | undefined;
  let begunIn = -everyTurns;
  return {
    /** What is to be read next; undefined when that is nothing. */
    next: (): RestOfList | undefined => {
      const { below, turn } = jobs;
      if (turn < begunIn) sweep = undefined;
      if (sweep !== undefined) return sweep.rest;
      if (below?.olderThan === undefined || (turn >= begunIn && turn - begunIn < everyTurns))
        return undefined;
      begunIn = turn;
      const downTo = worthDownTo(jobs, below.olderThan, Math.max(1, jobs.countAfter(below.olderThan)));
      if (downTo !== undefined) sweep = { rest: below, downTo };
      return sweep?.rest;
    },
    /** The page that was asked for has come, and was taken. */
    took: (page: JobsPage, rest: RestOfList): void => {
      if (sweep?.rest !== rest) return;
      const after = page.next === undefined ? undefined : restAfter(page, rest, page.next);
      sweep =
        after?.olderThan === undefined || after.olderThan <= sweep.downTo
          ? undefined
          : { ...sweep, rest: after };
    },
    /** It could not be read: the next sweep begins at the top. */
    lose: (rest: RestOfList): void => {
      if (sweep?.rest === rest) sweep = undefined;
    },
    /** Another workspace is open. */
    forget: (): void => {
      sweep = undefined;
      begunIn = -everyTurns;
    },
  };
};
