import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphemes } from '#state/graphemes.ts';
import { editKey, emptyLine, insert, lineKeys, lineOf, type Line } from '#state/line-edit.ts';

/** A line written with its cursor as `|`. */
const line = (drawn: string): Line => ({ text: drawn.replace('|', ''), cursor: drawn.indexOf('|') });
const drawn = ({ text, cursor }: Line): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;

const press = (start: Line, ...keys: readonly string[]): Line =>
  keys.reduce((now, key) => editKey(now, key) ?? now, start);

describe('keys in a text field', () => {
  test.each([
    ['a letter is typed where the cursor is', 'gp|1', 'u', 'gpu|1'],
    ['a space is typed', 'gpu|', 'space', 'gpu |'],
    ['left', 'gp|u', 'left', 'g|pu'],
    ['left at the start', '|gpu', 'left', '|gpu'],
    ['right', 'gp|u', 'ctrl-f', 'gpu|'],
    ['right at the end', 'gpu|', 'right', 'gpu|'],
    ['left over a family', 'a👨‍👩‍👧|b', 'left', 'a|👨‍👩‍👧b'],
    ['right over an accent', '|e\u0301b', 'right', 'e\u0301|b'],
    ['home', 'gpu|', 'ctrl-a', '|gpu'],
    ['end', '|gpu', 'end', 'gpu|'],
    ['a word left', '/vm-team/dsvm|', 'alt-b', '/vm-team/|dsvm'],
    ['a word left over what is between', '/vm-team/|dsvm', 'ctrl-left', '/vm-|team/dsvm'],
    ['a word left at the start', ' |a', 'alt-b', '| a'],
    ['a word right', '|/vm-team', 'alt-f', '/vm|-team'],
    ['a word right at the end', 'vm|', 'ctrl-right', 'vm|'],
    ['backspace', 'gpu|', 'backspace', 'gp|'],
    ['backspace at the start', '|gpu', 'backspace', '|gpu'],
    ['backspace takes a whole emoji', 'a👍🏽|', 'backspace', 'a|'],
    ['delete', 'g|pu', 'ctrl-d', 'g|u'],
    ['delete at the end', 'gpu|', 'delete', 'gpu|'],
    ['Ctrl-W back to a space', 'az /a/b/c|d', 'ctrl-w', 'az |d'],
    ['Ctrl-W over spaces', 'az vm  |', 'ctrl-w', 'az |'],
    ['Alt-Backspace a word', 'az /a/b/c|d', 'alt-backspace', 'az /a/b/|d'],
    ['Alt-D a word', 'az| vm x', 'alt-d', 'az| x'],
    ['Ctrl-U to the start', 'az vm| x', 'ctrl-u', '| x'],
    ['Ctrl-K to the end', 'az| vm', 'ctrl-k', 'az|'],
  ])('%s', (_what, start, key, end) => {
    expect(drawn(press(line(start), key))).toBe(end);
  });

  test.each(['enter', 'esc', 'tab', 'up', 'pagedown', 'ctrl-r', 'alt-x', 'f5'])(
    '%s is left for others',
    (key) => {
      expect(editKey(line('gpu|'), key)).toBeUndefined();
    },
  );

  test('no key stands for two things', () => {
    const keys = lineKeys.flatMap((each) => each.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('pasted text', () => {
  test('becomes one line that cannot drive the terminal', () => {
    expect(drawn(insert(line('a|b'), 'one\r\ntwo\u001b[2J\u0007\tthree\n'))).toBe('aone two three |b');
  });

  test('may be long', () => {
    const text = '漢字 name '.repeat(1_250);
    const started = performance.now();
    expect(insert(emptyLine, text).text).toBe(text);
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('is kept as it is when it is one line', () => {
    expect(lineOf('/subscriptions/1')).toEqual({ text: '/subscriptions/1', cursor: 16 });
  });
});

test('whatever is typed and pasted, letters stay whole and the cursor stands between two of them', () => {
  const step = fc.oneof(
    fc.constantFrom(...lineKeys.flatMap(({ keys }) => keys)).map((key) => ({ key })),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).map((key) => ({ key })),
    fc
      .constantFrom('🇩🇪', '👨‍👩‍👧', '\u200d', '\u0301', '🇩', 'e', '\u1100', '\u1161', '\ud83d')
      .map((key) => ({ key })),
    fc.string({ unit: 'binary' }).map((paste) => ({ paste })),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let now = emptyLine;
      for (const each of steps) {
        now = 'key' in each ? (editKey(now, each.key) ?? now) : insert(now, each.paste);
        expect(now.text.isWellFormed()).toBe(true);
        expect(now.text).not.toMatch(/\p{Control}/u);
        const boundaries = [...Array.from(graphemes(now.text), ({ index }) => index), now.text.length];
        expect(boundaries).toContain(now.cursor);
      }
    }),
    { numRuns: 300 },
  );
});

describe('a proposed text', () => {
  const proposed: Line = { ...lineOf('gpu-1'), proposed: true };

  test('is replaced by what is typed or pasted, once', () => {
    expect(drawn(press(proposed, 't', '5'))).toBe('t5|');
    expect(drawn(insert(proposed, 'team'))).toBe('team|');
  });

  test.each([
    ['backspace', 'gpu-|'],
    ['left', 'gpu-|1'],
    ['end', 'gpu-1|'],
    ['ctrl-u', '|'],
  ])('is edited by %s, and is the user’s from then on', (key, expected) => {
    const edited = press(proposed, key);
    expect(drawn(edited)).toBe(expected);
    expect(drawn(press(edited, 'x'))).toBe(expected.replace('|', 'x|'));
  });
});
