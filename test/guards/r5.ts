import type { Breakage } from './breakage.ts';

export const r5: readonly Breakage[] = [
  {
    breaks: 'control characters of eight bits (C1) come through',
    source: 'src/azure/plain.ts',
    from: 'const unsafe = /[\\u0000-\\u001f\\u007f-\\u009f',
    to: 'const unsafe = /[\\u0000-\\u001f\\u007f',
    test: 'test/screens/cells.test.ts',
  },
  {
    breaks: 'widths are counted in code units, not in cells',
    source: 'src/screens/cells.ts',
    from: '  for (const { segment } of graphemes(text)) width += letterWidth(segment);',
    to: '  for (const { segment } of graphemes(text)) width += segment.length;',
    test: 'test/screens/cells.test.ts',
  },
  {
    breaks: 'what is left of an escape sequence stands in the text',
    source: 'src/azure/plain.ts',
    from: "    .replace(escapes, '')\n",
    to: '',
    test: 'test/screens/cells.test.ts',
  },
  {
    breaks: 'letters of Thai and Lao that terminals join push their row',
    source: 'src/screens/scripts.ts',
    from: ".replace(vowelWithMark, (vowel) => vowel.normalize('NFKD'))",
    to: '',
    test: 'test/screens/hostile-in-terminal.test.tsx',
    named: 'CJK, Hangul',
  },
  {
    breaks: 'a page draws what terminals do not agree on the width of',
    source: 'src/screens/parts/Lines.tsx',
    from: 'drawableLine(text)',
    to: 'text',
    test: 'test/screens/hostile-in-terminal.test.tsx',
    named: 'emoji, variation selectors',
  },
  {
    breaks: 'nothing is taken out of foreign text',
    source: 'src/azure/plain.ts',
    from: 'if (/^[ -~]*$/u.test(text)) return text;',
    to: 'return text;',
    test: 'test/screens/hostile-in-terminal.test.tsx',
    named: 'CSI sequences',
  },
  {
    breaks: 'a screen is left out of the walk',
    source: 'test/support/screen-walk.ts',
    from: "  quota: way('quota', '5'),\n",
    to: '',
    test: 'test/screens/hostile-in-terminal.test.tsx',
    named: 'leads through every screen',
  },
];
