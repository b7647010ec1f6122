import type { Job } from '#azure/model.ts';
import { jobPhase, type JobPhase } from './job-phase.ts';
import { SortedJobs } from './sorted-jobs.ts';

/** How many jobs of a queue are in each phase. */
export type PhaseCounts = Readonly<Record<JobPhase, number>>;

/** Where a waiting job stands in the queue of its compute. */
export type QueuePlace = { readonly place: number; readonly of: number };

export const noJobs: PhaseCounts = { running: 0, ending: 0, waiting: 0, odd: 0, done: 0 };

type Queue = {
  readonly rows: Map<string, Job>;
  readonly sorted: SortedJobs;
  /** What was shown last; undefined since something has changed. */
  shown: readonly Job[] | undefined;
  counts: PhaseCounts;
};

const emptyQueue = (): Queue => {
  const rows = new Map<string, Job>();
  const sorted = new SortedJobs(
    () => rows.values(),
    () => rows.size,
  );
  return { rows, sorted, shown: undefined, counts: noJobs };
};

/** Jobs by their compute. A queue is put in order when it is looked at, and stays the same array until something of it changes. */
export class JobQueues {
  readonly #queues = new Map<string, Queue>();
  #total = noJobs;

  /** How many jobs of all queues together are in each phase. */
  get total(): PhaseCounts {
    return this.#total;
  }

  /** @param old the row that this one takes the place of */
  put(row: Job, old: Job | undefined): void {
    const moved = old !== undefined && old.compute !== row.compute;
    if (moved) this.remove(old);
    const before = moved ? undefined : old;
    const queue = this.#queues.get(row.compute) ?? emptyQueue();
    this.#queues.set(row.compute, queue);
    queue.rows.set(row.name, row);
    queue.sorted.note(before, row);
    queue.shown = undefined;
    if (before !== undefined) this.#count(queue, before, -1);
    this.#count(queue, row, 1);
  }

  remove(row: Job): void {
    const queue = this.#queues.get(row.compute);
    if (queue === undefined) return;
    queue.rows.delete(row.name);
    queue.sorted.note(row, undefined);
    queue.shown = undefined;
    this.#count(queue, row, -1);
    if (queue.rows.size === 0) this.#queues.delete(row.compute);
  }

  /** @param compute the compute's name in lower case */
  of(compute: string): readonly Job[] {
    const queue = this.#queues.get(compute);
    if (queue === undefined) return none;
    queue.shown ??= [...queue.sorted.look()];
    return queue.shown;
  }

  /** @param compute the compute's name in lower case */
  countsOf(compute: string): PhaseCounts {
    return this.#queues.get(compute)?.counts ?? noJobs;
  }

  /** Where a job stands among those that wait for its compute, by age; undefined when it waits for none. */
  placeOf(job: Job): QueuePlace | undefined {
    const queue = this.#queues.get(job.compute);
    if (queue === undefined || job.compute === '' || jobPhase(job.status) !== 'waiting') return undefined;
    const { running, ending, waiting } = queue.counts;
    const at = queue.sorted.placeOf(job);
    return at < 0 ? undefined : { place: at - running - ending + 1, of: waiting };
  }

  clear(): void {
    this.#queues.clear();
    this.#total = noJobs;
  }

  #count(queue: Queue, { status }: Job, by: 1 | -1): void {
    const phase = jobPhase(status);
    queue.counts = { ...queue.counts, [phase]: queue.counts[phase] + by };
    this.#total = { ...this.#total, [phase]: this.#total[phase] + by };
  }
}

const none: readonly Job[] = [];
