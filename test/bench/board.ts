import { openTerminal, type Terminal, type TerminalOptions } from '#test/e2e/support/terminal.ts';

/*
 * What the measurements need to know about the program's screens. Everything else about them is of no interest here.
 */

/** The demo's main workspace, so that the board opens without a choice before it. */
const place = ['-s', '8f6c1c2e-41d7-4b0a-9a55-2f1c7d3e9b01', '-g', 'rg-ml-demo', '-w', 'mlw-demo'];

export const boardArguments = (
  scale: 'small' | 'large' | 'huge',
  ...more: readonly string[]
): readonly string[] => ['--demo', scale, ...place, ...more];

/** The board shows rows of the demo: a cluster of the computes panel. */
export const boardIsLive = (screen: string): boolean => /gpu-train|cluster-\d|gpu-|cpu-/u.test(screen);

/** The workspaces to choose from, which the demo begins with when none is named. */
export const workspacesAreLive = (screen: string): boolean => /mlw-sandbox/u.test(screen);

/** Keys that move the cursor of the board by one row, there and back. */
export const cursorKeys = ['down', 'up'] as const;

/** Gives the keys to the jobs of the selected compute. */
export const queuePanelKey = '3';

/** Shows the jobs of the whole workspace there. */
export const wholeQueueKey = 'W';

/** Opens the board, waits until it lives and is quiet, lets `work` use it, and closes it. */
export const onBoard = async <T>(
  options: TerminalOptions,
  work: (terminal: Terminal) => Promise<T>,
): Promise<T> => {
  const terminal = openTerminal(options);
  try {
    await terminal.waitFor(boardIsLive, 30_000);
    await terminal.settled(500);
    return await work(terminal);
  } finally {
    await terminal.close();
  }
};
