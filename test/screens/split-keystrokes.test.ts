import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnfinished, splitKeystrokes } from '#screens/split-keystrokes.ts';

const esc = '\u001b';

/** All the strokes of chunks read one after the other, with what is pending at the end. */
const splitAll = (chunks: readonly string[]): { strokes: readonly string[]; pending: string } => {
  let pending = '';
  const strokes: string[] = [];
  for (const chunk of chunks) {
    const split = splitKeystrokes(chunk, pending);
    strokes.push(...split.strokes);
    pending = split.pending;
  }
  return { strokes, pending };
};

/** Text rich in what terminals send. */
const terminalText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        esc,
        `${esc}[A`,
        `${esc}[1;5C`,
        `${esc}OP`,
        `${esc}[[A`,
        `${esc}[5$`,
        `${esc}${esc}[B`,
        `${esc}b`,
        `${esc}😀`,
        `${esc}[`,
        `${esc}[200~`,
        `${esc}[201~`,
        'j',
        '\r',
        '\ud83d',
        '漢',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const cutAt = (text: string, cuts: readonly number[]): string[] => {
  const at = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...at].map((start, index) => text.slice(start, at[index]));
};

describe('what a terminal sends is split into keystrokes', () => {
  test.each([
    ['two letters', 'jj', ['j', 'j']],
    ['Enter among letters', 'a\rb', ['a', '\r', 'b']],
    ['two arrows', `${esc}[B${esc}[B`, [`${esc}[B`, `${esc}[B`]],
    ['an arrow in application mode', `${esc}OAx`, [`${esc}OA`, 'x']],
    ['a chord of arrow and Ctrl', `${esc}[1;5Cj`, [`${esc}[1;5C`, 'j']],
    ['a function key of the Linux console', `${esc}[[Aj`, [`${esc}[[A`, 'j']],
    ['a shifted key of rxvt', `${esc}[5$j`, [`${esc}[5$`, 'j']],
    ['Alt with a letter', `${esc}bb`, [`${esc}b`, 'b']],
    ['Alt with an emoji', `${esc}😀b`, [`${esc}😀`, 'b']],
    ['Alt with an arrow, as two escapes', `${esc}${esc}[Dj`, [`${esc}${esc}[D`, 'j']],
    ['Escape and then Alt with a letter', `${esc}${esc}bj`, [esc, `${esc}b`, 'j']],
    ['an emoji', '😀j', ['😀', 'j']],
    [
      'a paste with keys and sequences in it',
      `${esc}[200~a\r${esc}[Bj${esc}[201~k`,
      [`${esc}[200~a\r${esc}[Bj${esc}[201~`, 'k'],
    ],
    ['a sequence that is none', `${esc}[1\rj`, [`${esc}[`, '1', '\r', 'j']],
  ])('%s', (_what, text, strokes) => {
    expect(splitKeystrokes(text, '')).toEqual({ strokes, pending: '' });
  });

  test('a sequence, a paste and an emoji split over reads arrive whole', () => {
    expect(splitAll([`a${esc}`, '[', '1;5', 'Cb'])).toEqual({
      strokes: ['a', `${esc}[1;5C`, 'b'],
      pending: '',
    });
    expect(splitAll([`${esc}[20`, '0~one', ` two${esc}[2`, '01~x'])).toEqual({
      strokes: [`${esc}[200~one two${esc}[201~`, 'x'],
      pending: '',
    });
    expect(splitAll(['\ud83d', '\ude00'])).toEqual({ strokes: ['😀'], pending: '' });
  });

  test('nothing is lost, added or put in another order, however the reads fall', () => {
    fc.assert(
      fc.property(terminalText, fc.array(fc.nat(200), { maxLength: 8 }), (text, cuts) => {
        const { strokes, pending } = splitAll(cutAt(text, cuts));
        expect(strokes.join('') + pending).toBe(text);
        expect(strokes).not.toContain('');
      }),
      { numRuns: 500 },
    );
  });

  test('how the reads fall makes no difference', () => {
    fc.assert(
      fc.property(terminalText, fc.array(fc.nat(200), { maxLength: 8 }), (text, cuts) => {
        expect(splitAll(cutAt(text, cuts))).toEqual(splitKeystrokes(text, ''));
      }),
      { numRuns: 500 },
    );
  });

  test('a keystroke is one code point, unless it begins with Escape', () => {
    fc.assert(
      fc.property(terminalText, (text) => {
        for (const stroke of splitKeystrokes(text, '').strokes) {
          expect(stroke.startsWith(esc) || Array.from(stroke).length === 1).toBe(true);
        }
      }),
    );
  });
});

test('only the torn beginning of a sequence counts as unfinished', () => {
  expect(
    [`${esc}[`, `${esc}O`, `${esc}[1;5`, `${esc}${esc}[`].filter((stroke) => !isUnfinished(stroke)),
  ).toEqual([]);
  const whole = [
    'j',
    esc,
    `${esc}b`,
    `${esc}[A`,
    `${esc}OP`,
    `${esc}${esc}[A`,
    `${esc}[200~x${esc}[201~`,
    'O',
    '[',
  ];
  expect(whole.filter(isUnfinished)).toEqual([]);
});
