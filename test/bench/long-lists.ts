import type { Job } from '#azure/model.ts';
import { jobStatusWord } from '#azure/model.ts';
import { jobList } from '#state/list-definitions.ts';
import { createVisible, freshView } from '#state/lists.ts';
import { quantile, type Row } from './figures.ts';

const statuses = ['Completed', 'Failed', 'Completed', 'Canceled', 'Completed'].map(jobStatusWord);
const computes = 50;

/** Finished jobs, the newest first. */
const madeJobs = (count: number): readonly Job[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `calm_valley_${((index * 7919) % 1_000_003).toString(36)}_${index}`,
    displayName: `sweep-aug-${index % 500}/trial-${index % 97}`,
    experiment: `experiment-${index % 300}`,
    type: 'Command',
    status: statuses[index % statuses.length] ?? jobStatusWord('Completed'),
    compute: `cluster-${index % computes}`,
    createdAt: 1_700_000_000_000 + (count - index) * 1000,
    createdBy: `user-${index % 50}@example.com`,
    nodes: 1 + (index % 4),
  }));

const timed = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

const filters = ['sweep-aug-3', 'status:failed', '!sweep re:^calm.*7$', 'user:user-7 trial'];

/** What a letter of a filter costs without the screen, ms, for each letter typed and taken back. */
const filterMs = (count: number): readonly number[] => {
  const jobs = madeJobs(count);
  const visible = createVisible(jobList);
  Array.from(visible.ahead(jobs, freshView));
  const typed = filters.flatMap((text) => {
    const there = Array.from({ length: text.length }, (_, at) => text.slice(0, at + 1));
    return [...there, ...there.toReversed().slice(1)];
  });
  return typed.map((filter) => timed(() => visible(jobs, { ...freshView, filter })));
};

/** P14: the part of a letter's time that grows with the number of jobs. */
export const measureFilterRows = (): readonly Row[] => {
  const counts = [1000, 10_000, 100_000];
  const [few, some, many] = counts.map((count) => quantile(filterMs(count), 0.95));
  if (few === undefined || some === undefined || many === undefined) return [];
  return [
    {
      id: 'P14',
      what: 'filter of 100,000 jobs without the screen, p95',
      measured: many,
      budget: 50,
      unit: 'ms',
      note: `at 1k and 10k: ${few.toFixed(2)} ms, ${some.toFixed(2)} ms`,
    },
  ];
};
