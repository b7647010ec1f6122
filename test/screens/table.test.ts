import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { renderToString, Text } from 'ink';
import { createElement } from 'react';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { columnsWidth, layoutColumns, type ColumnSpec } from '#screens/columns.ts';
import { asciiGlyphs, unicodeGlyphs, type GlyphId } from '#screens/glyphs.ts';
import { formatHeader, formatRow, rowLead, type Cells } from '#screens/table.ts';
import { createPaint, type Tone } from '#screens/theme.ts';
import { anyText } from '#test/support/any-text.ts';

const paint = createPaint(0);
const colours = createPaint(1);

const specs: readonly ColumnSpec[] = [
  { id: 'name', title: 'NAME', min: 12, grow: 1 },
  { id: 'state', title: 'STATE', min: 10 },
  { id: 'money', title: '$/H', min: 7, align: 'right' },
];
const placed = layoutColumns(specs, 37);
const cells: Cells = {
  name: { text: 'gpu-a100-for-everybody' },
  state: { text: 'Failed', tone: 'needsPerson' },
  money: { text: '14.69' },
};
const still = {
  cursor: false,
  selected: false,
  marked: false,
  glyph: 'failed',
  tone: 'needsPerson',
} as const;

test('rows stand under their titles', () => {
  const lines = [
    formatHeader(placed, { first: 'COMPUTES 7', active: false }, paint),
    formatRow(
      placed,
      cells,
      { cursor: true, selected: false, marked: false, glyph: 'running' },
      paint,
      unicodeGlyphs,
    ),
    formatRow(
      placed,
      { name: { text: 'cpu' } },
      { cursor: false, selected: false, marked: true },
      paint,
      unicodeGlyphs,
    ),
  ];
  expect(lines.map((line) => `${stripVTControlCharacters(line)}|`)).toEqual([
    ' COMPUTES 7           STATE          $/H|',
    '›► gpu-a100-for-eve.. Failed       14.69|',
    '  ✱cpu                                  |',
  ]);
});

test('the state has its colour, and its glyph has it too', () => {
  expect(formatRow(placed, cells, still, colours, unicodeGlyphs)).toBe(
    ` ${colours.needsPerson('✗')} gpu-a100-for-eve.. ${colours.needsPerson('Failed    ')}   14.69`,
  );
});

test('the selected row is reversed from end to end', () => {
  const row = formatRow(placed, cells, { ...still, cursor: true, selected: true }, colours, unicodeGlyphs);
  expect(row).toBe(colours.selected('›✗ gpu-a100-for-eve.. Failed       14.69'));
});

test('the title of the table that has the keys is bold', () => {
  const header = formatHeader(placed, { first: 'COMPUTES 7', active: true }, colours);
  expect(header).toBe(colours.bold(formatHeader(placed, { first: 'COMPUTES 7', active: false }, colours)));
});

const tones: readonly Tone[] = [
  'neutral',
  'works',
  'changing',
  'needsPerson',
  'takenAway',
  'where',
  'secondary',
];
const glyphIds: readonly GlyphId[] = ['running', 'ok', 'failed', 'queued', 'unknown'];
const anyCells = fc.record({
  name: fc.record({ text: anyText, tone: fc.constantFrom(...tones) }),
  state: fc.record({ text: anyText, tone: fc.constantFrom(...tones) }),
  money: fc.record({ text: anyText }),
});
const anyState = fc.record({
  cursor: fc.boolean(),
  selected: fc.boolean(),
  marked: fc.boolean(),
  glyph: fc.constantFrom(...glyphIds),
  tone: fc.constantFrom(...tones),
});

describe('whatever the names are', () => {
  test('a row is exactly as wide as its table, and only our colours are in it', () => {
    const ours = /\u001b\[(?:1|2|7|22|27|3[1-6]|39|1;31|22;39)m/gu;
    fc.assert(
      fc.property(
        anyCells,
        anyState,
        fc.integer({ min: 1, max: 120 }),
        fc.boolean(),
        (row, state, available, ascii) => {
          const columns = layoutColumns(specs, available);
          const line = formatRow(columns, row, state, colours, ascii ? asciiGlyphs : unicodeGlyphs);
          expect(stringWidth(line)).toBe(rowLead + columnsWidth(columns));
          expect(line.replaceAll(ours, '')).not.toMatch(/\p{Control}/u);
          expect(line.isWellFormed()).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('Ink draws a row as it is', () => {
    fc.assert(
      fc.property(anyCells, anyState, (row, state) => {
        const line = formatRow(placed, row, state, paint, unicodeGlyphs);
        // A mark at the end keeps Ink from trimming the row's own spaces.
        const drawn = renderToString(createElement(Text, { wrap: 'truncate' }, `${line}|`), { columns: 60 });
        expect(stripVTControlCharacters(drawn)).toBe(`${stripVTControlCharacters(line)}|`);
      }),
      { numRuns: 200 },
    );
  });

  test('a header is exactly as wide as its rows', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 120 }), (first, available) => {
        const columns = layoutColumns(specs, available);
        expect(stringWidth(formatHeader(columns, { first, active: true }, colours))).toBe(
          rowLead + columnsWidth(columns),
        );
      }),
    );
  });
});
