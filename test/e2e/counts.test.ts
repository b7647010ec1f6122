import { describe, expect, it } from 'vitest';
import { bytesAt } from '#test/bench/growth-of-board.ts';
import { isMet, line, type Row } from '#test/bench/figures.ts';
import { measureMoves, measurePolls } from '#test/bench/running.ts';

/** The figures that miss their budget, in words. */
const missed = (rows: readonly Row[]): readonly string[] => rows.filter((row) => !isMet(row)).map(line);

describe('what goes over the wire to the terminal is counted', () => {
  it('a cursor move costs at most 300 bytes at 80x24, 450 at 120x40, 700 at 200x60', async () => {
    const rows = await measureMoves();
    expect(rows).toHaveLength(3);
    expect(missed(rows)).toEqual([]);
  });

  it('neither a cursor move nor a poll without news costs more with ten times as many jobs', async () => {
    const few = await bytesAt(1000, 12, 12);
    const many = await bytesAt(10_000, 12, 12);
    for (const { moveBytes, wholeMoveBytes } of [few, many]) {
      for (const bytes of [moveBytes, wholeMoveBytes]) {
        expect(bytes).toBeGreaterThan(0);
        expect(bytes).toBeLessThanOrEqual(450);
      }
    }
    expect(few.stillPollBytes).toBeGreaterThan(0);
    // The rows that the cursor stands on are other jobs, with shorter and longer words.
    expect(many.moveBytes).toBeLessThanOrEqual(few.moveBytes * 1.2);
    expect(many.wholeMoveBytes).toBeLessThanOrEqual(few.wholeMoveBytes * 1.2);
    expect(many.stillPollBytes).toBeLessThanOrEqual(120);
  }, 120_000);

  it('a poll without news costs at most 120 bytes, one with news what its changed rows need', async () => {
    const rows = await measurePolls(15);
    expect(rows).toHaveLength(2);
    expect(missed(rows)).toEqual([]);
  });
});
