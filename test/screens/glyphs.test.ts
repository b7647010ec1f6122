import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { asciiGlyphs, unicodeGlyphs } from '#screens/glyphs.ts';

const all = (glyphs: typeof asciiGlyphs) => Object.values(glyphs).flat();

test('every glyph takes one cell, also in terminals that draw ambiguous ones wide', () => {
  for (const glyph of [...all(unicodeGlyphs), ...all(asciiGlyphs)]) {
    expect([glyph, stringWidth(glyph, { ambiguousIsNarrow: false })]).toEqual([glyph, 1]);
    expect(glyph).not.toMatch(/\p{Emoji_Presentation}/u);
  }
});

test('the ASCII set is ASCII', () => {
  expect(all(asciiGlyphs).join('')).toMatch(/^[ -~]+$/u);
});

test.each(['unicode', 'ascii'])('states are told apart by their %s glyphs alone', (set) => {
  const {
    cursor: _cursor,
    rule: _rule,
    columnLine: _line,
    marked: _marked,
    spark: _spark,
    ...states
  } = set === 'ascii' ? asciiGlyphs : unicodeGlyphs;
  expect(new Set(Object.values(states)).size).toBe(Object.keys(states).length);
});
