import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { liveDay } from './day.ts';
import { faultsDealt } from './day-faults.ts';
import { ways } from './day-ways.ts';

/*
 * A simulated day of random faults: an hour of it with the other tests, `npm run soak:day` the whole. SOAK_SEED replays a day, SOAK_HOURS makes it
 * longer or shorter.
 */

const hours = Number(process.env['SOAK_HOURS'] ?? '1');
const seed = Number(process.env['SOAK_SEED'] ?? '20261121');
const steps = Math.round(hours * 60);

setFlagsFromString('--expose-gc');
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- V8's own function, there since the line above
const collect = runInNewContext('gc') as () => void;
const heapMb = (): number => {
  collect();
  return process.memoryUsage().heapUsed / 1e6;
};

describe('random faults', () => {
  it(`of ${hours} simulated hours (${steps} steps of a minute, ${faultsDealt.length} kinds of faults, ${ways.length} ways of keys, seed ${seed}): nothing ends, nothing is unhandled, nothing is sent twice or unasked, no row is older than said, nothing grows, and the board equals the world afterwards`, async () => {
    const hourly: number[] = [];
    const tried = await liveDay({
      seed,
      steps,
      onStep: (step) => {
        if (step % 60 === 0) hourly.push(heapMb());
      },
    });
    // All kinds come before one comes again.
    expect(tried.faults).toBeGreaterThanOrEqual(Math.min(steps / 3, faultsDealt.length));
    expect(tried.writes).toBeGreaterThan(0);
    const atTheEnd = heapMb();
    console.info(
      `${tried.faults} faults, ${tried.keys} keys, ${tried.writes} writes, ${tried.signIns} sign-ins, ${tried.requests} requests; heap after each hour, MB: ${hourly.map((mb) => mb.toFixed(1)).join(' ')}, ${atTheEnd.toFixed(1)} at the end`,
    );
    // The simulator's world and the list of its jobs grow in the same heap.
    const [, afterTwo = atTheEnd] = hourly;
    expect(atTheEnd / afterTwo, 'the heap at the end to that after two hours').toBeLessThanOrEqual(1.1);
  }, 3_600_000);

  it('come again with their seed (2 x 10 steps)', async () => {
    const [first, again] = [await liveDay({ seed: 4, steps: 10 }), await liveDay({ seed: 4, steps: 10 })];
    expect(again.drawn).toEqual(first.drawn);
    expect(first.faults).toBeGreaterThan(0);
    expect(first.keys).toBeGreaterThan(0);
  }, 120_000);

  it('tell the seed and the step of a day that does not hold', async () => {
    const day = liveDay({
      seed: 7,
      steps: 6,
      onStep: (step, { workbench }) => {
        // An answer that never came.
        if (step === 3)
          workbench.commands.step(({ board, ...state }) =>
            board === undefined
              ? state
              : { ...state, board: { ...board, computes: { ...board.computes, answeredAt: 1 } } },
          );
      },
    });
    await expect(day).rejects.toThrow(/^SOAK_SEED=7, step 4 of 6: /u);
  }, 60_000);
});
