import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { age, bytes, clock, count, dateTime, elapsed, money, percent, seconds } from '#screens/words.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

describe('an age', () => {
  test.each([
    [-5 * minute, '<1m'],
    [59 * second, '<1m'],
    [minute, '1m'],
    [59 * minute + 59 * second, '59m'],
    [2 * hour + 14 * minute, '2h14m'],
    [3 * hour + 4 * minute, '3h04m'],
    [24 * hour, '1d'],
    [140 * hour, '5d'],
    [Number.NaN, '-'],
  ])('of %d ms is %s', (ms, words) => {
    expect(age(ms)).toBe(words);
  });

  test('changes at most once a minute, so that a still row stays still', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(59_999), (minutes, ms) => {
        expect(age(minutes * minute + ms)).toBe(age(minutes * minute));
      }),
    );
  });

  test('fits its column up to two years', () => {
    fc.assert(
      fc.property(fc.nat(730 * 24 * 60), (minutes) => {
        expect(age(minutes * minute).length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

test.each([
  [-1, '0s'],
  [45 * second, '45s'],
  [65 * second, '1m05s'],
  [hour + 2 * minute + 5 * second, '1h02m05s'],
])('%d ms of waiting is %s', (ms, words) => {
  expect(elapsed(ms)).toBe(words);
});

test('times are local', () => {
  const at = new Date(2026, 10, 3, 7, 5, 9).getTime();
  expect(clock(at)).toBe('07:05:09');
  expect(dateTime(at)).toBe('2026-11-03 07:05');
  expect([clock(Number.NaN), dateTime(undefined)]).toEqual(['-', '-']);
});

test.each([
  [14.694, '$14.69/h'],
  [0, '$0.00/h'],
  [undefined, '-'],
  [Number.NaN, '-'],
])('%s dollars an hour is %s', (usd, words) => {
  expect(money(usd)).toBe(words);
});

test.each([
  [120, '120s'],
  [90, '90s'],
  [1_800, '30m'],
  [3_600, '60m'],
  [7_200, '2h'],
  [7_260, '121m'],
  [3_601, '3601s'],
  [undefined, '-'],
])('%s seconds are %s', (n, words) => {
  expect(seconds(n)).toBe(words);
});

test.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1,000'],
  [-1_234_567, '-1,234,567'],
])('%d is counted as %s', (n, words) => {
  expect(count(n)).toBe(words);
});

test.each([
  [512, '512 B'],
  [1_234, '1.2 kB'],
  [9_960, '10 kB'],
  [34_000_000, '34 MB'],
  [999_999, '1.0 MB'],
])('%d bytes are %s', (n, words) => {
  expect(bytes(n)).toBe(words);
});

test.each([
  [42, 100, '42%'],
  [999, 1_000, '99%'],
  [1_000, 1_000, '100%'],
  [150, 100, '150%'],
  [1, 0, '-'],
])('%d of %d is %s', (part, whole, words) => {
  expect(percent(part, whole)).toBe(words);
});
