import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { descendantsOf } from '#test/e2e/support/processes.ts';
import { openTerminal, program, type Terminal } from '#test/e2e/support/terminal.ts';
import { boardArguments, boardIsLive, onBoard } from './board.ts';
import type { Row } from './figures.ts';

const size = { columns: 120, rows: 40 };

/** The program writes how many requests it has sent when it is told to; a stopped one does so first thing when it goes on. */
export type Counter = {
  readonly env: Readonly<Record<string, string>>;
  readonly isWritten: () => boolean;
  readonly read: () => number;
  /** How many of them were for further pages of the job list. */
  readonly readPages: () => number;
};

export const counterIn = (folder: string, name: string): Counter => {
  const file = join(folder, name);
  const NODE_OPTIONS = `--import=${join(import.meta.dirname, 'count-requests.ts')}`;
  const numbers = (): readonly number[] => readFileSync(file, 'utf8').split(' ').map(Number);
  return {
    env: { NODE_OPTIONS, REQUEST_COUNT_FILE: file },
    isWritten: () => existsSync(file) && readFileSync(file, 'utf8') !== '',
    read: () => numbers()[0] ?? Number.NaN,
    readPages: () => numbers()[1] ?? Number.NaN,
  };
};

const toldMs = 300;
/** Until what the board asks for on opening has been answered. */
const openingMs = 10_000;

type Sent = { readonly all: number; readonly pages: number };

/** Requests sent in `seconds` on the board, after `prepare`; and how many of them were for further pages of the job list. */
const onOpenBoard = (
  { env, read, readPages }: Counter,
  args: readonly string[],
  seconds: number,
  prepare: (terminal: Terminal) => void,
): Promise<Sent> =>
  onBoard({ ...size, args, env }, async (terminal) => {
    const count = async (): Promise<Sent> => {
      terminal.kill('SIGUSR2');
      await pause(toldMs);
      return { all: read(), pages: readPages() };
    };
    await pause(openingMs);
    prepare(terminal);
    await pause(2000);
    const before = await count();
    await pause(seconds * 1000);
    const after = await count();
    return { all: after.all - before.all, pages: after.pages - before.pages };
  });

/** Requests sent while the program is in the background of a shell, where nobody sees it. */
const inBackground = async ({ env, isWritten, read }: Counter, seconds: number): Promise<number> => {
  const terminal = openTerminal({
    ...size,
    command: 'bash',
    args: ['--norc', '-i'],
    env: { PS1: 'shell> ' },
  });
  try {
    await terminal.waitFor('shell>');
    const settings = Object.entries(env).map(([name, value]) => `${name}='${value}'`);
    terminal.type(`${[...settings, process.execPath, program, ...boardArguments('small')].join(' ')}\r`);
    await terminal.waitFor(boardIsLive, 30_000);
    await pause(openingMs);
    const pid = descendantsOf(terminal.pid).find(({ command }) => command.includes(program))?.pid;
    if (pid === undefined) throw new Error('The program is not there.');
    // Stopped the moment it has counted: a millisecond is too short for a poll to come between.
    process.kill(pid, 'SIGUSR2');
    for (let waited = 0; !isWritten(); waited += 1) {
      if (waited > 5000) throw new Error('The program does not count its requests.');
      await pause(1);
    }
    const before = read();
    terminal.press('ctrl-z');
    await terminal.waitFor('Stopped');
    process.kill(pid, 'SIGUSR2');
    await pause(seconds * 1000);
    terminal.type('fg\r');
    await terminal.waitFor(boardIsLive);
    return read() - before;
  } finally {
    await terminal.close();
  }
};

/** P12: requests a minute on the board, counted where they leave for the simulator. */
export const measureRequests = async (seconds: number): Promise<readonly Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'aml-workbench-bench-'));
  // In the small world something is on its way at any hour, also when it stands still; here jobs wait for machines that all run.
  const still = boardArguments('huge', '--demo-speed', '0');
  const alive = boardArguments('small');
  try {
    const row = (what: string, count: number, budget: number): Row => ({
      id: 'P12',
      what: `requests, ${what}`,
      measured: count * (60 / seconds),
      budget,
      unit: '/min',
      note: `over ${seconds} s`,
    });
    const [steady, moving, paused, hidden] = await Promise.all([
      onOpenBoard(counterIn(folder, 'steady'), still, seconds, () => undefined),
      onOpenBoard(counterIn(folder, 'moving'), alive, seconds, () => undefined),
      onOpenBoard(counterIn(folder, 'paused'), alive, seconds, (terminal) => terminal.press('p')),
      inBackground(counterIn(folder, 'hidden'), seconds),
    ]);
    return [
      row('steady board', steady.all - steady.pages, 20),
      row('the job list as it is read', steady.pages, 120),
      row('something changing', moving.all, 60),
      row('paused', paused.all, 0),
      row('hidden', hidden, 0),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
