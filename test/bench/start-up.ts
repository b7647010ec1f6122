import { spawnSync } from 'node:child_process';
import { loadedBeforeFirstPaint } from '#test/e2e/support/bundle.ts';
import { openTerminal, program, type Terminal, type TerminalOptions } from '#test/e2e/support/terminal.ts';
import { boardArguments, boardIsLive, workspacesAreLive } from './board.ts';
import { median, type Row } from './figures.ts';

const runs = 11;

/** Milliseconds of a process that prints into nothing, from start to end. */
const processMs = (args: readonly string[]): number => {
  const start = performance.now();
  spawnSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - start;
};

const inTerminal = async <T>(
  options: TerminalOptions,
  measure: (terminal: Terminal) => Promise<T>,
): Promise<T> => {
  const terminal = openTerminal(options);
  try {
    return await measure(terminal);
  } finally {
    await terminal.close();
  }
};

const size = { columns: 120, rows: 40 };

const bareMs = (): Promise<number> => {
  const start = performance.now();
  return inTerminal({ ...size, command: process.execPath, args: ['-e', '0'] }, async (terminal) => {
    await terminal.exit;
    return performance.now() - start;
  });
};

type Moments = { readonly skeleton: number; readonly frame: number; readonly rows: number };

type Opening = { readonly args: readonly string[]; readonly isLive: (screen: string) => boolean };

/** As it starts when nothing is named: with the workspaces to choose from. */
const byDefault: Opening = { args: ['--demo', 'small'], isLive: workspacesAreLive };
const withPlace: Opening = { args: boardArguments('small'), isLive: boardIsLive };

/** One home for all runs, so that the compile cache is there as it is for a user from the second start on. */
const startMs = ({ args, isLive }: Opening, env: Readonly<Record<string, string>>): Promise<Moments> => {
  const start = performance.now();
  return inTerminal({ ...size, args, env }, async (terminal) => {
    await terminal.waitFor('starting ..');
    const skeleton = performance.now() - start;
    await terminal.waitFor((screen) => !screen.includes('starting ..') && screen.trim() !== '');
    const frame = performance.now() - start;
    await terminal.waitFor(isLive);
    const rows = performance.now() - start;
    // In order, because Node writes its compile cache when a process ends by itself.
    terminal.press('ctrl-c', 'ctrl-c');
    await terminal.exit;
    return { skeleton, frame, rows };
  });
};

/** P1 and P2: what is on the screen when, as ratios to a Node that does nothing, in the same terminal and the same minute. */
export const measureStart = async (cacheFolder: string): Promise<readonly Row[]> => {
  const env = { XDG_CACHE_HOME: cacheFolder };
  await startMs(byDefault, env);
  await startMs(withPlace, env);
  const bare: number[] = [];
  const moments: Moments[] = [];
  const boards: Moments[] = [];
  for (let run = 0; run < runs; run += 1) {
    bare.push(await bareMs());
    moments.push(await startMs(byDefault, env));
    boards.push(await startMs(withPlace, env));
  }
  const base = median(bare);
  const row = (id: string, what: string, values: readonly number[], budget?: number): Row => ({
    id,
    what,
    measured: median(values) / base,
    ...(budget === undefined ? {} : { budget }),
    unit: 'x',
    note: `${median(values).toFixed(0)} ms; node -e 0 ${base.toFixed(0)} ms`,
  });
  return [
    row(
      'P1',
      'start to something on the screen',
      moments.map(({ skeleton }) => skeleton),
      2,
    ),
    row(
      'P1',
      'start to the first frame',
      moments.map(({ frame }) => frame),
      6,
    ),
    row(
      'P2',
      'start to live rows, demo small',
      moments.map(({ rows }) => rows),
      9,
    ),
    row(
      'P2',
      'start to live rows of a named workspace',
      boards.map(({ rows }) => rows),
    ),
  ];
};

/** P4: help and version, as ratios. */
export const measureHelp = (): readonly Row[] => {
  const times = { bare: [] as number[], help: [] as number[], version: [] as number[] };
  for (let run = 0; run < 2 * runs; run += 1) {
    times.bare.push(processMs(['-e', '0']));
    times.help.push(processMs([program, '--help']));
    times.version.push(processMs([program, '--version']));
  }
  const base = median(times.bare);
  return (['help', 'version'] as const).map((name) => ({
    id: 'P4',
    what: `--${name}`,
    measured: median(times[name]) / base,
    budget: 1.5,
    unit: 'x',
    note: `${median(times[name]).toFixed(0)} ms; node -e 0 ${base.toFixed(0)} ms`,
  }));
};

/** P15: what is loaded before the first paint. */
export const measureBundle = (): readonly Row[] => {
  const { bytes, inputs } = loadedBeforeFirstPaint();
  const sdk = inputs.filter((path) => path.includes('@azure')).length;
  return [
    {
      id: 'P15',
      what: 'JavaScript loaded before the first paint',
      measured: bytes / 1000,
      budget: 520,
      unit: 'kB',
    },
    { id: 'P15', what: 'files of the SDK among it', measured: sdk, budget: 0, unit: 'files' },
  ];
};
