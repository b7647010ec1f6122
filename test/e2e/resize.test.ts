import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { boardArguments, boardIsLive } from '#test/bench/board.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

/** [columns, rows] */
type Size = readonly [number, number];

const opened: Terminal[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((terminal) => terminal.close()));
});

/** The board of a world that stands still, or what a window of that size has room for. */
const open = ([columns, rows]: Size): Terminal => {
  const terminal = openTerminal({ columns, rows, args: boardArguments('small', '--demo-speed', '0') });
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
  await Promise.all([ready(stormy), ready(fresh)]);
  expect(boardIsLive(stormy.screen().join('\n'))).toBe(true);
  return [stormy, fresh];
};

/** The screen but for its figures: a clock is among them. */
const picture = (terminal: Terminal): string => terminal.screen().join('\n').replace(/\d/gu, '0');

/** The time between two sizes is no waiting for something: it is the storm. */
const storm = async (terminal: Terminal, sizes: readonly Size[], betweenMs: number): Promise<void> => {
  for (const [columns, rows] of sizes) {
    terminal.resize(columns, rows);
    await pause(betweenMs);
  }
};

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

describe('200 ms after the last of many changes of the window size', () => {
  test.each([
    ['the width changes quickly', narrowing, 50],
    ['the width changes very quickly', narrowing, fastMs],
    ['width and height change quickly', lowering, 50],
    ['the window becomes huge, then one cell, then ordinary', extremes, 100],
    [
      'the window becomes one cell, then huge',
      [
        [1, 1],
        [500, 200],
      ] as readonly Size[],
      100,
    ],
    [
      'the window becomes one cell',
      [
        [100, 30],
        [1, 1],
      ] as readonly Size[],
      fastMs,
    ],
  ])('the screen is that of a fresh start: %s', async (_, sizes, betweenMs) => {
    const [terminal, fresh] = await pair([120, 30], sizes.at(-1) ?? [120, 30]);
    await storm(terminal, sizes, betweenMs);
    await pause(200 - betweenMs);
    // Panels that only a huge window has room for ask when they are first shown.
    for (const each of [terminal, fresh])
      await each.waitFor((screen) => !/Asking \.\.|Reading the log/u.test(screen));
    expect(picture(terminal)).toBe(picture(fresh));
  });

  test('random sizes, ten times over', async () => {
    const [terminal, fresh] = await pair([120, 30], [100, 30]);
    let seed = 7;
    const upTo = (limit: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % limit;
    };
    for (let round = 0; round < 10; round += 1) {
      const sizes = Array.from({ length: 12 }, (): Size => [40 + upTo(160), 10 + upTo(50)]);
      await storm(terminal, [...sizes, [100, 30]], upTo(40));
      await pause(200);
      expect({ sizes, picture: picture(terminal) }).toEqual({ sizes, picture: picture(fresh) });
    }
  });
});
