import type { JobsPage } from '#azure/gateway.ts';
import type { Job } from '#azure/model.ts';
import { isLive } from './job-phase.ts';
import type { JobNames } from './job-names.ts';
import { JobQueues, type PhaseCounts, type QueuePlace } from './job-queues.ts';
import { NamesByTime } from './names-by-time.ts';
import { SortedJobs } from './sorted-jobs.ts';

/** A job that can still change, and when it was seen last. */
export type LiveJob = {
  readonly job: Job;
  /** The turn in which it was seen or asked for last. */
  readonly turn: number;
  /** The service's clock when it was seen last, and at the look before that, ms. */
  readonly seenAt: number;
  readonly seenBeforeAt?: number | undefined;
};

/** The part of the job list that has not been read yet. */
export type RestOfList = {
  /** The service's link to the page with which it goes on. */
  readonly next: string;
  /** The oldest job on the pages before it, ms; absent when they were not in order. */
  readonly olderThan: number | undefined;
  /** What lies below is known already once a page brings nothing new; otherwise only the list's end is the end. */
  readonly until: 'known' | 'end';
};

/** Jobs fall off the far end of a list unseen, so it is read to its end again after this many turns: once in forty minutes to two and a half hours. */
const readAgainTurns = 300;

/** From so many turns on, two and a half to five minutes, the status of a live job is doubted. */
const longUnseenTurns = 20;

/**
 * Every job of one workspace that its list has shown, by name, by compute and by time, and how far that list has been read. Mutable on
 * purpose, and outside the store: copying a hundred thousand rows per refresh is not an option. `version` tells when something
 * has changed. Every page costs as much as it is long.
 *
 * The list has neither filter nor order that could be asked for. A list of one page is the whole truth. Of a longer one every page that
 * comes newest first is the truth for its span of time: a known job from within that is missing from it is gone. Jobs without
 * a time of creation, and those made in the same millisecond as the last one of a page, are given the benefit of the doubt.
 */
export class JobIndex {
  readonly #byName = new Map<string, Job>();
  readonly #queues = new JobQueues();
  #names: JobNames | undefined;
  readonly #whole = new SortedJobs(
    () => this.#byName.values(),
    () => this.#byName.size,
  );
  readonly #live = new Map<string, LiveJob>();
  readonly #byTime = new NamesByTime();
  /** Jobs that the list has not shown yet. */
  readonly #admitted = new Set<string>();
  #version = 0;
  #turn = 0;
  #complete = false;
  #completeTurn = 0;
  #rest: RestOfList | undefined;
  #below: RestOfList | undefined;

  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#byName.size;
  }

  /** How many times the newest page has been taken. */
  get turn(): number {
    return this.#turn;
  }

  /** Whether every job of the list is known. Stays so while the list is read again. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Where the reading of the list goes on; undefined when there is nothing to read, or nobody knows where. */
  get rest(): RestOfList | undefined {
    return this.#rest;
  }

  /** What lies below the newest page as it was taken last; undefined when that is the whole list. */
  get below(): RestOfList | undefined {
    return this.#below;
  }

  /** How many known jobs were made after that time, ms. */
  countAfter(time: number): number {
    return this.#byTime.countAfter(time);
  }

  get(name: string): Job | undefined {
    return this.#byName.get(name);
  }

  /** Jobs that can still change. */
  live(): Iterable<LiveJob> {
    return this.#live.values();
  }

  /** Whether what is known of a job that can still change is old: neither a page nor an answer has shown it for many looks. */
  isLongUnseen(name: string): boolean {
    return this.#turn - (this.#live.get(name)?.turn ?? Infinity) > longUnseenTurns;
  }

  /**
   * The queue of one compute: running, ending, waiting (the oldest first: that is the order of service), then done (the newest first).
   * The same array until something of that compute changes.
   * @param compute the compute's name, any case
   */
  queueOf(compute: string): readonly Job[] {
    return this.#queues.of(compute.toLowerCase());
  }

  /** How many jobs of that queue are in each phase; of the whole workspace without a compute. */
  countsOf(compute?: string): PhaseCounts {
    return compute === undefined ? this.#queues.total : this.#queues.countsOf(compute.toLowerCase());
  }

  /**
   * The queue of the whole workspace, in the same order, jobs without a compute among them. Not copied, there may be very many: the array is
   * always the same and changes with `version`, so what is made of it is to be kept by that.
   */
  wholeQueue(): readonly Job[] {
    return this.#whole.look();
  }

  /** Where a job stands among those that wait for its compute, the oldest first; undefined when it waits for none. */
  placeOf(job: Job): QueuePlace | undefined {
    return this.#queues.placeOf(job);
  }

  /**
   * Jobs with every one of these words in their display name or name, at most `most` of them: milliseconds, however many there are.
   * @param words any case
   */
  find(words: readonly string[], most: number): readonly Job[] {
    const lower = words.map((word) => word.toLowerCase());
    return this.#names?.find(lower, most, (name) => this.#byName.get(name)) ?? [];
  }

  /** From here on jobs can be found by their names. */
  keepNames(names: JobNames): void {
    this.#names = names;
    for (const job of this.#byName.values()) names.add(job);
  }

  /**
   * Takes the first page of the list: a new turn. When it shows no job that was known, others may be hidden between it and those, and
   * the list is read on until it meets them.
   * @param at the service's clock at this look, ms
   */
  takeNewest(page: JobsPage, at: number): void {
    this.#turn += 1;
    const fresh = this.#take(page, Infinity, at);
    const { jobs, next } = page;
    this.#below = next === undefined ? undefined : { next, olderThan: oldestOf(jobs), until: 'end' };
    if (this.#below === undefined) this.#readToTheEnd();
    else if (fresh === jobs.length) {
      this.#rest = { ...this.#below, until: this.#complete ? 'known' : 'end' };
      this.#complete = false;
    } else if (this.#rest === undefined && (!this.#complete || this.#isTimeToReadAgain()))
      this.#rest = this.#below;
  }

  /**
   * Takes the page with which the rest of the list goes on.
   * @param rest what was asked for. When it is no longer what `rest` says, the page moves the reading no further.
   */
  takeRest(page: JobsPage, rest: RestOfList, at: number): void {
    const { jobs, next } = page;
    const fresh = this.#take(page, rest.olderThan, at);
    if (this.#rest !== rest) return;
    if (next === undefined || (rest.until === 'known' && fresh === 0 && jobs.length > 0))
      this.#readToTheEnd();
    else this.#rest = restAfter(page, rest, next);
  }

  /** The service does not know the link any more: the next newest page begins the reading anew. */
  loseRest(rest: RestOfList): void {
    if (this.#rest === rest) this.#rest = undefined;
  }

  /** Takes what the service says about one job, if its list has shown that job. */
  update(row: Job, at: number): void {
    if (this.#byName.has(row.name)) this.#put(row, at);
  }

  /**
   * Takes a job that the service has just taken itself: its list may not show it for a moment, and until it has shown it once the list is
   * no proof that it is gone.
   */
  admit(row: Job, at: number): void {
    if (!this.#byName.has(row.name)) this.#admitted.add(row.name);
    this.#put(row, at);
  }

  /** The job has been asked for: it waits for its turn again, whatever the answer. */
  passOver(name: string): void {
    const live = this.#live.get(name);
    if (live !== undefined) this.#live.set(name, { ...live, turn: this.#turn });
  }

  /** Forgets a job that the service no longer knows. */
  remove(name: string): void {
    const old = this.#byName.get(name);
    if (old === undefined) return;
    this.#version += 1;
    this.#byName.delete(name);
    this.#admitted.delete(name);
    this.#live.delete(name);
    this.#queues.remove(old);
    this.#names?.drop();
    this.#whole.note(old, undefined);
    if (old.createdAt > 0) this.#byTime.remove(old.createdAt, name);
  }

  clear(): void {
    this.#byName.clear();
    this.#admitted.clear();
    this.#queues.clear();
    this.#names?.clear();
    this.#whole.forget();
    this.#live.clear();
    this.#byTime.clear();
    this.#version += 1;
    this.#turn = 0;
    this.#completeTurn = 0;
    this.#complete = false;
    this.#rest = undefined;
    this.#below = undefined;
  }

  #isTimeToReadAgain(): boolean {
    return this.#turn - this.#completeTurn >= readAgainTurns;
  }

  #readToTheEnd(): void {
    this.#rest = undefined;
    this.#complete = true;
    this.#completeTurn = this.#turn;
  }

  /** @returns how many rows were new */
  #take({ jobs, next }: JobsPage, olderThan: number | undefined, at: number): number {
    let fresh = 0;
    for (const row of jobs) {
      const isNew = this.#put(row, at);
      if (this.#admitted.delete(row.name) || isNew) fresh += 1;
    }
    const shown = new Set(jobs.map((row) => row.name));
    for (const name of this.#within(jobs, next, olderThan))
      if (!shown.has(name) && !this.#admitted.has(name)) this.remove(name);
    return fresh;
  }

  /** The jobs that a page must show, if they are still there. */
  #within(jobs: readonly Job[], next: string | undefined, olderThan: number | undefined): readonly string[] {
    if (olderThan === Infinity && next === undefined)
      return this.size > jobs.length ? [...this.#byName.keys()] : [];
    const oldest = oldestOf(jobs);
    if (oldest === undefined && jobs.length > 0) return [];
    const after = next === undefined ? 0 : oldest;
    const before = olderThan ?? jobs[0]?.createdAt;
    return after === undefined || before === undefined ? [] : this.#byTime.between(after, before);
  }

  /** @returns whether it is new. A row that says the same as before keeps its identity. */
  #put(given: Job, at: number): boolean {
    const compute = given.compute.toLowerCase();
    const row = compute === given.compute ? given : { ...given, compute };
    const old = this.#byName.get(row.name);
    const kept = old !== undefined && sameJob(old, row) ? old : row;
    if (isLive(kept.status)) {
      const seenBeforeAt = this.#live.get(kept.name)?.seenAt;
      this.#live.set(kept.name, { job: kept, turn: this.#turn, seenAt: at, seenBeforeAt });
    } else this.#live.delete(kept.name);
    if (kept === old) return false;
    this.#version += 1;
    this.#byName.set(row.name, row);
    this.#queues.put(row, old);
    if (old?.displayName !== row.displayName) {
      if (old !== undefined) this.#names?.drop();
      this.#names?.add(row);
    }
    this.#whole.note(old, row);
    if (old?.createdAt !== row.createdAt) {
      if (old !== undefined && old.createdAt > 0) this.#byTime.remove(old.createdAt, old.name);
      if (row.createdAt > 0) this.#byTime.add(row.createdAt, row.name);
    }
    return old === undefined;
  }
}

/** What is left of a part of the list once its first page has been taken, which goes on with `next`. */
export const restAfter = ({ jobs }: JobsPage, rest: RestOfList, next: string): RestOfList => ({
  ...rest,
  next,
  olderThan: jobs.length === 0 ? rest.olderThan : oldestOf(jobs),
});

/** When the oldest job of a page was made; undefined when the page is empty or not in order, newest first, or lacks a time. */
const oldestOf = (jobs: readonly Job[]): number | undefined => {
  let oldest: number | undefined;
  for (const { createdAt } of jobs) {
    if (createdAt <= 0 || createdAt > (oldest ?? Infinity)) return undefined;
    oldest = createdAt;
  }
  return oldest;
};

const sameJob = (a: Job, b: Job): boolean =>
  a.status.text === b.status.text &&
  a.compute === b.compute &&
  a.displayName === b.displayName &&
  a.experiment === b.experiment &&
  a.nodes === b.nodes &&
  a.createdAt === b.createdAt &&
  a.createdBy === b.createdBy &&
  a.type === b.type;
