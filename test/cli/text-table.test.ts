import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { plain } from '#azure/plain.ts';
import { cut, textTable } from '#cli/text-table.ts';

const name = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('名前が長いクラスター', '👩‍👩‍👧‍👦 team', 'é́́combining', 'שלום', 'plain'),
  )
  .map(plain);

describe('a table of text', () => {
  test('aligns its columns by the cells that text takes, not by its characters', () => {
    expect(
      textTable(
        [{ title: 'NAME' }, { title: 'N', align: 'right' }, { title: 'END' }],
        [
          ['名前', '7', 'x'],
          ['abcdef', '12', 'y'],
        ],
        undefined,
      ),
    ).toStrictEqual(['NAME     N  END', '名前     7  x', 'abcdef  12  y']);
  });

  test('takes room from the widest column first', () => {
    const lines = textTable([{ title: 'A' }, { title: 'B' }], [['short', 'x'.repeat(40)]], 20);
    expect(lines[1]).toBe(`short  ${'x'.repeat(12)}…`);
  });

  test('cuts text but no numbers, and leaves out the last columns when there is no room', () => {
    const columns = [{ title: 'NAME' }, { title: 'COUNT', align: 'right' as const }, { title: 'STATE' }];
    const rows = [['a-name-of-some-length', '123456789', 'Succeeded']];
    expect(textTable(columns, rows, 29)).toStrictEqual([
      'NAME          COUNT  STATE',
      'a-name-…  123456789  Succeed…',
    ]);
    expect(textTable(columns, rows, 24)).toStrictEqual([
      'NAME               COUNT',
      'a-name-of-so…  123456789',
    ]);
  });

  test('is never wider than the terminal, whatever the names', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, name, name), { maxLength: 5 }),
        fc.integer({ min: 1, max: 60 }),
        (rows, cells) => {
          const columns = [
            { title: 'NAME' },
            { title: 'COUNT', align: 'right' as const },
            { title: 'STATE' },
          ];
          for (const line of textTable(columns, rows, cells))
            expect(stringWidth(line)).toBeLessThanOrEqual(cells);
        },
      ),
    );
  });

  test('cuts between whole characters', () => {
    expect(cut('👩‍👩‍👧abc', 4)).toBe('👩‍👩‍👧a…');
    expect(cut('名前です', 4)).toBe('名…');
    expect(cut('abc', 3)).toBe('abc');
    expect(cut('abc', 0)).toBe('');
  });
});
