import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bar, planBar } from '#screens/bars.ts';
import { cellWidth } from '#screens/cells.ts';
import { forecastLine } from '#screens/forecast-line.ts';
import { asciiGlyphs, unicodeGlyphs } from '#screens/glyphs.ts';
import { createPaint } from '#screens/theme.ts';

describe('a bar', () => {
  it.each([
    [0, 100, '..........'],
    [1, 100, '#.........'],
    [50, 100, '#####.....'],
    [99, 100, '#########.'],
    [100, 100, '##########'],
    [130, 100, '##########'],
    [3, 0, '##########'],
    [0, 0, '..........'],
    [7, undefined, '..........'],
  ])('of %s of %s is %s', (used, limit, drawn) => {
    expect(bar(used, limit, 10, asciiGlyphs)).toBe(drawn);
  });

  it('is made of braille where the terminal has it', () => {
    expect(bar(5, 10, 4, unicodeGlyphs)).toBe('⣿⣿⣀⣀');
  });

  it('of a plan has its parts one after the other, and is always as long as it should be', () => {
    expect(planBar({ others: 20, atMin: 50, atMax: 70, limit: 100 }, 10, asciiGlyphs)).toBe('##===--...');
    expect(planBar({ others: 60, atMin: 60, atMax: 160, limit: 100 }, 10, asciiGlyphs)).toBe('######----');
    const n = fc.nat({ max: 500 });
    fc.assert(
      fc.property(n, n, n, n, fc.integer({ min: 1, max: 40 }), (others, min, more, limit, cells) => {
        const plan = { others, atMin: others + min, atMax: others + min + more, limit };
        expect(planBar(plan, cells, asciiGlyphs)).toHaveLength(cells);
      }),
    );
  });
});

describe('the line of a plan', () => {
  const paint = createPaint(0);
  const line = (atMin: number, atMax: number, columns = 79): string =>
    forecastLine(
      { is: 'told', label: 'Standard NCASv3_T4 family', others: 8, atMin, atMax, limit: 64 },
      columns,
      paint,
      asciiGlyphs,
    );

  it('says the figures beside the bar, and how much is too much', () => {
    expect(line(8, 48)).toBe(' quota NCASv3_T4 #-------.. with this 8 to 48 of 64, used elsewhere 8');
    expect(line(8, 80)).toContain('16 too much at max: 80 of 64, 8 used elsewhere');
    expect(line(70, 80)).toContain('6 too much at min: 70 of 64, 8 used elsewhere');
  });

  it('is never wider than the screen', () => {
    for (const columns of [59, 79, 119])
      expect(cellWidth(line(1_000_000, 2_000_000, columns))).toBeLessThan(columns);
  });
});
