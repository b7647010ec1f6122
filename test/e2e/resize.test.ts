import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { boardArguments, boardIsLive } from '#test/bench/board.ts';
import { openTerminal, type Terminal, type TerminalOptions } from './support/terminal.ts';

/** [columns, rows] */
type Size = readonly [number, number];

const opened: Terminal[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((terminal) => terminal.close()));
});

/** The board of a world that stands still, or what a window of that size has room for. */
const open = ([columns, rows]: Size, env: TerminalOptions['env'] = {}): Terminal => {
  const args = boardArguments('small', '--demo-speed', '0');
  const terminal = openTerminal({ columns, rows, args, env });
  opened.push(terminal);
  return terminal;
};

/** All rows are there and nothing loads any more. */
const ready = async (terminal: Terminal): Promise<void> => {
  await terminal.waitFor((screen) => screen.trim() !== '' && !screen.includes('starting ..'));
  await terminal.settled(1500);
};

/** A program at `first` and one that has `last` from its start on: side by side, because their worlds begin with the time of day. */
const pair = async (first: Size, last: Size): Promise<readonly [Terminal, Terminal]> => {
  const [stormy, fresh] = [open(first), open(last)];
  await stormy.waitFor(boardIsLive);
  await Promise.all([ready(stormy), ready(fresh)]);
  return [stormy, fresh];
};

/** The screen but for its figures: a clock is among them. */
const picture = (terminal: Terminal): string => terminal.screen().join('\n').replace(/\d/gu, '0');

/** The time between two sizes is no waiting for something: it is the storm. */
const storm = async (terminal: Terminal, sizes: readonly Size[], betweenMs: number): Promise<void> => {
  for (const [at, [columns, rows]] of sizes.entries()) {
    if (at > 0 && betweenMs > 0) await pause(betweenMs);
    terminal.resize(columns, rows);
  }
};

const budgetMs = 200;

/**
 * How many ms this computer takes now for the same changes one by one. On one that is busy with other things a storm may take as long as that,
 * even where it is more than the budget.
 */
const calmly = async (terminal: Terminal, sizes: readonly Size[]): Promise<number> => {
  let sumMs = 0;
  for (const size of sizes) sumMs += await become(terminal, size, 150);
  return sumMs;
};

/** Gives the window another size and waits until nothing has been drawn for a while; @returns for how many ms there was something to draw */
const become = async (terminal: Terminal, [columns, rows]: Size, quietMs: number): Promise<number> => {
  const at = performance.now();
  terminal.resize(columns, rows);
  await terminal.waitFor(() => terminal.lastByteAt() > at);
  await terminal.settled(quietMs);
  return terminal.lastByteAt() - at;
};

type Outcome = { readonly picture: string; readonly inTime: boolean | string };

/** What is on the screen once it is that of a fresh start, or will never be, and whether that was within the budget, or `calmMs`. */
const afterStorm = async (terminal: Terminal, fresh: Terminal, calmMs: number): Promise<Outcome> => {
  const begun = performance.now();
  const isAsking = (): boolean =>
    /Asking \.\.|Reading the log/u.test(`${picture(terminal)}${picture(fresh)}`);
  const isRight = (): boolean => picture(terminal) === picture(fresh);
  await terminal.waitFor(() => isRight() && !isAsking(), 15_000).catch(() => undefined);
  const tookMs = performance.now() - begun;
  // Once right it must stay so.
  await terminal.settled(300);
  const allowedMs = Math.max(budgetMs, calmMs);
  return {
    picture: picture(terminal),
    inTime: tookMs <= allowedMs || `${Math.round(tookMs)} of ${Math.round(allowedMs)} ms`,
  };
};

const right = (fresh: Terminal): Outcome => ({ picture: picture(fresh), inTime: true });

const narrowing: readonly Size[] = [
  [100, 20],
  [70, 20],
  [130, 20],
  [90, 20],
  [61, 20],
];

const lowering: readonly Size[] = [
  [120, 24],
  [120, 40],
  [80, 17],
  [80, 33],
  [120, 20],
  [100, 24],
];

const extremes: readonly Size[] = [
  [500, 200],
  [1, 1],
  [80, 24],
];

/** Window sizes change at most with every picture of the window's own system. */
const fastMs = 16;

const storms: readonly (readonly [what: string, sizes: readonly Size[], betweenMs: number])[] = [
  ['the width changes quickly', narrowing, 50],
  ['the width changes very quickly', narrowing, fastMs],
  ['width and height change quickly', lowering, 50],
  ['the window becomes huge, then one cell, then ordinary', extremes, 100],
  [
    'the window becomes one cell, then huge',
    [
      [1, 1],
      [500, 200],
    ],
    100,
  ],
  [
    'the window becomes one cell',
    [
      [100, 30],
      [1, 1],
    ],
    fastMs,
  ],
  [
    'the window grows',
    [
      [121, 30],
      [160, 30],
      [200, 60],
    ],
    fastMs,
  ],
];

const [rounds, sizesInARound] = [10, 12];

describe(`${budgetMs} ms after the last of many changes of the window size (${storms.length + 1} storms, and ${rounds} of ${sizesInARound} random sizes)`, () => {
  test.each(storms)('the screen is that of a fresh start: %s', async (_, sizes, betweenMs) => {
    const first: Size = [120, 30];
    const last = sizes.at(-1) ?? first;
    const [terminal, fresh] = await pair(first, last);
    // What only a large window has room for is asked when it is first shown: that takes as long as the service takes.
    for (const size of [last, first]) await become(terminal, size, 1500);
    const calmMs = await calmly(terminal, [...sizes, first]);
    await storm(terminal, sizes, betweenMs);
    expect(await afterStorm(terminal, fresh, calmMs)).toEqual(right(fresh));
  });

  test('the screen is that of a fresh start: the window is another one and itself again before the program looks', async () => {
    const plant = join(import.meta.dirname, 'support/plant-fault.ts');
    const size: Size = [120, 30];
    const [terminal, fresh] = [
      open(size, { NODE_OPTIONS: `--import=${plant}`, PLANTED_FAULT: 'blocked' }),
      open(size),
    ];
    for (const each of [terminal, fresh]) await each.waitFor(boardIsLive);
    await Promise.all([ready(terminal), ready(fresh)]);
    const calmMs = await calmly(terminal, [[70, 12], size]);
    terminal.kill('SIGUSR2');
    await pause(100);
    await storm(terminal, [[70, 12], size], 50);
    expect(await afterStorm(terminal, fresh, 500 + calmMs)).toEqual(right(fresh));
  });

  test('random sizes again and again', async () => {
    const [terminal, fresh] = await pair([120, 30], [100, 30]);
    const calmMs = await calmly(terminal, [...lowering, ...narrowing, [120, 30]]);
    let seed = 7;
    const upTo = (limit: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % limit;
    };
    for (let round = 0; round < rounds; round += 1) {
      const sizes = Array.from({ length: sizesInARound }, (): Size => [40 + upTo(160), 10 + upTo(50)]);
      await storm(terminal, [...sizes, [100, 30]], upTo(40));
      expect({ sizes, ...(await afterStorm(terminal, fresh, calmMs)) }).toEqual({ sizes, ...right(fresh) });
    }
  });
});
