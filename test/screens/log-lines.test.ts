import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogText } from '#state/log/log-text.ts';
import { cellWidth } from '#screens/cells.ts';
import {
  followedTop,
  hasTime,
  lastTop,
  rowsOf,
  stepped,
  windowFrom,
  type LogLook,
} from '#screens/log-lines.ts';
import { anyText } from '#test/support/any-text.ts';

const look = (rows: number, cells = 20, wrap = false): LogLook => ({ rows, cells, wrap, times: true });

const logOf = (lines: readonly string[]): LogText => {
  const log = new LogText();
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
  log.append({ from: 0, bytes, length: bytes.length });
  return log;
};

const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `line ${at}`);

const shown = (log: LogText, top: ReturnType<typeof lastTop>, of: LogLook): readonly string[] =>
  windowFrom(log, top, of).map(({ text }) => text);

test('no row is wider than the screen, whatever the line holds, cut or wrapped', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 2, max: 40 }), fc.boolean(), (text, cells, wrap) => {
      const log = logOf([text.replaceAll('\n', ' ')]);
      for (const row of rowsOf(log.line(log.first) ?? '', look(5, cells, wrap)))
        expect(cellWidth(row)).toBeLessThanOrEqual(cells);
    }),
  );
});

test('a wrapped line loses nothing', () => {
  const line = 'abcdefghij'.repeat(7);
  expect(rowsOf(line, look(5, 16, true)).join('')).toBe(line);
  expect(rowsOf('', look(5, 16, true))).toEqual(['']);
  expect(rowsOf('x'.repeat(32), look(5, 16, true))).toHaveLength(2);
});

describe('times', () => {
  test.each([
    '2026-11-21 16:30:54,123 INFO x',
    '2026-11-21T16:30:54.123456Z x',
    '[2026-11-21T16:30:54+01:00] x',
    '16:30:54 x',
  ])('are known at the beginning of %s, and can be left out', (line) => {
    expect(hasTime(line)).toBe(true);
    expect(rowsOf(line, { ...look(1, 80), times: false })[0]).toMatch(/^(?:INFO )?x$/u);
  });

  test.each(['step 16:30', 'loss 1.2', '2026 items'])('are not read into %s', (line) => {
    expect(hasTime(line)).toBe(false);
  });
});

describe('the window', () => {
  test('lays out no more than it shows, of fifty thousand lines', () => {
    let asked = 0;
    const log = logOf(numbered(50_000));
    const counting = new Proxy(log, {
      get: (target, name: keyof LogText) => {
        if (name === 'line') asked += 1;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    windowFrom(counting, lastTop(counting, look(20, 80, true)), look(20, 80, true));
    expect(asked).toBeLessThan(50);
  });

  test('at the end shows the newest lines and nothing below them', () => {
    const log = logOf(numbered(100));
    expect(shown(log, lastTop(log, look(3)), look(3))).toEqual(['line 97', 'line 98', 'line 99']);
  });

  test('steps row by row through a line that is taller than itself', () => {
    const log = logOf(['first', 'abcdefghij'.repeat(10), 'last']);
    const wrapped = look(3, 10, true);
    let top = { line: 0, row: 0 };
    const seen = new Set<string>();
    for (let step = 0; step < 12; step += 1) {
      seen.add(JSON.stringify(top));
      top = stepped(log, top, 1, wrapped);
    }
    expect(top).toEqual(lastTop(log, wrapped));
    for (let step = 0; step < 12; step += 1) top = stepped(log, top, -1, wrapped);
    expect(top).toEqual({ line: 0, row: 0 });
    expect(seen.size).toBe(10);
  });
});

describe('following', () => {
  const adding = (log: LogText, text: string): void => {
    const bytes = new TextEncoder().encode(text);
    log.append({ from: log.end ?? 0, bytes, length: (log.end ?? 0) + bytes.length });
  };

  test('always shows the newest line, and lets the text stand still for as long as there is room', () => {
    const log = logOf(numbered(30));
    const of = look(12);
    let top = followedTop(log, undefined, of);
    expect(shown(log, top, of)).toHaveLength(12);
    let moves = 0;
    for (let at = 30; at < 130; at += 1) {
      adding(log, `line ${at}\n`);
      const next = followedTop(log, top, of);
      if (next.line !== top.line) moves += 1;
      top = next;
      expect(shown(log, top, of).at(-1)).toBe(`line ${at}`);
    }
    // It moves once in every five lines: a third of the window is free after each move.
    expect(moves).toBeLessThanOrEqual(21);
  });

  test('fills the window when more has come than it can keep', () => {
    const log = logOf(numbered(30));
    const of = look(12);
    const top = followedTop(log, undefined, of);
    adding(
      log,
      numbered(300)
        .map((line) => `${line}\n`)
        .join(''),
    );
    expect(shown(log, followedTop(log, top, of), of)).toHaveLength(12);
  });

  test('finds its way when what it showed has dropped out', () => {
    const log = logOf(numbered(10));
    const of = look(4);
    const top = followedTop(log, undefined, of);
    adding(
      log,
      numbered(90_000)
        .map((line) => `${line}\n`)
        .join(''),
    );
    expect(shown(log, followedTop(log, top, of), of).at(-1)).toBe('line 89999');
  });
});
