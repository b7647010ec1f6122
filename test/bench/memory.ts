import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { memoryMb } from '#test/e2e/support/processes.ts';
import { openTerminal } from '#test/e2e/support/terminal.ts';
import { boardArguments, onBoard } from './board.ts';
import type { Row } from './figures.ts';

type Scale = 'small' | 'huge';

const residentMb = async (args: readonly string[], seconds: number): Promise<number> => {
  const terminal = openTerminal({ command: process.execPath, args });
  try {
    await terminal.waitFor('ready', 60_000);
    await pause(seconds * 1000);
    return memoryMb(terminal.pid).now;
  } finally {
    await terminal.close();
  }
};

/**
 * What the simulator's thread adds to a process that otherwise does nothing, in MB: it is not the product's and not counted.
 * @param jobs see `SimulatorOptions`
 */
export const simulatorMb = async (scale: Scale, seconds: number, jobs?: number): Promise<number> => {
  const bare = ['-e', 'setInterval(() => {}, 1e6); console.log("ready")'];
  const simulator = [
    join(import.meta.dirname, 'simulator-only.ts'),
    scale,
    ...(jobs === undefined ? [] : [`${jobs}`]),
  ];
  const [without, withThread] = await Promise.all([
    residentMb(bare, seconds),
    residentMb(simulator, seconds),
  ]);
  return withThread - without;
};

const budgetsMb: Readonly<Record<Scale, number>> = { small: 140, huge: 320 };

/** P10: resident memory after so many seconds on the board; by then the job index is whole. */
export const measureMemory = async (scale: Scale, seconds: number): Promise<readonly Row[]> => {
  const [simulator, whole] = await Promise.all([
    simulatorMb(scale, seconds),
    onBoard({ columns: 120, rows: 40, args: boardArguments(scale) }, async (terminal) => {
      await pause(seconds * 1000);
      return memoryMb(terminal.pid).now;
    }),
  ]);
  return [
    {
      id: 'P10',
      what: `resident memory, demo ${scale}`,
      measured: whole - simulator,
      budget: budgetsMb[scale],
      unit: 'MB',
      note: `after ${seconds} s; ${whole.toFixed(0)} MB with the simulator's ${simulator.toFixed(0)} MB`,
    },
  ];
};
