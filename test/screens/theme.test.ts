import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createPaint } from '#screens/theme.ts';

const paint = createPaint(1);
const plainPaint = createPaint(0);

describe('colours', () => {
  test('are the sixteen of the terminal', () => {
    expect(
      Object.fromEntries(Object.entries(paint).map(([name, brush]) => [name, JSON.stringify(brush('x'))])),
    ).toMatchInlineSnapshot(`
      {
        "bold": ""\\u001b[1mx\\u001b[22m"",
        "changing": ""\\u001b[33mx\\u001b[39m"",
        "needsPerson": ""\\u001b[1;31mx\\u001b[22;39m"",
        "neutral": ""x"",
        "secondary": ""\\u001b[2mx\\u001b[22m"",
        "selected": ""\\u001b[7mx\\u001b[27m"",
        "takenAway": ""\\u001b[35mx\\u001b[39m"",
        "where": ""\\u001b[36mx\\u001b[39m"",
        "works": ""\\u001b[32mx\\u001b[39m"",
      }
    `);
  });

  test('close only what they opened, so that a selected row stays selected to its end', () => {
    for (const brush of Object.values(paint)) {
      if (brush === paint.selected) continue;
      const row = paint.selected(`a${brush('b')}c`);
      expect(row.indexOf('\u001b[27m')).toBe(row.length - '\u001b[27m'.length);
      expect(row).not.toContain('\u001b[0m');
    }
  });

  test('cost nothing around no text', () => {
    for (const brush of Object.values(paint)) expect(brush('')).toBe('');
  });

  test('leave the text as it is', () => {
    for (const brush of Object.values(paint)) expect(stripVTControlCharacters(brush('gpu'))).toBe('gpu');
  });
});

test('without colour bold and reverse stay, and what needs a person still stands out', () => {
  const escapes = Object.values(plainPaint)
    .map((brush) => brush('x'))
    .join('')
    .match(/\u001b\[[\d;]+m/gu);
  expect(new Set(escapes)).toEqual(new Set(['\u001b[1m', '\u001b[22m', '\u001b[7m', '\u001b[27m']));
  expect(plainPaint.needsPerson('x')).not.toBe('x');
});

test('the colours for the colour-blind tell works from needs a person without red or green', () => {
  const other = createPaint(1, 'colour-blind');
  const all = Object.values(other)
    .map((brush) => brush('x'))
    .join('');
  expect(all).not.toMatch(/\u001b\[(?:1;)?3[12]m/u);
  expect(other.works('x')).toBe('\u001b[34mx\u001b[39m');
  expect(other.needsPerson('x')).toBe('\u001b[1;33mx\u001b[22;39m');
  const states = [other.works, other.changing, other.needsPerson, other.takenAway].map((brush) => brush('x'));
  expect(new Set(states).size).toBe(states.length);
  for (const brush of Object.values(other)) {
    const row = other.selected(`a${brush('b')}c`);
    expect(brush === other.selected || row.indexOf('\u001b[27m') === row.length - '\u001b[27m'.length).toBe(
      true,
    );
  }
  expect(createPaint(0, 'colour-blind')).toBe(plainPaint);
});
