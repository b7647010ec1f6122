import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NamesByTime } from '#state/names-by-time.ts';

describe('names in the order of their times', () => {
  it('are found by any span of time as in a plain list, whatever was added and removed', () => {
    const entry = fc.record({ time: fc.integer({ min: 1, max: 40 }), key: fc.nat(400) });
    const edge = fc.oneof(fc.integer({ min: 0, max: 41 }), fc.constant(Infinity));
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 600, maxLength: 2500, size: 'max' }),
        fc.array(fc.nat(), { maxLength: 600, size: 'max' }),
        edge,
        edge,
        (added, removed, after, before) => {
          const names = new NamesByTime();
          const plain = new Map<string, number>();
          for (const { time, key } of added) {
            const name = `${time}-${key}`;
            if (plain.has(name)) continue;
            names.add(time, name);
            plain.set(name, time);
          }
          for (const at of removed) {
            const [name, time] = [...plain][at % Math.max(1, plain.size)] ?? ['none', 1];
            names.remove(time, name);
            plain.delete(name);
          }
          const found = names.between(after, before);
          const wanted = [...plain]
            .filter(([, time]) => time > after && time < before)
            .map(([name, time]) => ({ name, time }))
            .sort((a, b) => a.time - b.time || (a.name < b.name ? -1 : 1));
          expect(found).toEqual(wanted.map(({ name }) => name));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('stay as they are when a name is removed that is not there', () => {
    const names = new NamesByTime();
    names.remove(1, 'a');
    names.add(1, 'a');
    names.remove(2, 'a');
    names.remove(1, 'b');
    expect(names.between(0, Infinity)).toEqual(['a']);
  });
});
