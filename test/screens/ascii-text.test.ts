import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiText } from '#screens/ascii-text.ts';
import { cellWidth, pad } from '#screens/cells.ts';

describe('a line for a terminal without UTF-8', () => {
  it('keeps the letters under accents', () => {
    expect(asciiText('Lucía Fernández, Søren, 日本')).toBe('Lucia Fernandez, S?ren, ????');
  });

  it('is ASCII and as wide as before, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const cell = pad(text, 20);
        expect(asciiText(cell)).toMatch(/^[ -~]*$/u);
        expect(cellWidth(asciiText(cell))).toBe(20);
      }),
      { numRuns: 1000 },
    );
  });
});
