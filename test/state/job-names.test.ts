import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JobIndex } from '#state/job-index.ts';
import { JobNames } from '#state/job-names.ts';
import { job } from '#test/support/job-service.ts';

const indexed = (): JobIndex => {
  const index = new JobIndex();
  index.keepNames(new JobNames());
  return index;
};
const found = (index: JobIndex, ...words: readonly string[]): readonly string[] =>
  index.find(words, 1000).map(({ name }) => name);

describe('jobs are found by a part of their names', () => {
  it('exactly those with every word in their display name or name, whatever comes, goes and is renamed', () => {
    const letters = fc.stringMatching(/^[ab]{1,3}$/u);
    const change = fc.record({ name: letters, displayName: letters, gone: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 40 }),
        fc.array(letters, { minLength: 1, maxLength: 2 }),
        (changes, words) => {
          const index = indexed();
          const now = new Map<string, string>();
          for (const { name, displayName, gone } of changes) {
            if (gone) {
              index.remove(name);
              now.delete(name);
            } else {
              now.set(name, displayName);
              const known = [...now].map(([each, display]) =>
                job(each, { displayName: display.toUpperCase() }),
              );
              index.takeNewest({ jobs: known }, 0);
            }
          }
          const naive = [...now]
            .filter(([name, display]) => words.every((word) => name.includes(word) || display.includes(word)))
            .map(([name]) => name);
          expect(found(index, ...words).toSorted()).toEqual(naive.toSorted());
        },
      ),
    );
  });

  it('among those too that were known before anybody could search, and none after the workspace is left', () => {
    const index = new JobIndex();
    index.takeNewest({ jobs: [job('train-1'), job('train-2')] }, 0);
    expect(found(index, 'train')).toEqual([]);
    index.keepNames(new JobNames());
    expect(found(index, 'TRAIN')).toEqual(['train-1', 'train-2']);
    index.clear();
    expect(found(index, 'train')).toEqual([]);
  });

  it('no more of them than asked for, across the thousands that are packed together', () => {
    const names = new JobNames();
    const jobs = Array.from({ length: 3500 }, (_, index) => job(`job-${index}`));
    const byName = new Map(jobs.map((each) => [each.name, each]));
    for (const each of jobs) names.add(each);
    const find = (word: string, most: number) => names.find([word], most, (name) => byName.get(name));
    expect(find('job', 50)).toHaveLength(50);
    expect(find('job', 5000)).toHaveLength(3500);
    expect(find('job-3499', 50).map(({ name }) => name)).toEqual(['job-3499']);
    // Most of them go: what is left is found as before.
    for (let index = 0; index < 3000; index += 1) {
      byName.delete(`job-${index}`);
      names.drop();
    }
    expect(find('job', 5000)).toHaveLength(500);
    expect(find('job-10', 5000)).toEqual([]);
  });
});
