import { describe, expect, test } from 'vitest';
import { regionName } from '#azure/targets/free-text.ts';
import { facts } from './forms.ts';

const region = regionName({ label: 'Region', help: '', group: 'Basics' });

describe('a region', () => {
  test.each([
    ['northeurope', 'northeurope'],
    [' North Europe ', 'northeurope'],
    ['EASTUS2', 'eastus2'],
  ])('%j is %s', (text, value) => {
    expect(region.parse(text, facts)).toEqual({ ok: true, value });
  });

  test.each(['we', '1west', 'west_europe', 'west/../x', 'europé', '\u001b[31mred', 'x'.repeat(10_000)])(
    'is refused in words when it is %j',
    (text) => {
      const parsed = region.parse(text, facts);
      if (parsed.ok) throw new Error('it was taken');
      expect(parsed.why).toContain('is not the short name of a region');
      expect(parsed.why.length).toBeLessThan(200);
      expect(parsed.why).not.toMatch(/\p{Control}/u);
    },
  );
});
