import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { fieldText } from '#screens/parts/field-text.ts';
import { createPaint } from '#screens/theme.ts';
import { lineOf } from '#state/line-edit.ts';

const paint = createPaint(0);

test('a field is a box with its text', () => {
  expect(fieldText(lineOf('gpu-1'), { cells: 14, focused: false }, paint)).toBe('[ gpu-1      ]');
});

test('the field that is typed into shows its cursor, and more than by a colour', () => {
  const { cursor: _cursor, ...line } = lineOf('gpu-1');
  expect(fieldText({ ...line, cursor: 1 }, { cells: 14, focused: true }, paint)).toBe(
    `${paint.bold('[ ')}g${paint.selected('p')}u-1     ${paint.bold(' ]')}`,
  );
});

test('a long value shows its end while the cursor is there', () => {
  const field = fieldText(lineOf('/subscriptions/1/dsvm-team'), { cells: 16, focused: false }, paint);
  expect(field).toMatch(/^\[ <.*team +\]$/u);
});

test('a secret is never in the field', () => {
  const field = fieldText(lineOf('hunter2'), { cells: 20, focused: true, mask: '*' }, paint);
  expect(field).toContain('*******');
  expect(field).not.toMatch(/hunter/u);
});

test('a field is exactly as wide as its box, whatever is in it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.integer({ min: 4, max: 60 }),
      fc.boolean(),
      (text, cells, focused) => {
        expect(stringWidth(fieldText(lineOf(text), { cells, focused }, createPaint(1)))).toBe(cells);
      },
    ),
    { numRuns: 300 },
  );
});
