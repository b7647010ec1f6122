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
const picture = (terminal: Terminal): string => masked(terminal.screen().join('\n'));
const masked = (screen: string): string => screen.replace(/\d/gu, '0');

/** Panels that only a huge window has room for ask when they are first shown: that is no drawing. */
const askingMs = 15_000;
const isAsking = (screen: string): boolean => /Asking \.\.|Reading the log/u.test(screen);

/** Waits until the screen is `expected`, and says for how many ms. */
const untilRight = async (terminal: Terminal, expected: string): Promise<number> => {
  const since = performance.now();
  await terminal.waitFor((screen) => masked(screen) === expected);
  return performance.now() - since;
};

/** How many ms this computer takes now for the same changes one by one. */
const calmly = async (terminal: Terminal, sizes: readonly Size[]): Promise<number> => {
  let sumMs = 0;
  for (const [columns, rows] of sizes) {
    const at = performance.now();
    terminal.resize(columns, rows);
    await terminal.waitFor(() => terminal.lastByteAt() > at);
    await terminal.settled(150);
    sumMs += terminal.lastByteAt() - at;
  }
  return sumMs;
};

/**
 * How long after the last change of a storm the right picture may come: 200 ms, and on a computer that is busy with other things no longer than
 * it takes for the changes one by one.
 */
const limitMs = (calmMs: number): number => Math.max(200, calmMs);

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
    const first: Size = [120, 30];
    const [terminal, fresh] = await pair(first, sizes.at(-1) ?? first);
    await fresh.waitFor((screen) => !isAsking(screen));
    const calmMs = await calmly(terminal, [...sizes, first]);
    const asks = (sizes.at(-1)?.[0] ?? 0) > 200;
    await storm(terminal, sizes, betweenMs);
    const tookMs = await untilRight(terminal, picture(fresh));
    expect(tookMs).toBeLessThan(limitMs(calmMs) + (asks ? askingMs : 0));
    await terminal.settled(300);
    expect(picture(terminal)).toBe(picture(fresh));
  });

  test('random sizes, ten times over', async () => {
    const [terminal, fresh] = await pair([120, 30], [100, 30]);
    const calmMs = await calmly(terminal, [...lowering, ...narrowing, [120, 30]]);
    let seed = 7;
    const upTo = (limit: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % limit;
    };
    for (let round = 0; round < 10; round += 1) {
      const sizes = Array.from({ length: 12 }, (): Size => [40 + upTo(160), 10 + upTo(50)]);
      await storm(terminal, [...sizes, [100, 30]], upTo(40));
      const tookMs = await untilRight(terminal, picture(fresh));
      expect({ sizes, inTime: tookMs < limitMs(calmMs) }).toEqual({ sizes, inTime: true });
    }
  });
});
