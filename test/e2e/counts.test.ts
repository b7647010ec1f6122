import { describe, expect, it } from 'vitest';
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

  it('a poll without news costs at most 120 bytes, one with news what its changed rows need', async () => {
    const rows = await measurePolls(15);
    expect(rows).toHaveLength(2);
    expect(missed(rows)).toEqual([]);
  });
});
