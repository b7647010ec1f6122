import type { Job } from '#azure/model.ts';
import { jobPhase, phaseOrder } from './job-phase.ts';

/** The order of a queue: running, ending, waiting (the oldest first: that is the order of service), then done (the newest first). */
const byQueueOrder = (a: Job, b: Job): number => {
  const phaseA = jobPhase(a.status);
  const byPhase = phaseOrder[phaseA] - phaseOrder[jobPhase(b.status)];
  if (byPhase !== 0) return byPhase;
  const byAge = phaseA === 'done' ? b.createdAt - a.createdAt : a.createdAt - b.createdAt;
  return byAge === 0 ? (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) : byAge;
};

/** Where a job stands, or would stand, among jobs in order. */
const placeIn = (sorted: readonly Job[], job: Job): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = sorted[middle];
    if (other !== undefined && byQueueOrder(other, job) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

type Change = { readonly old: Job | undefined; readonly row: Job | undefined };

/** With more changes than this share of all rows, sorting anew is cheaper than putting each in its place. */
const sortAnewFrom = 1 / 4;

/** Changes with no more rows than this between them are made in one go. */
const stretchLength = 2000;

/** Where a row goes away, or where one is put in, among the rows as they were. */
type Cut = { readonly at: number; readonly row: Job | undefined };

/** From the first to the last; of those at one place the rows that are put in come before the one that goes away. */
const cutsOf = (sorted: readonly Job[], changes: readonly Change[]): readonly Cut[] => {
  const coming = new Set<Job>();
  const going = new Set<Job>();
  for (const { old, row } of changes) {
    if (old !== undefined && !coming.delete(old)) going.add(old);
    if (row !== undefined) coming.add(row);
  }
  return [
    ...[...coming].sort(byQueueOrder).map((row) => ({ at: placeIn(sorted, row), row })),
    ...[...going]
      .map((old) => ({ at: placeIn(sorted, old), row: undefined, old }))
      .filter(({ at, old }) => sorted[at] === old),
  ].sort((a, b) => a.at - b.at);
};

/**
 * Makes the changes in an array of jobs in order. Most changes of a queue are near its top, and each by itself would move all that lies below:
 * those near each other are one stretch that is written anew, and what lies below it moves once, or not at all.
 */
const change = (sorted: Job[], changes: readonly Change[]): void => {
  const cuts = cutsOf(sorted, changes);
  let end = cuts.length;
  while (end > 0) {
    const last = cuts[end - 1]?.at ?? 0;
    let begin = end - 1;
    while (last - (cuts[begin - 1]?.at ?? -Infinity) < stretchLength) begin -= 1;
    const first = cuts[begin]?.at ?? 0;
    const stretch: Job[] = [];
    let from = first;
    for (const { at, row } of cuts.slice(begin, end)) {
      stretch.push(...sorted.slice(from, at));
      if (row !== undefined) stretch.push(row);
      from = row === undefined ? at + 1 : at;
    }
    sorted.splice(first, from - first, ...stretch);
    end = begin;
  }
};

/**
 * Jobs in the order of a queue, put in order when they are looked at. Between two looks the changes are only noted, and then made
 * together: a look after a few changes among a hundred thousand jobs neither sorts nor copies them.
 */
export class SortedJobs {
  /** Every job that belongs here now. */
  readonly #all: () => Iterable<Job>;
  readonly #size: () => number;
  #sorted: Job[] | undefined;
  #changes: Change[] = [];

  constructor(all: () => Iterable<Job>, size: () => number) {
    this.#all = all;
    this.#size = size;
  }

  /** Notes that a row has come, gone, or taken the place of another one. */
  note(old: Job | undefined, row: Job | undefined): void {
    if (this.#sorted === undefined) return;
    this.#changes.push({ old, row });
    if (this.#changes.length > this.#size() * sortAnewFrom + 16) this.forget();
  }

  /** Everything is sorted anew at the next look. */
  forget(): void {
    this.#sorted = undefined;
    this.#changes = [];
  }

  /** The jobs in order. The same array each time, which changes with what is noted: whoever keeps it takes a copy. */
  look(): readonly Job[] {
    if (this.#sorted === undefined) this.#sorted = [...this.#all()].sort(byQueueOrder);
    const sorted = this.#sorted;
    if (this.#changes.length > 0) {
      change(sorted, this.#changes);
      this.#changes = [];
    }
    return sorted;
  }

  /** Where a job stands among them; -1 when it is not there. */
  placeOf(job: Job): number {
    const sorted = this.look();
    const at = placeIn(sorted, job);
    return sorted[at] === job ? at : -1;
  }
}
