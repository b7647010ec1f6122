import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { firstThreadMs, memoryMb } from '#test/e2e/support/processes.ts';
import { pressed, type Press } from '#test/e2e/support/press.ts';
import { openTerminal, type Terminal } from '#test/e2e/support/terminal.ts';
import { boardArguments, onBoard, queuePanelKey, wholeQueueKey } from './board.ts';
import { median } from './figures.ts';
import { simulatorMb } from './memory.ts';
import { counterIn } from './requests.ts';
import { bursts, presses } from './running.ts';

/** What is measured at each size. */
export type Growth = Readonly<Record<keyof typeof growthFigures, number>>;

/** The figures in the order of the table: what, and in which unit. */
export const growthFigures = {
  firstPage: ['open a workspace to its first page of jobs', 'ms'],
  indexPages: ['requests until the index is complete', ''],
  indexSeconds: ['time until the index is complete', 's'],
  moveMs: ['cursor move, median', 'ms'],
  moveBytes: ['bytes of a cursor move, median', 'B'],
  filterMs: ['filter key, queue of a compute, median', 'ms'],
  wholeMs: ['whole queue: to its first rows', 'ms'],
  wholeMoveMs: ['whole queue: cursor move, median', 'ms'],
  wholeMoveBytes: ['whole queue: bytes of a cursor move, median', 'B'],
  wholeEndMs: ['whole queue: to its last row', 'ms'],
  wholeFilterMs: ['whole queue: filter key, median', 'ms'],
  refreshMs: ['processor time of a refresh', 'ms'],
  stillPollBytes: ['bytes of a poll without news, the most', 'B'],
  pollBytes: ['bytes of a poll with news, median', 'B'],
  pollExcess: ['the same, to what its changed rows may cost', 'x'],
  memoryMb: ['resident memory without the simulator', 'MB'],
} as const satisfies Readonly<Record<string, readonly [what: string, unit: string]>>;

const size = { columns: 120, rows: 40 };

/** Preloads of the program, one after the other: the world's number of jobs, and the counting of requests. */
const environmentOf = (jobs: number, counter: Readonly<Record<string, string>> = {}) => ({
  ...counter,
  WORLD_JOBS: `${jobs}`,
  NODE_OPTIONS: [`--import=${join(import.meta.dirname, 'world-of.ts')}`, counter['NODE_OPTIONS'] ?? ''].join(
    ' ',
  ),
});

const indexIsComplete = (screen: string): boolean => /QUEUE/u.test(screen) && !/partial/u.test(screen);

const filterText = 'bert-ft-1';

/** Types a filter letter by letter and takes it back. */
const typeFilter = async (terminal: Terminal): Promise<number> => {
  terminal.press('/');
  await terminal.settled(300);
  const all: Press[] = [];
  for (const letter of filterText) all.push(await pressed(terminal, letter));
  terminal.press('escape');
  await terminal.settled(300);
  return median(all.map(({ ms }) => ms));
};

type WholeQueue = Pick<Growth, 'wholeMs' | 'wholeMoveMs' | 'wholeMoveBytes' | 'wholeEndMs' | 'wholeFilterMs'>;

const inWholeQueue = async (terminal: Terminal, count: number): Promise<WholeQueue> => {
  const { ms } = await pressed(terminal, wholeQueueKey);
  if (!terminal.screen().join('\n').includes('all jobs')) throw new Error('The whole queue is not shown.');
  const moves = await presses(terminal, count);
  const end = await pressed(terminal, 'end');
  terminal.press('home');
  await terminal.settled(300);
  return {
    wholeMs: ms,
    wholeMoveMs: median(moves.map((each) => each.ms)),
    wholeMoveBytes: median(moves.map((each) => each.bytes)),
    wholeEndMs: end.ms,
    wholeFilterMs: await typeFilter(terminal),
  };
};

const refreshes = 10;
const betweenRefreshesMs = 800;

/** Processor time of the thread that draws, for one refresh of everything on the board. */
const refreshMs = async (terminal: Terminal): Promise<number> => {
  const before = firstThreadMs(terminal.pid);
  for (let count = 0; count < refreshes; count += 1) {
    terminal.press('r');
    await pause(betweenRefreshesMs);
  }
  return (firstThreadMs(terminal.pid) - before) / refreshes;
};

type StillBytes = Pick<Growth, 'moveMs' | 'moveBytes' | 'stillPollBytes'>;

/** What a cursor move among the jobs of a compute and a poll without news write, once the index is complete. */
const stillBytes = async (terminal: Terminal, count: number, seconds: number): Promise<StillBytes> => {
  terminal.press(queuePanelKey);
  await terminal.settled(500);
  const moves = await presses(terminal, count);
  const still = await bursts(terminal, seconds);
  return {
    moveMs: median(moves.map(({ ms }) => ms)),
    moveBytes: median(moves.map(({ bytes }) => bytes)),
    stillPollBytes: Math.max(...still.map(({ bytes }) => bytes)),
  };
};

/** The bytes of cursor moves, also in the whole queue, and of polls without news with so many jobs in the workspace. */
export const bytesAt = (jobs: number, count: number, seconds: number): Promise<StillBytes & WholeQueue> =>
  onBoard(
    { ...size, args: boardArguments('huge', '--demo-speed', '0'), env: environmentOf(jobs) },
    async (terminal) => {
      await terminal.waitFor(indexIsComplete, 300_000);
      const bytes = await stillBytes(terminal, count, seconds);
      return { ...bytes, ...(await inWholeQueue(terminal, count)) };
    },
  );

type Still = Omit<Growth, 'pollBytes' | 'pollExcess' | 'memoryMb'>;

/** A world that stands still: every figure but those of what changes. */
const inStillWorld = async (
  jobs: number,
  count: number,
  seconds: number,
): Promise<Still & { rss: number }> => {
  const folder = mkdtempSync(join(tmpdir(), 'aml-workbench-bench-'));
  const counter = counterIn(folder, 'requests');
  const args = ['--demo', 'huge', '--demo-speed', '0'];
  const terminal = openTerminal({ ...size, args, env: environmentOf(jobs, counter.env) });
  try {
    // By now the world has been made, which is no work of the program.
    await terminal.waitFor(/mlw-demo +westeurope/u, 30_000);
    await terminal.settled(1000);
    const start = performance.now();
    terminal.press('enter');
    await terminal.waitFor(/Running|Queued|Completed/u, 30_000);
    const firstPage = performance.now() - start;
    await terminal.waitFor(indexIsComplete, 300_000);
    const indexSeconds = (performance.now() - start) / 1000;
    terminal.kill('SIGUSR2');
    await pause(300);
    const indexPages = counter.readPages() + 1;
    return {
      firstPage,
      indexPages,
      indexSeconds,
      ...(await stillBytes(terminal, count, seconds)),
      filterMs: await typeFilter(terminal),
      refreshMs: await refreshMs(terminal),
      rss: memoryMb(terminal.pid).now,
      ...(await inWholeQueue(terminal, count)),
    };
  } finally {
    await terminal.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The row that every answer changes: the header, with its clock. */
const clockRows = 1;

/** The bytes of polls in a world that moves as fast as ours. */
const inMovingWorld = (jobs: number, seconds: number): Promise<Pick<Growth, 'pollBytes' | 'pollExcess'>> =>
  onBoard(
    { ...size, args: boardArguments('huge', '--demo-speed', '1'), env: environmentOf(jobs) },
    async (terminal) => {
      await terminal.waitFor(indexIsComplete, 300_000);
      const all = (await bursts(terminal, seconds)).filter(({ changedRows }) => changedRows > clockRows);
      const excess = ({ bytes, changedRows }: (typeof all)[number]): number =>
        bytes / (200 + changedRows * (size.columns + 80));
      return {
        pollBytes: median(all.map(({ bytes }) => bytes)),
        pollExcess: Math.max(...all.map(excess)),
      };
    },
  );

/** Everything at one size: the board of `huge` at 120x40 with so many jobs in its workspace. */
export const growthAt = async (jobs: number, quick: boolean): Promise<Growth> => {
  const { rss, ...still } = await inStillWorld(jobs, quick ? 12 : 40, quick ? 10 : 40);
  const moving = await inMovingWorld(jobs, quick ? 15 : 60);
  return { ...still, ...moving, memoryMb: rss - (await simulatorMb('huge', 10, jobs)) };
};
