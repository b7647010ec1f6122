import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { viewLine } from '#screens/line-view.ts';
import { editKey, insert, lineOf, type Line } from '#state/line-edit.ts';

const line = (drawn: string): Line => ({ text: drawn.replace('|', ''), cursor: drawn.indexOf('|') });

/** The view with its cursor in brackets. */
const shown = (drawn: string, cells: number): string => {
  const { before, under, after } = viewLine(line(drawn), cells);
  return `${before}[${under}]${after}`;
};

describe('a text field shows', () => {
  test.each([
    ['a short line whole, with room for the cursor', 'gpu|', 10, 'gpu[ ]'],
    ['the cursor on its letter', 'g|pu', 10, 'g[p]u '],
    ['a line that just fits', '12345678|9', 10, '12345678[9] '],
    ['the start, and that there is more', '|abcdefghijkl', 10, '[a]bcdefghi>'],
    ['the end while typing there', 'abcdefghijkl|', 10, '<ijkl[ ]'],
    ['the start up to its last letter', 'abcdefg|hijklmnopqrs', 10, 'abcdefg[h]i>'],
    ['the middle with both marks', 'abcdefgh|ijklmnopqrs', 10, '<efgh[i]jkl>'],
    ['wide letters whole', '漢字漢字漢字|', 8, '<字[ ]'],
    ['a family as its parts', '|👨‍👩‍👧x', 10, '[👨👩👧]x '],
    ['a place for a letter that cannot be seen', 'gpu\u200b|-1', 10, 'gpu?[-]1 '],
    ['where a line ends in what has several', 'ls\n|w', 10, String.raw`ls\n[w] `],
    ['something in a single cell', 'ab|c', 1, '[c]'],
    ['nothing of a letter wider than the field', '|漢', 1, '[ ]'],
  ])('%s', (_what, drawn, cells, expected) => {
    expect(shown(drawn, cells)).toBe(expected);
  });

  test('the same window while the cursor moves in it', () => {
    const start = lineOf('abcdefghijklmnopqrstuvwxyz');
    const windows = new Set<string>();
    let now = start;
    for (let moves = 0; moves < 26; moves++) {
      windows.add(viewLine(now, 12).text);
      now = editKey(now, 'left') ?? now;
    }
    expect(windows.size).toBeLessThanOrEqual(7);
  });
});

const anyLine = fc
  .tuple(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom('a', '漢', '👨‍👩‍👧', '🇩🇪', 'e\u0301', '\u0d4e', ' '), maxLength: 60 }),
    fc.nat(80),
  )
  .map(([one, two, lefts]) => {
    let now = insert(lineOf(one), two);
    for (let step = 0; step < lefts; step++) now = editKey(now, 'left') ?? now;
    return now;
  });

describe('whatever the line', () => {
  test('its view fits, and the cursor is in it', () => {
    fc.assert(
      fc.property(anyLine, fc.integer({ min: 1, max: 40 }), (now, cells) => {
        const { text, before, under, after, cursorColumn } = viewLine(now, cells);
        expect(stringWidth(text)).toBeLessThanOrEqual(cells);
        expect(text).toBe(before + under + after);
        expect(text).not.toMatch(/\p{Control}/u);
        expect(cursorColumn).toBeGreaterThanOrEqual(0);
        expect(cursorColumn).toBeLessThan(cells);
      }),
      { numRuns: 500 },
    );
  });

  test('a masked view tells nothing of it but its length', () => {
    fc.assert(
      fc.property(anyLine, fc.integer({ min: 1, max: 40 }), (now, cells) => {
        expect(viewLine(now, cells, { mask: '*' }).text).toMatch(/^[<>* ]*$/u);
      }),
    );
  });
});
