import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Job } from '#azure/model.ts';
import { JobIndex } from '#state/job-index.ts';
import { isLive, jobPhase, phaseOrder } from '#state/job-phase.ts';
import { counted, job, jobsInTurn } from '#test/support/job-service.ts';

const names = (rows: readonly Job[]): readonly string[] => rows.map((row) => row.name);

/** An index that has been shown a whole list, or its newest page if `next` goes on. */
const indexOf = (jobs: readonly Job[], next?: string): JobIndex => {
  const index = new JobIndex();
  index.takeNewest(next === undefined ? { jobs } : { jobs, next }, 0);
  return index;
};

const liveNames = (index: JobIndex): ReadonlySet<string> =>
  new Set([...index.live()].map((live) => live.job.name));

describe('the job index', () => {
  it('shows a queue in the order of service: running, ending, waiting oldest first, then done newest first', () => {
    const index = indexOf([
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

  it('shows a job that was just submitted, and believes no list that does not know of it yet', () => {
    const index = indexOf([job('a', { createdAt: 1 })]);
    index.admit(job('mine', { createdAt: 5 }), 5);
    expect(names(index.queueOf('c1'))).toEqual(['a', 'mine']);
    index.takeNewest({ jobs: [job('a', { createdAt: 1 })] }, 6);
    expect(index.get('mine')).toBeDefined();
    // Once the list has shown it, its absence means that it is gone.
    index.takeNewest({ jobs: [job('mine', { createdAt: 5 }), job('a', { createdAt: 1 })] }, 7);
    index.takeNewest({ jobs: [job('a', { createdAt: 1 })] }, 8);
    expect(index.get('mine')).toBeUndefined();
  });

  it('does not take a page for one that meets what is known because a job submitted here is on it', () => {
    const index = indexOf([job('a', { createdAt: 1 })]);
    expect(index.complete).toBe(true);
    index.admit(job('mine', { createdAt: 5 }), 5);
    index.takeNewest({ jobs: [job('b', { createdAt: 6 }), job('mine', { createdAt: 5 })], next: 'more' }, 7);
    // Between it and "a" there may be others.
    expect(index.complete).toBe(false);
    expect(index.rest).toMatchObject({ next: 'more', until: 'known' });
  });

  it('keeps the row, the queue and its version when a page says nothing new', () => {
    const index = indexOf([job('a'), job('b')]);
    const [queue, version] = [index.queueOf('c1'), index.version];
    index.takeNewest({ jobs: [job('a'), job('b')] }, 1);
    expect(index.queueOf('c1')).toBe(queue);
    expect(index.version).toBe(version);
  });

  it('finds the jobs of a compute in whatever case the service names it', () => {
    const index = indexOf([job('a', { compute: 'GPU-Train' })]);
    expect(names(index.queueOf('gpu-train'))).toEqual(['a']);
    expect(names(index.queueOf('GPU-TRAIN'))).toEqual(['a']);
    const { version } = index;
    index.takeNewest({ jobs: [job('a', { compute: 'gpu-TRAIN' })] }, 1);
    expect(index.version).toBe(version);
  });

  it('moves a job that has changed its compute', () => {
    const index = indexOf([job('a')]);
    index.takeNewest({ jobs: [job('a', { compute: 'c2' })] }, 1);
    expect(index.queueOf('c1')).toEqual([]);
    expect(names(index.queueOf('c2'))).toEqual(['a']);
  });

  it('has what a list of one page has, whatever lists come in and in whatever order', () => {
    const rows = fc.uniqueArray(
      fc.record({
        name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        status: fc.constantFrom('Queued', 'Running', 'Completed', 'Paused', 'Sparkling'),
        compute: fc.constantFrom('c1', 'c2'),
        createdAt: fc.nat(3),
      }),
      { selector: ({ name }) => name },
    );
    fc.assert(
      fc.property(fc.array(rows, { minLength: 1 }), (pages) => {
        const index = new JobIndex();
        for (const page of pages)
          index.takeNewest({ jobs: page.map(({ name, ...over }) => job(name, over)) }, 0);
        const now = pages.at(-1) ?? [];
        expect(index.size).toBe(now.length);
        expect(index.complete).toBe(true);
        expect(liveNames(index)).toEqual(
          new Set(now.filter(({ status }) => isLive(job('x', { status }).status)).map(({ name }) => name)),
        );
        for (const compute of ['c1', 'c2']) {
          const queue = index.queueOf(compute);
          expect(new Set(names(queue))).toEqual(
            new Set(now.filter((each) => each.compute === compute).map(({ name }) => name)),
          );
          const order = queue.map(({ status }) => phaseOrder[jobPhase(status)]);
          expect(order).toEqual(order.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it('forgets a job that is missing from the span of time which a page shows', () => {
    const index = indexOf(jobsInTurn(6).toReversed());
    const page = jobsInTurn(6)
      .toReversed()
      .filter(({ name }) => name === 'j6' || name === 'j4' || name === 'j3');
    index.takeNewest({ jobs: page, next: 'more' }, 1);
    expect(index.get('j5')).toBeUndefined();
    expect(names(index.queueOf('c1'))).toEqual(['j6', 'j4', 'j3', 'j2', 'j1']);
  });

  it('forgets the newest job too when it is missing from the newest page', () => {
    const index = indexOf(jobsInTurn(6).toReversed());
    index.takeNewest({ jobs: jobsInTurn(3, 3).toReversed(), next: 'more' }, 1);
    expect(names(index.queueOf('c1'))).toEqual(['j5', 'j4', 'j3', 'j2', 'j1']);
  });

  it('takes a page that is not in order for nothing but its rows', () => {
    const [second, fourth, sixth] = [2, 4, 6].flatMap((n) => jobsInTurn(1, n));
    if (second === undefined || fourth === undefined || sixth === undefined) throw new Error('too few jobs');
    const index = indexOf(jobsInTurn(6).toReversed());
    index.takeNewest({ jobs: [sixth, second, fourth], next: 'more' }, 1);
    expect(index.size).toBe(6);
  });

  it('forgets a job that is missing between one page and the next', () => {
    const index = indexOf(jobsInTurn(9).toReversed());
    index.takeNewest({ jobs: jobsInTurn(3, 20).toReversed(), next: 'on' }, 1);
    const { rest } = index;
    if (rest === undefined) throw new Error('the reading does not go on');
    index.takeRest({ jobs: jobsInTurn(3, 5).toReversed(), next: 'further' }, rest, 1);
    expect(names(index.queueOf('c1'))).toEqual([
      'j22',
      'j21',
      'j20',
      'j7',
      'j6',
      'j5',
      'j4',
      'j3',
      'j2',
      'j1',
    ]);
  });

  it('knows a job that was made anew under the same name by its new time', () => {
    const [again] = jobsInTurn(1, 3, () => ({ createdAt: 9000 }));
    if (again === undefined) throw new Error('no job');
    const below = jobsInTurn(6)
      .toReversed()
      .filter(({ name }) => name !== 'j3');
    const readTwice = (index: JobIndex): void => {
      if (index.rest !== undefined) index.loseRest(index.rest);
      index.takeNewest({ jobs: [again], next: 'on' }, 1);
      const { rest } = index;
      if (rest === undefined) throw new Error('the reading does not go on');
      index.takeRest({ jobs: below }, rest, 1);
    };
    const removed = indexOf(jobsInTurn(6).toReversed());
    removed.remove('j3');
    const replaced = indexOf(jobsInTurn(6).toReversed(), 'on');
    for (const index of [removed, replaced]) {
      readTwice(index);
      expect(index.get('j3')?.createdAt).toBe(9000);
    }
  });

  it('reads on to known jobs until a page shows nothing else', () => {
    const index = indexOf(jobsInTurn(6).toReversed());
    index.takeNewest({ jobs: jobsInTurn(3, 20).toReversed(), next: 'on' }, 1);
    const goesOn = (jobs: readonly Job[]): boolean => {
      const { rest } = index;
      if (rest === undefined) throw new Error('the reading does not go on');
      index.takeRest({ jobs, next: `${rest.next}, on` }, rest, 1);
      return index.rest !== undefined && !index.complete;
    };
    expect(goesOn(jobsInTurn(3, 6).toReversed())).toBe(true);
    expect(goesOn([])).toBe(true);
    expect(goesOn(jobsInTurn(3, 3).toReversed())).toBe(false);
    expect(index.complete).toBe(true);
  });

  it('gives jobs without a time of creation the benefit of the doubt in a list of many pages', () => {
    const index = indexOf([...jobsInTurn(6).toReversed(), job('timeless', { createdAt: 0 })]);
    index.takeNewest({ jobs: jobsInTurn(3, 4).toReversed(), next: 'more' }, 1);
    expect(index.get('timeless')).toBeDefined();
  });

  it('takes what is said about a single job only if the list has shown it', () => {
    const index = indexOf([job('a')]);
    index.update(job('a', { status: 'Running' }), 1);
    index.update(job('b', { status: 'Running' }), 1);
    expect(index.get('a')?.status.is).toBe('Running');
    expect(index.get('b')).toBeUndefined();
  });

  it('knows nothing any more once it is cleared, nor where the reading went on', () => {
    const index = indexOf(jobsInTurn(3).toReversed(), 'more');
    expect(index.rest?.next).toBe('more');
    index.clear();
    expect([index.size, index.rest, index.complete, index.turn]).toEqual([0, undefined, false, 0]);
    expect(liveNames(index).size).toBe(0);
    expect(index.queueOf('c1')).toEqual([]);
  });

  it('leaves the queues of other computes as they are', () => {
    const others = jobsInTurn(1000, 1, () => ({ compute: 'c2', status: 'Completed' })).toReversed();
    const index = indexOf([job('a', { createdAt: 5_000_000 }), ...others]);
    const untouched = index.queueOf('c2');
    index.takeNewest({ jobs: [job('a', { createdAt: 5_000_000, status: 'Running' })], next: 'more' }, 1);
    expect(index.get('a')?.status.is).toBe('Running');
    expect(index.queueOf('c2')).toBe(untouched);
  });
});

describe('the cost of a page', () => {
  it('does not grow with the index: rows that are not on the page are not looked at', () => {
    for (const size of [1000, 20_000]) {
      const { rows, reads } = counted(jobsInTurn(size).toReversed());
      const index = indexOf(rows);
      const before = reads();
      const news = jobsInTurn(10, size + 1, () => ({ status: 'Running' })).toReversed();
      const known = jobsInTurn(90, size - 89).toReversed();
      index.takeNewest({ jobs: [...news, ...known], next: 'more' }, 1);
      index.takeNewest({ jobs: [...news.slice(1), ...known], next: 'more' }, 2);
      expect([...index.live()]).toHaveLength(9);
      // Each of the 90 known rows is compared with its old self in eight words, twice.
      expect(reads() - before).toBeLessThan(90 * 2 * 12);
    }
  });
});
