import { describe, expect, test } from 'vitest';
import { cellWidth } from '#screens/cells.ts';
import { asciiGlyphs, unicodeGlyphs } from '#screens/glyphs.ts';
import { historyFacts } from '#screens/history-facts.ts';
import { sparkOf } from '#screens/spark.ts';

describe('a row of bars', () => {
  test('tells nothing known from none, and none from a few', () => {
    expect(sparkOf([undefined, 0, 1, 50, 100], unicodeGlyphs)).toBe('⠀⣀⣤⣶⣿');
    expect(sparkOf([undefined, 0, 1, 26, 51, 76, 100], asciiGlyphs)).toBe(' .:-=##');
  });

  test('has its lowest bar all along where there was nothing', () => {
    expect(sparkOf([0, 0, 0], unicodeGlyphs)).toBe('⣀⣀⣀');
  });

  test.each([unicodeGlyphs, asciiGlyphs])('takes one cell for each figure', (glyphs) => {
    expect(cellWidth(sparkOf([undefined, 0, 1, 2, 3, 4, 5, 6, 7], glyphs))).toBe(9);
  });
});

describe('the history of a compute on its page', () => {
  const day = Array.from({ length: 720 }, (_, slot) => slot % 9);

  test('has an hour and a day, with the present number beside each, in the cells that 80 columns leave', () => {
    const facts = historyFacts(
      { first: 720, nodes: day, queue: day.map(() => 0) },
      { nodes: 5, queue: 0 },
      unicodeGlyphs,
    );
    expect(facts.map(({ label }) => label)).toEqual(['nodes over time', '', 'jobs waiting', '']);
    expect(facts[0]?.words).toMatch(/^[⣀⣤⣶⣿]{30} 5, most 8 in 60m$/u);
    expect(facts[1]?.words).toMatch(/^[⣀⣤⣶⣿]{24} 5, most 8 in 24h$/u);
    for (const { words = '' } of facts) expect(cellWidth(words)).toBeLessThanOrEqual(59);
  });

  test('is one line while there is no more than an hour, and none before anything was measured', () => {
    expect(
      historyFacts(
        { first: 3, nodes: [1, 2], queue: [undefined, undefined] },
        { nodes: 4, queue: 0 },
        asciiGlyphs,
      ),
    ).toEqual([{ label: 'nodes over time', words: '-# 4, most 4 in 4m' }]);
    expect(historyFacts(undefined, { nodes: 0, queue: 0 }, asciiGlyphs)).toEqual([]);
  });
});
