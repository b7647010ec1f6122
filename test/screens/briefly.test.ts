import { describe, expect, test } from 'vitest';
import { briefly } from '#screens/briefly.ts';

const number = 'config.json: refreshSeconds takes a number from 5 to 300, not "x".';
const key = 'config.json: there is no key "theem".';

describe('what is wrong, in one line', () => {
  test('stands whole where it fits', () => {
    expect(briefly([number], 76)).toBe(number);
    expect(briefly([key, key], 76)).toBe(`${key} ${key}`);
  });

  test('says the first whole, how many more there are, and the key that shows all', () => {
    expect(briefly([key, number, key], 76)).toBe(`${key} 2 more, H: all`);
  });

  test('is cut between words and never longer than its room', () => {
    expect(briefly([number, key, key], 76)).toBe(
      'config.json: refreshSeconds takes a number from 5 to 300.. 2 more, H: all',
    );
    expect(briefly([number], 40)).toBe('config.json: refreshSeconds.. H: all');
    expect(briefly(['\u65e5'.repeat(80)], 40).endsWith('.. H: all')).toBe(true);
  });
});
