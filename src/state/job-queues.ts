import type { Job } from '#azure/model.ts';
import { jobPhase, phaseOrder } from './job-phase.ts';

type Queue = { readonly rows: Map<string, Job>; sorted: readonly Job[] | undefined };

/** Jobs by their compute. A queue is put in order when it is looked at, and stays the same array until something of it changes. */
export class JobQueues {
  readonly #queues = new Map<string, Queue>();

  /** @param old the row that this one takes the place of */
  put(row: Job, old: Job | undefined): void {
    if (old !== undefined && old.compute !== row.compute) this.remove(old);
    const queue = this.#queues.get(row.compute);
    if (queue === undefined) {
      this.#queues.set(row.compute, { rows: new Map([[row.name, row]]), sorted: undefined });
      return;
    }
    queue.rows.set(row.name, row);
    queue.sorted = undefined;
  }

  remove(row: Job): void {
    const queue = this.#queues.get(row.compute);
    if (queue === undefined) return;
    queue.rows.delete(row.name);
    queue.sorted = undefined;
    if (queue.rows.size === 0) this.#queues.delete(row.compute);
  }

  /** @param compute the compute's name in lower case */
  of(compute: string): readonly Job[] {
    const queue = this.#queues.get(compute);
    if (queue === undefined) return none;
    queue.sorted ??= [...queue.rows.values()].sort(byQueueOrder);
    return queue.sorted;
  }

  clear(): void {
    this.#queues.clear();
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
