import { jobStatusWord, type Job } from '#azure/model.ts';
import type { AppState } from '#state/app-state.ts';
import { JobIndex } from '#state/job-index.ts';
import { withQueue } from '#state/queue-part.ts';
import { selectedCompute, visible } from '#state/selectors.ts';
import { openBoard, openWorkbench } from '#test/support/workbench.ts';
import { median, type Row } from './figures.ts';

/** The same at all sizes, and shorter than any of the lists. */
const pageLength = 500;
const clusters = 50;
/** Jobs that run at each refresh, others each time: as many have begun to, and as many have ended. */
const runningJobs = 20;
const warmUps = 10;
const runs = 31;

/** Job `n` (from 0) of so many, the higher the younger, as a new object each time, as answers bring it. Which are running changes from turn to turn. */
const jobAt = (n: number, of: number, turn: number, compute: string): Job => {
  const age = of - 1 - n;
  const every = pageLength / runningJobs;
  const isRunning = (age + turn) % every === 0 && age < pageLength;
  // Those that change in the same turn are spread over the computes.
  const place = (n + Math.floor(n / clusters)) % clusters;
  return {
    name: `job-${n}`,
    displayName: `train-${n % 97}`,
    experiment: `experiment-${n % 13}`,
    type: 'Command',
    status: jobStatusWord(isRunning ? 'Running' : 'Completed'),
    compute: place === 0 ? compute : `cluster-${place}`,
    createdAt: 1_700_000_000_000 + n * 60_000,
    createdBy: 'Amara Okafor',
    nodes: 1,
  };
};

type Indexed = { readonly refresh: () => number; readonly merged: number[] };

/** An index of so many jobs as a board has it, and a refresh of it that is timed: the newest page, then what the queue panel shows. */
const indexed = (state: AppState, of: number): Indexed => {
  const compute = selectedCompute(state)?.name.toLowerCase() ?? '';
  const index = new JobIndex();
  const pageFrom = (newest: number, turn: number): readonly Job[] =>
    Array.from({ length: Math.min(pageLength, newest) }, (_, at) =>
      jobAt(newest - 1 - at, of, turn, compute),
    );
  const linkBelow = (newest: number): { next?: string } =>
    newest > pageLength ? { next: `${newest - pageLength}` } : {};
  index.takeNewest({ jobs: pageFrom(of, 0), ...linkBelow(of) }, 0);
  for (let { rest } = index; rest !== undefined; { rest } = index) {
    const newest = Number(rest.next);
    index.takeRest({ jobs: pageFrom(newest, 0), ...linkBelow(newest) }, rest, 0);
  }
  if (index.size !== of || !index.complete) throw new Error(`The index has ${index.size} jobs of ${of}.`);
  let turn = 0;
  const refresh = (): number => {
    turn += 1;
    const page = { jobs: pageFrom(of, turn), ...linkBelow(of) };
    const [before, start] = [index.version, performance.now()];
    index.takeNewest(page, turn);
    const { rows } = visible.queue(state, index);
    const ms = performance.now() - start;
    if (index.version - before !== 2 * runningJobs || rows.length === 0)
      throw new Error(`The refresh brought ${index.version - before} changes and ${rows.length} rows.`);
    return ms;
  };
  return { refresh, merged: [] };
};

/** Milliseconds of a refresh at each of the sizes, measured in turns: what disturbs one disturbs the others. */
const mergeMs = (state: AppState, sizes: readonly number[]): readonly number[] => {
  const all = sizes.map((size) => indexed(state, size));
  for (let run = 0; run < warmUps; run += 1) for (const { refresh } of all) refresh();
  for (let run = 0; run < runs; run += 1) for (const { refresh, merged } of all) merged.push(refresh());
  return all.map(({ merged }) => median(merged));
};

/** A board whose queue panel shows the jobs of the selected compute, and one with those of the workspace. */
const openedBoards = async () => {
  const open = openWorkbench({ speed: 0 });
  const close = await openBoard(open);
  close();
  const compute = open.workbench.store.getState();
  const whole = withQueue(compute, (now) => ({ ...now, whole: true }));
  return { compute, whole };
};

/** Milliseconds of merging a refresh with 40 changed jobs into the queue of the workspace, for indexes of these sizes, in the same order. */
export const mergeMsAt = async (sizes: readonly number[]): Promise<readonly number[]> =>
  mergeMs((await openedBoards()).whole, sizes);

/** P13: a refresh with 40 changed jobs, to the rows that the queue panel draws, among 100,000 jobs to the same among 1,000. */
export const measureMerging = async (): Promise<readonly Row[]> => {
  const { compute, whole } = await openedBoards();
  const row = (what: string, state: AppState): Row => {
    const [few = Number.NaN, some = Number.NaN, many = Number.NaN] = mergeMs(state, [1000, 10_000, 100_000]);
    return {
      id: 'P13',
      what: `refresh merged into ${what}`,
      measured: many / few,
      budget: 2,
      unit: 'x',
      note: `${2 * runningJobs} changes: ${many.toFixed(2)} ms of 100,000, ${some.toFixed(2)} ms of 10,000, ${few.toFixed(2)} ms of 1,000`,
    };
  };
  return [row('the queue of a compute', compute), row('the queue of the workspace', whole)];
};
