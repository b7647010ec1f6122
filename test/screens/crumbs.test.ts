import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellWidth, drawable } from '#screens/cells.ts';
import { fittedCrumbs } from '#screens/crumbs.ts';
import { fetchLater } from '#screens/later.ts';

// What is tested is the program after its first frame.
await fetchLater();

describe('where the user is, in as many cells as there are', () => {
  const way = ['mlw-forecast-production', 'gpu-nightly-sweeps-westeurope', 'what to do with it'];

  test.each([
    [80, 'mlw-forecast-production › gpu-nightly-sweeps-westeurope › what to do with it'],
    [60, 'mlw-forecast-pro.. › gpu-nightly-swee.. › what to do with it'],
    [45, 'mlw-forecas.. › gpu-nightly.. › what to do ..'],
    [30, 'mlw-fo.. › gpu-ni.. › what t..'],
    [24, 'mlw-fo.. › .. › what t..'],
    [20, 'what to do with it'],
    [9, 'what to..'],
  ])('%i', (cells, words) => {
    expect(fittedCrumbs(way, ' › ', cells)).toBe(words);
  });

  test('names as they are drawn, in as many cells in every terminal', () => {
    expect(fittedCrumbs(['👍🏽 team', 'ก\u0e33'], ' › ', 40)).toBe('👍 team › ก\u0e4d\u0e32');
  });

  test('whatever the parts are called, never wider; and whole when there is room', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.integer({ min: 0, max: 90 }),
        (crumbs, cells) => {
          const words = fittedCrumbs(crumbs, ' > ', cells);
          expect(cellWidth(words)).toBeLessThanOrEqual(cells);
          const whole = crumbs.map(drawable).join(' > ');
          expect(cellWidth(whole) > cells || words === whole).toBe(true);
        },
      ),
    );
  });
});
