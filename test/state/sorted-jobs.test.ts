import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Job } from '#azure/model.ts';
import { JobIndex } from '#state/job-index.ts';
import { jobPhase } from '#state/job-phase.ts';
import { counted, job, jobsInTurn } from '#test/support/job-service.ts';

const names = (rows: readonly Job[]): readonly string[] => rows.map((row) => row.name);

const anyRow = fc.record({
  name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
  status: fc.constantFrom('Queued', 'Running', 'Completed', 'Paused', 'Sparkling', 'Finalizing'),
  compute: fc.constantFrom('c1', 'c2', ''),
  createdAt: fc.nat(4),
});
const anyStep = fc.oneof(
  { weight: 4, arbitrary: anyRow.map((row) => ({ is: 'update' as const, row })) },
  anyRow.map(({ name }) => ({ is: 'remove' as const, name })),
  fc.constant({ is: 'look' as const }),
);

/** An index that has never been looked at has its queues in order at the first look. */
const sortedAnew = (index: JobIndex): JobIndex => {
  const fresh = new JobIndex();
  fresh.takeNewest({ jobs: [...index.wholeQueue()] }, 0);
  return fresh;
};

describe('the queue of the whole workspace', () => {
  it('is in the order of one that is sorted anew, whatever comes, changes and goes between looks', () => {
    fc.assert(
      fc.property(fc.array(anyRow), fc.array(anyStep), (first, steps) => {
        const index = new JobIndex();
        const start = new Map(first.map(({ name, ...over }) => [name, job(name, over)]));
        for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const)
          if (!start.has(name)) start.set(name, job(name));
        index.takeNewest({ jobs: [...start.values()] }, 0);
        for (const step of steps) {
          if (step.is === 'remove') index.remove(step.name);
          else if (step.is === 'update') index.update(job(step.row.name, step.row), 0);
          else index.wholeQueue();
        }
        expect(names(index.wholeQueue())).toEqual(names(sortedAnew(index).wholeQueue()));
        expect(index.wholeQueue()).toHaveLength(index.size);
        for (const compute of ['c1', 'c2'])
          expect(index.queueOf(compute)).toEqual(index.wholeQueue().filter((row) => row.compute === compute));
        for (const compute of [undefined, 'c1', 'c2']) {
          const rows = compute === undefined ? index.wholeQueue() : index.queueOf(compute);
          const counts = index.countsOf(compute);
          for (const phase of ['running', 'ending', 'waiting', 'odd', 'done'] as const)
            expect(counts[phase]).toBe(rows.filter(({ status }) => jobPhase(status) === phase).length);
        }
      }),
    );
  });

  it('tells each waiting job its place among those that wait for the same compute, the oldest first', () => {
    const index = new JobIndex();
    index.takeNewest(
      {
        jobs: [
          job('young', { createdAt: 9 }),
          job('other', { createdAt: 5, compute: 'c2' }),
          job('old', { createdAt: 2 }),
          job('runs', { createdAt: 1, status: 'Running' }),
          job('nowhere', { createdAt: 1, compute: '' }),
        ],
      },
      0,
    );
    const placeOf = (name: string) => index.placeOf(index.get(name) ?? job(name));
    expect(placeOf('old')).toEqual({ place: 1, of: 2 });
    expect(placeOf('young')).toEqual({ place: 2, of: 2 });
    expect(placeOf('other')).toEqual({ place: 1, of: 1 });
    expect(placeOf('runs')).toBeUndefined();
    expect(placeOf('nowhere')).toBeUndefined();
    index.update(job('old', { createdAt: 2, status: 'Running' }), 1);
    expect(placeOf('young')).toEqual({ place: 1, of: 1 });
  });

  it('moves what lies below many changes near its top once, not once for each', () => {
    const index = new JobIndex();
    index.takeNewest({ jobs: jobsInTurn(10_000).toReversed(), next: 'more' }, 0);
    const queue = index.wholeQueue();
    // Forty of the newest begin to run, three of the oldest are failures after all, and one of those is gone.
    for (let n = 9001; n <= 9400; n += 10)
      index.update(job(`j${n}`, { createdAt: n * 1000, status: 'Running' }), 1);
    for (const n of [2, 40, 77]) index.update(job(`j${n}`, { createdAt: n * 1000, status: 'Failed' }), 1);
    index.remove('j40');
    const splice = vi.spyOn(Array.prototype, 'splice');
    index.wholeQueue();
    const moves = splice.mock.contexts.filter((each) => each === queue).length;
    splice.mockRestore();
    expect(moves).toBe(2);
    expect(names(queue)).toEqual(names(sortedAnew(index).wholeQueue()));
    expect(queue).toHaveLength(9999);
  });

  it('is neither sorted nor copied for a few changes among very many', () => {
    const lookCosts = [1000, 100_000].map((size) => {
      const { rows, reads } = counted(jobsInTurn(size).toReversed());
      const index = new JobIndex();
      index.takeNewest({ jobs: rows, next: 'more' }, 0);
      const queue = index.wholeQueue();
      const before = reads();
      for (let n = 1; n <= 10; n += 1)
        index.update(job(`j${n * 50}`, { createdAt: n * 50 * 1000, status: 'Failed' }), 1);
      expect(index.wholeQueue()).toBe(queue);
      expect(queue).toHaveLength(size);
      return reads() - before;
    });
    const [few = 0, many = 0] = lookCosts;
    // A hundred times as many rows are searched in 7 more halvings.
    expect(many).toBeLessThan(few * 2);
  });
});
