import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { inTurns } from '#azure/in-turns.ts';

test('results keep the order of the items, and never more run at once than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 5 }), { maxLength: 20 }),
      fc.integer({ min: 1, max: 6 }),
      async (turns, atOnce) => {
        let [running, most] = [0, 0];
        const results = await inTurns([...turns.entries()], atOnce, async ([index, wait]) => {
          running += 1;
          most = Math.max(most, running);
          for (let turn = 0; turn < wait; turn += 1) await Promise.resolve();
          running -= 1;
          return index;
        });
        expect(results).toStrictEqual(turns.map((_wait, index) => index));
        expect(most).toBeLessThanOrEqual(atOnce);
      },
    ),
  );
});
