import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobStatusWord, type Job } from '#azure/model.ts';
import { JobIndex } from '#state/job-index.ts';
import { isLive, jobPhase, phaseOrder } from '#state/job-phase.ts';

const job = (name: string, over: Partial<Omit<Job, 'status'>> & { readonly status?: string } = {}): Job => ({
  name,
  displayName: name,
  experiment: 'e',
  type: 'Command',
  compute: 'c1',
  createdAt: 0,
  createdBy: 'ana',
  nodes: 1,
  ...over,
  status: jobStatusWord(over.status ?? 'Queued'),
});

const names = (rows: readonly Job[]): readonly string[] => rows.map((row) => row.name);

describe('the job index', () => {
  it('shows a queue in the order of service: running, ending, waiting oldest first, then done newest first', () => {
    const index = new JobIndex();
    index.merge([
      job('done-old', { status: 'Completed', createdAt: 1 }),
      job('waits-young', { createdAt: 9 }),
      job('done-new', { status: 'Failed', createdAt: 5 }),
      job('runs', { status: 'Running', createdAt: 7 }),
      job('waits-old', { createdAt: 2 }),
      job('ends', { status: 'Finalizing', createdAt: 3 }),
    ]);
    expect(names(index.queueOf('C1'))).toEqual([
      'runs',
      'ends',
      'waits-old',
      'waits-young',
      'done-new',
      'done-old',
    ]);
  });

  it('keeps the row, the queue and its version when a page says nothing new', () => {
    const index = new JobIndex();
    index.merge([job('a'), job('b')]);
    const [queue, version] = [index.queueOf('c1'), index.version];
    expect(index.merge([job('a'), job('b')])).toBe(0);
    expect(index.queueOf('c1')).toBe(queue);
    expect(index.version).toBe(version);
  });

  it('moves a job that has changed its compute', () => {
    const index = new JobIndex();
    index.merge([job('a')]);
    index.merge([job('a', { compute: 'c2' })]);
    expect(index.queueOf('c1')).toEqual([]);
    expect(names(index.queueOf('c2'))).toEqual(['a']);
  });

  it('says the same as a plain list, whatever pages come in', () => {
    const rows = fc.array(
      fc.record({
        name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        status: fc.constantFrom('Queued', 'Running', 'Completed', 'Paused', 'Sparkling'),
        compute: fc.constantFrom('c1', 'c2'),
        createdAt: fc.nat(3),
      }),
    );
    fc.assert(
      fc.property(fc.array(rows), (pages) => {
        const index = new JobIndex();
        const plain = new Map<string, Job>();
        for (const page of pages) {
          const jobs = page.map(({ name, ...over }) => job(name, over));
          index.merge(jobs);
          for (const each of jobs) plain.set(each.name, each);
        }
        expect(index.size).toBe(plain.size);
        expect(new Set([...index.live()].map(({ name }) => name))).toEqual(
          new Set([...plain.values()].filter(({ status }) => isLive(status)).map(({ name }) => name)),
        );
        for (const compute of ['c1', 'c2']) {
          const queue = index.queueOf(compute);
          expect(new Set(names(queue))).toEqual(
            new Set(names([...plain.values()].filter((each) => each.compute === compute))),
          );
          const order = queue.map(({ status }) => phaseOrder[jobPhase(status)]);
          expect(order).toEqual(order.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it('costs as much as the page, not as the index: it touches no row of another compute', () => {
    const index = new JobIndex();
    index.merge(Array.from({ length: 1000 }, (_, n) => job(`other-${n}`, { compute: 'c2' })));
    const untouched = index.queueOf('c2');
    index.merge([job('a'), job('a', { status: 'Running' })]);
    expect(index.queueOf('c2')).toBe(untouched);
  });
});
