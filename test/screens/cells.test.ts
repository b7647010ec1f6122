import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { cellWidth, cut, drawable, pad } from '#screens/cells.ts';
import { fetchLater } from '#screens/later.ts';
import { graphemes } from '#state/graphemes.ts';
import { anyText } from '#test/support/any-text.ts';

// What is tested is the program after its first frame.
await fetchLater();

test.each([
  ['abc', 3],
  ['é', 1],
  ['漢字', 4],
  ['👍', 2],
  ['\u001b[31mred\u001b[39m', 3],
])('%j takes %d cells', (text, cells) => {
  expect(cellWidth(text)).toBe(cells);
});

describe('text as it is drawn', () => {
  test.each([
    ['plain text', 'gpu-cluster 1', 'gpu-cluster 1'],
    ['a family, which terminals draw in two to six cells', '👨‍👩‍👧', '👨👩👧'],
    ['a skin tone', '👍🏽', '👍'],
    ['a keycap', '1️⃣', '1'],
    ['a heart that some draw wide', '❤️', '❤'],
    ['an invisible space', 'a\u200bb', 'ab'],
    ['a halfwidth sound mark without a letter', '\uff9e\uff9fa', 'a'],
    ['a halfwidth letter with its sound mark', '\uff8a\uff9e', '\uff8a\uff9e'],
    ['a soft hyphen, which some draw', 'a\u00adb', 'ab'],
    ['a colour of its own', 'a\u001b[31mb', 'ab'],
    ['a line break', 'a\r\nb', 'a b'],
    ['an accent', 'e\u0301', 'e\u0301'],
    ['Thai AM, which is measured as none and drawn in a cell', 'ก\u0e33', 'ก\u0e4d\u0e32'],
    ['two Indic letters that are measured as one', 'क्ष', 'क्\u200cष'],
    ['a Hangul syllable in its parts', '\u1100\u1161\u11a8', '\u1100\u1161\u11a8'],
    ['a Hangul vowel without a beginning, which terminals give no cell', '\u1161', '\ufffd'],
  ])('%s', (_what, text, drawn) => {
    expect(drawable(text)).toBe(drawn);
  });

  test('the width of any text is what the terminal library says', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cellWidth(text)).toBe(stringWidth(text));
      }),
      { numRuns: 300 },
    );
  });

  test('letters overloaded with marks keep a few of them', () => {
    expect(drawable(`a${'\u0301'.repeat(4_000)}b`).length).toBeLessThan(20);
  });

  test('leaves the space after it alone', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const drawn = drawable(`${text}\u0d4e`);
        expect(stringWidth(`${drawn} `)).toBe(stringWidth(drawn) + 1);
      }),
    );
  });

  test('has no control characters, no half characters, and is its own drawing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const drawn = drawable(text);
        expect(drawn).not.toMatch(/\p{Control}/u);
        expect(drawn.isWellFormed()).toBe(true);
        expect(drawable(drawn)).toBe(drawn);
      }),
      { numRuns: 500 },
    );
  });

  test('is as wide as its graphemes one by one', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const drawn = drawable(text);
        const sum = Array.from(graphemes(drawn)).reduce(
          (cells, { segment }) => cells + cellWidth(segment),
          0,
        );
        expect(sum).toBe(stringWidth(drawn));
      }),
      { numRuns: 500 },
    );
  });
});

describe('text in a column', () => {
  test.each([
    ['gpu-cluster', 11, 'gpu-cluster'],
    ['gpu-cluster', 10, 'gpu-clus..'],
    ['gpu-cluster', 3, 'g..'],
    ['gpu-cluster', 2, '..'],
    ['gpu-cluster', 1, '.'],
    ['gpu-cluster', 0, ''],
    ['漢字漢字', 7, '漢字..'],
    ['漢字漢字', 5, '漢..'],
  ])('%s in %d cells is %j', (text, cells, expected) => {
    expect(cut(text, cells)).toBe(expected);
  });

  test('numbers stand at the right, words at the left', () => {
    expect(pad('14.69', 8, 'right')).toBe('   14.69');
    expect(pad('ok', 4)).toBe('ok  ');
  });

  test('takes exactly its cells, also between its neighbours, whatever it holds', () => {
    fc.assert(
      fc.property(
        anyText,
        anyText,
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom('left', 'right'),
        (one, two, cells, align) => {
          const [a, b] = [pad(one, cells, align), pad(two, cells, align)];
          expect(stringWidth(a)).toBe(cells);
          expect(stringWidth(`${a} ${b} |`)).toBe(2 * cells + 3);
          expect(a).not.toMatch(/\p{Control}/u);
          expect(a.isWellFormed()).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('is never wider than asked when cut', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 60 }), (text, cells) => {
        expect(stringWidth(cut(text, cells))).toBeLessThanOrEqual(cells);
      }),
      { numRuns: 500 },
    );
  });
});
