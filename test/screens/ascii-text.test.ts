import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiText } from '#screens/ascii-text.ts';
import { cellWidth, pad } from '#screens/cells.ts';

describe('a line for a terminal without UTF-8', () => {
  it('spells Latin letters with those that it has, and nothing else', () => {
    expect(asciiText('Lucía Fernández, Søren, Łukasz Đorđe, 日本')).toBe(
      'Lucia Fernandez, Soren, Lukasz Dorde, ????',
    );
    expect(asciiText('√ Ω')).toBe('? ?');
  });

  it('gives a letter that is spelled with two the blank after its word, so that what follows stays in its place', () => {
    expect(asciiText('Jürgen Weiß     GPU')).toBe('Jurgen Weiss    GPU');
    expect(asciiText('Ægir Bjørnsson  GPU')).toBe('Agir Bjornsson  GPU');
    expect(asciiText('Groß  cpu  Weiß gpu')).toBe('Gross cpu  Weis gpu');
  });

  it('is ASCII and as wide as before, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('ß', 'æ', 'Þór', 'Œuvre', '  '))),
        (texts) => {
          const cell = pad(texts.join(' '), 20);
          expect(asciiText(cell)).toMatch(/^[ -~]*$/u);
          expect(cellWidth(asciiText(cell))).toBe(20);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
