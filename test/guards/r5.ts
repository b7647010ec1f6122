import type { Breakage } from './breakage.ts';

export const r5: readonly Breakage[] = [
  {
    breaks: 'control characters of eight bits (C1) come through',
    source: 'src/azure/plain.ts',
    from: 'const unsafe = /[\\u0000-\\u001f\\u007f-\\u009f',
    to: 'const unsafe = /[\\u0000-\\u001f\\u007f',
    test: 'test/screens/hostile.test.tsx',
  },
  {
    breaks: 'widths are counted in code units, not in cells',
    source: 'src/screens/cells.ts',
    from: '  for (const { segment } of graphemes(text)) width += letterWidth(segment);',
    to: '  for (const { segment } of graphemes(text)) width += segment.length;',
    test: 'test/screens/hostile.test.tsx',
  },
];
