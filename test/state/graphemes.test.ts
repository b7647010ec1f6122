import { expect, test } from 'vitest';
import { graphemes, isSimple } from '#state/graphemes.ts';

test('graphemes tell where each begins', () => {
  expect(Array.from(graphemes('ab'))).toMatchObject([
    { segment: 'a', index: 0 },
    { segment: 'b', index: 1 },
  ]);
  expect(Array.from(graphemes('é👨‍👩‍👧x')).map(({ segment, index }) => [segment, index])).toEqual([
    ['é', 0],
    ['👨‍👩‍👧', 1],
    ['x', 9],
  ]);
});

test('only printable ASCII takes the short way', () => {
  expect(['', 'gpu-1 ~'].every(isSimple)).toBe(true);
  expect(['é', 'a\tb', '\u001b[31m', 'a\u007f'].some(isSimple)).toBe(false);
});
