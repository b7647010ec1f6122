import { setTimeout as pause } from 'node:timers/promises';
import { processFacts } from '#test/e2e/support/processes.ts';
import { pressed, type Press } from '#test/e2e/support/press.ts';
import type { Terminal } from '#test/e2e/support/terminal.ts';
import { boardArguments, cursorKeys, onBoard, queuePanelKey } from './board.ts';
import { median, quantile, type Row } from './figures.ts';

/** Between two keys: what a key makes the board ask for has arrived by then, and is not taken for the next key's picture. */
const betweenKeysMs = 250;

/** So many cursor moves, there and back, each by itself. */
export const presses = async (terminal: Terminal, count: number): Promise<readonly Press[]> => {
  const all: Press[] = [];
  for (let index = 0; index < count; index += 1) {
    await pause(betweenKeysMs);
    all.push(await pressed(terminal, cursorKeys[index % cursorKeys.length] ?? 'down'));
  }
  return all;
};

/** P5: how long after a key the screen is settled. A key without a picture counts as never. */
export const measureKeys = async (scale: 'small' | 'huge', count: number): Promise<readonly Row[]> => {
  const options = { columns: 120, rows: 40, args: boardArguments(scale) };
  const all = await onBoard(options, (terminal) => presses(terminal, count));
  const times = all.map(({ ms }) => ms);
  const note = `${count} keys, demo ${scale}`;
  return [
    {
      id: 'P5',
      what: `key to settled screen, ${scale}, median`,
      measured: median(times),
      budget: 15,
      unit: 'ms',
      note,
    },
    {
      id: 'P5',
      what: `key to settled screen, ${scale}, p95`,
      measured: quantile(times, 0.95),
      budget: 50,
      unit: 'ms',
      note,
    },
  ];
};

const sizes = [
  { columns: 80, rows: 24, budget: 300 },
  { columns: 120, rows: 40, budget: 450 },
  { columns: 200, rows: 60, budget: 700 },
] as const;

/** P6: bytes for one cursor move among the jobs, in a world that stands still. (Among the computes the other panels change with it.) */
export const measureMoves = async (): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const { columns, rows: height, budget } of sizes) {
    const options = { columns, rows: height, args: boardArguments('small', '--demo-speed', '0') };
    const all = await onBoard(options, async (terminal) => {
      terminal.press(queuePanelKey);
      return presses(terminal, 40);
    });
    const bytes = all.map((each) => each.bytes);
    const note = `from ${Math.min(...bytes)} to ${Math.max(...bytes)}`;
    const measured = Math.min(...bytes) === 0 ? Number.NaN : median(bytes);
    rows.push({
      id: 'P6',
      what: `bytes per cursor move at ${columns}x${height}`,
      measured,
      budget,
      unit: 'B',
      note,
    });
  }
  return rows;
};

type Burst = { readonly bytes: number; readonly changedRows: number };

/** What arrives in `seconds`, cut into bursts by pauses of 100 ms. */
export const bursts = async (terminal: Terminal, seconds: number): Promise<readonly Burst[]> => {
  const found: Burst[] = [];
  const end = performance.now() + seconds * 1000;
  let before = terminal.screen();
  let bytesBefore = terminal.bytesWritten();
  while (performance.now() < end) {
    await pause(20);
    if (terminal.bytesWritten() === bytesBefore) continue;
    await terminal.settled(100);
    const after = terminal.screen();
    const changedRows = after.filter((row, index) => row !== before[index]).length;
    found.push({ bytes: terminal.bytesWritten() - bytesBefore, changedRows });
    [before, bytesBefore] = [after, terminal.bytesWritten()];
  }
  return found;
};

/** P7 and P8: what the polls write, while the world stands still and while it moves. */
export const measurePolls = async (seconds: number): Promise<readonly Row[]> => {
  const columns = 120;
  const size = { columns, rows: 40 };
  const still = await onBoard({ ...size, args: boardArguments('small', '--demo-speed', '0') }, (terminal) =>
    bursts(terminal, seconds),
  );
  const moving = await onBoard({ ...size, args: boardArguments('small') }, (terminal) =>
    bursts(terminal, seconds),
  );
  const excess = moving.map(({ bytes, changedRows }) => bytes / (200 + changedRows * (columns + 80)));
  const most = (values: readonly number[]): number => Math.max(0, ...values);
  return [
    {
      id: 'P7',
      what: 'bytes of a poll without news',
      measured: most(still.map(({ bytes }) => bytes)),
      budget: 120,
      unit: 'B',
      note: `the most of ${still.length} in ${seconds} s`,
    },
    {
      id: 'P8',
      what: 'bytes of a poll with news, to what they may be',
      measured: moving.length === 0 ? Number.NaN : most(excess),
      budget: 1,
      unit: 'x',
      note: `the worst of ${moving.length} in ${seconds} s; the largest ${most(moving.map(({ bytes }) => bytes))} B`,
    },
  ];
};

/** P9: processor time while nothing changes. */
export const measureIdle = (seconds: number): Promise<readonly Row[]> =>
  onBoard(
    { columns: 120, rows: 40, args: boardArguments('small', '--demo-speed', '0') },
    async (terminal) => {
      await pause(3000);
      const cpuMs = (): number => processFacts(terminal.pid)?.cpuMs ?? Number.NaN;
      const before = cpuMs();
      await pause(seconds * 1000);
      const share = (cpuMs() - before) / (seconds * 10);
      return [
        {
          id: 'P9',
          what: 'processor time when nothing changes',
          measured: share,
          budget: 0.5,
          unit: '%',
          note: `${seconds} s`,
        },
      ];
    },
  );
