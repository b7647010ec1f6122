import type { AppState } from '#state/app-state.ts';
import type { PhaseCounts } from '#state/job-queues.ts';
import { count } from './words.ts';

/** `2 run, 3 wait`, and what else there is of live jobs. `more` stands behind the numbers that may yet grow. */
const phaseWords = ({ running, waiting, ending, odd }: PhaseCounts, more: string): string =>
  [
    `${count(running)}${more} run`,
    `${count(waiting)}${more} wait`,
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

/** That nodes are busy with what no list of jobs has; empty when none is. */
export const otherWords = (nodes: number): string =>
  nodes === 0
    ? ''
    : `${nodes} ${nodes === 1 ? 'node runs a job' : 'nodes run jobs'} that this list does not have`;

/** What the title of the queue is made of. */
export type QueueTitle = {
  readonly whole: boolean;
  /** How many of how many pass the filter; empty without one. */
  readonly filtered: string;
  readonly counts: PhaseCounts;
  readonly partial: string;
  /** See `otherWords`. */
  readonly others: string;
  /** By what it is ordered. */
  readonly order: string;
};

/**
 * The title of the queue, then ever shorter ones: what is given up first is how many are done, what the summary above the board says too, then
 * the jobs that are neither running nor waiting, then the order. A filter's count stays before those of the phases, and as long as the
 * list has not been read to its end each number carries a `+`.
 */
export const queueTitles = ({
  whole,
  filtered,
  counts,
  partial,
  others,
  order,
}: QueueTitle): readonly string[] => {
  const of = [whole ? 'all jobs' : '', filtered].filter((part) => part !== '').join(', ');
  const before = of === '' ? '' : `${of}: `;
  const other = others === '' ? '' : `; ${others}`;
  const more = partial === '' ? '' : '+';
  const all = `${before}${phaseWords(counts, more)}`;
  const main = phaseWords({ ...counts, ending: 0, odd: 0 }, more);
  const brief = `${count(counts.running)}${more}r ${count(counts.waiting)}${more}w`;
  const done = partial === '' && counts.done > 0 ? `, ${count(counts.done)} done` : '';
  const short = filtered === '' ? [`${whole ? 'all ' : ''}${brief}`, brief] : [filtered];
  return [
    `${all}${partial}${done}${other}${order}`,
    `${all}${partial}${other}${order}`,
    `${all}${order}`,
    `${before}${main}${order}`,
    ...(filtered === '' && !whole ? [`${main}${order}`, main] : []),
    ...short.map((words) => `${words}${order}`),
    ...short,
    filtered === '' ? brief : filtered.replace(' of ', '/'),
  ];
};
