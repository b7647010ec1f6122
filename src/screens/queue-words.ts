import type { AppState } from '#state/app-state.ts';
import type { PhaseCounts } from '#state/job-queues.ts';
import { count } from './words.ts';

/** `2 run, 3 wait`, and what else there is of live jobs. */
export const phaseWords = ({ running, waiting, ending, odd }: PhaseCounts): string =>
  [
    `${count(running)} run`,
    `${count(waiting)} wait`,
    ...(ending > 0 ? [`${count(ending)} end`] : []),
    ...(odd > 0 ? [`${count(odd)} unclear`] : []),
  ].join(', ');

/** Until the list of jobs has been read to its end: how far it is. Of how many, the service does not say. */
export const partialWords = ({ board }: Pick<AppState, 'board'>): string => {
  const known = board?.jobs.remote.data;
  return board === undefined || board.jobs.complete || known === undefined
    ? ''
    : `; partial, ${count(known)} of ?`;
};
