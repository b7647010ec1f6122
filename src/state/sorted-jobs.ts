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

/**
 * Jobs in the order of a queue, put in order when they are looked at. Between two looks the changes are only noted, and each is then put in
 * its place: a look after a few changes among a hundred thousand jobs neither sorts nor copies them.
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
    for (const { old, row } of this.#changes) {
      if (old !== undefined) {
        const at = placeIn(sorted, old);
        if (sorted[at] === old) sorted.splice(at, 1);
      }
      if (row !== undefined) sorted.splice(placeIn(sorted, row), 0, row);
    }
    if (this.#changes.length > 0) this.#changes = [];
    return sorted;
  }

  /** Where a job stands among them; -1 when it is not there. */
  placeOf(job: Job): number {
    const sorted = this.look();
    const at = placeIn(sorted, job);
    return sorted[at] === job ? at : -1;
  }
}
