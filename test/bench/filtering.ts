import { setTimeout as pause } from 'node:timers/promises';
import { pressed, type Press } from '#test/e2e/support/press.ts';
import type { Terminal } from '#test/e2e/support/terminal.ts';
import { boardArguments, onBoard, queuePanelKey, wholeQueueKey } from './board.ts';
import { quantile, type Row } from './figures.ts';

/** What is typed: parts of names that many jobs have, then fewer; a field; an expression; and all of it taken back letter by letter. */
const texts = ['sweep-aug-3', 'status:failed', '!bert re:^t5.*7$'];

/** Types each text letter by letter and takes it back. */
const typing = async (terminal: Terminal, prefix: readonly string[] = []): Promise<readonly Press[]> => {
  const all: Press[] = [];
  for (const key of prefix) terminal.press(key);
  await terminal.settled(300);
  for (const text of texts) {
    for (const letter of text) all.push(await pressed(terminal, letter));
    for (let index = 0; index < text.length; index += 1) all.push(await pressed(terminal, 'backspace'));
  }
  return all;
};

/** How many rows the filter chooses from. */
const countRows = async (terminal: Terminal): Promise<number> => {
  terminal.type('zzzzzz');
  await terminal.waitFor(/\] 0 of \d/u);
  const total = /\] 0 of (\d+)/u.exec(terminal.screen().join('\n'))?.[1];
  terminal.press('ctrl-u');
  await terminal.waitFor((screen) => !screen.includes('zzzzzz'));
  return Number(total);
};

/** P14: how long after a letter of a filter over every job of the workspace, and of the palette, the screen is settled. */
export const measureFilter = (seconds: number): Promise<readonly Row[]> =>
  onBoard({ columns: 120, rows: 40, args: boardArguments('huge') }, async (terminal) => {
    await pause(seconds * 1000);
    const palette = await typing(terminal, [':']);
    terminal.press('escape');
    await terminal.settled(300);
    terminal.press(queuePanelKey, wholeQueueKey, '/');
    await terminal.settled(1500);
    const rows = await countRows(terminal);
    const filter = await typing(terminal);
    const row = (what: string, presses: readonly Press[], note: string): Row => ({
      id: 'P14',
      what,
      measured: quantile(
        presses.map(({ ms }) => ms),
        0.95,
      ),
      budget: 50,
      unit: 'ms',
      note: `${presses.length} keys, ${note}`,
    });
    return [
      row('filter key to settled screen, p95', filter, `${rows} rows in the queue`),
      row('palette key to settled screen, p95', palette, 'every job of demo huge searched'),
    ];
  });
