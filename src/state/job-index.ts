import type { Job } from '#azure/model.ts';
import { isLive, jobPhase, phaseOrder } from './job-phase.ts';

type Bucket = { readonly rows: Map<string, Job>; sorted: readonly Job[] | undefined };

/**
 * Every job of one workspace that has been seen, by name and by compute. Mutable on purpose, and outside the store:
 * copying a hundred thousand rows per refresh is not an option. `version` tells when something has changed.
 */
export class JobIndex {
  readonly #byName = new Map<string, Job>();
  readonly #byCompute = new Map<string, Bucket>();
  readonly #live = new Map<string, Job>();
  #version = 0;

  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#byName.size;
  }

  get(name: string): Job | undefined {
    return this.#byName.get(name);
  }

  /** Jobs that can still change. */
  live(): Iterable<Job> {
    return this.#live.values();
  }

  /**
   * Takes a page of rows; costs as much as the page is long. Rows that say the same as before keep their identity.
   * @returns how many were new to the index
   */
  merge(rows: readonly Job[]): number {
    let fresh = 0;
    for (const row of rows) {
      const old = this.#byName.get(row.name);
      if (old === undefined) fresh += 1;
      else if (sameJob(old, row)) continue;
      this.#put(row, old);
    }
    return fresh;
  }

  /** Forgets a job that the service no longer knows. */
  remove(name: string): void {
    const old = this.#byName.get(name);
    if (old === undefined) return;
    this.#byName.delete(name);
    this.#live.delete(name);
    const bucket = this.#byCompute.get(old.compute);
    bucket?.rows.delete(name);
    if (bucket !== undefined) bucket.sorted = undefined;
    this.#version += 1;
  }

  clear(): void {
    this.#byName.clear();
    this.#byCompute.clear();
    this.#live.clear();
    this.#version += 1;
  }

  /**
   * The queue of one compute: running, ending, waiting (the oldest first: that is the order of service), then done (the newest first).
   * The same array until something of that compute changes.
   * @param compute the compute's name, any case
   */
  queueOf(compute: string): readonly Job[] {
    const bucket = this.#byCompute.get(compute.toLowerCase());
    if (bucket === undefined) return none;
    bucket.sorted ??= [...bucket.rows.values()].sort(byQueueOrder);
    return bucket.sorted;
  }

  #put(row: Job, old: Job | undefined): void {
    this.#version += 1;
    this.#byName.set(row.name, row);
    if (isLive(row.status)) this.#live.set(row.name, row);
    else this.#live.delete(row.name);
    if (old !== undefined && old.compute !== row.compute) {
      const left = this.#byCompute.get(old.compute);
      left?.rows.delete(old.name);
      if (left !== undefined) left.sorted = undefined;
    }
    const bucket = this.#byCompute.get(row.compute);
    if (bucket === undefined) {
      this.#byCompute.set(row.compute, { rows: new Map([[row.name, row]]), sorted: undefined });
      return;
    }
    bucket.rows.set(row.name, row);
    bucket.sorted = undefined;
  }
}

const none: readonly Job[] = [];

const byQueueOrder = (a: Job, b: Job): number => {
  const phaseA = jobPhase(a.status);
  const byPhase = phaseOrder[phaseA] - phaseOrder[jobPhase(b.status)];
  if (byPhase !== 0) return byPhase;
  const byAge = phaseA === 'done' ? b.createdAt - a.createdAt : a.createdAt - b.createdAt;
  return byAge === 0 ? (a.name < b.name ? -1 : 1) : byAge;
};

const sameJob = (a: Job, b: Job): boolean =>
  a.status === b.status &&
  a.compute === b.compute &&
  a.displayName === b.displayName &&
  a.experiment === b.experiment &&
  a.nodes === b.nodes &&
  a.createdAt === b.createdAt &&
  a.createdBy === b.createdBy &&
  a.type === b.type;
