import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowTexts } from '#state/row-texts.ts';

type Row = { readonly name: string; readonly size: number };

let reads = 0;
const fields = {
  name: (row: Row) => {
    reads += 1;
    return row.name;
  },
  size: (row: Row) => String(row.size),
};
const textOf = ({ name, size }: Row): string => `${name}\n${size}`.toLowerCase();
const pool = Array.from({ length: 300 }, (_, index): Row => ({ name: `Row-${index}`, size: index % 7 }));
const some = fc.shuffledSubarray(pool);

describe('the texts of rows', () => {
  it('are those of the rows, whatever rows were there before and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 4 }), (lists) => {
        const texts = new RowTexts(fields);
        for (const rows of lists) {
          texts.take(rows);
          rows.forEach((row, index) => {
            expect(texts.at(index).text).toBe(textOf(row));
            expect(texts.at(index).field('size')).toBe(String(row.size));
          });
        }
        expect(texts.at(0).field('constructor')).toBeUndefined();
      }),
    );
  });

  it('are made once: a refresh that brings a few rows makes theirs only, and another order none', () => {
    const texts = new RowTexts(fields);
    const readAll = (rows: readonly Row[]): number => {
      reads = 0;
      texts.take(rows);
      rows.forEach((_, index) => texts.at(index).text);
      return reads;
    };
    expect(readAll(pool)).toBe(pool.length);
    const fresh = [
      { name: 'new', size: 1 },
      ...pool.slice(0, 100),
      { name: 'newer', size: 2 },
      ...pool.slice(103),
    ];
    expect(readAll(fresh)).toBe(2);
    expect(readAll(fresh.toReversed())).toBe(0);
    texts.clear();
    expect(readAll(pool)).toBe(pool.length);
  });
});
