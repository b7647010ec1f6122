import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createVisible,
  cursorAt,
  cursorIndex,
  freshView,
  pinned,
  visibleRows,
  type ListDefinition,
  type ListView,
} from '#state/lists.ts';

type Row = { readonly id: string; readonly size: number; readonly broken: boolean };

const list: ListDefinition<Row> = {
  id: (row) => row.id,
  fields: { name: (row) => row.id, size: (row) => String(row.size) },
  sorts: { s: { title: 'size', by: (row) => row.size }, n: { title: 'name', by: (row) => row.id } },
  fault: (row) => row.broken,
};

const rows = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[a-d]{1,4}$/u),
    size: fc.integer({ min: 0, max: 5 }),
    broken: fc.boolean(),
  }),
  { selector: ({ id }) => id, maxLength: 20 },
);
const view = fc.record(
  {
    filter: fc.stringMatching(/^[a-d]{0,2}$/u),
    faults: fc.boolean(),
    sort: fc.record({ by: fc.constantFrom('s', 'n', 'nothing'), reverse: fc.boolean() }),
  },
  { requiredKeys: ['filter', 'faults'] },
);
const ids = (of: readonly Row[]): readonly string[] => of.map(({ id }) => id);

describe('the rows of a list', () => {
  it('are those that pass, in their order, none twice and none of them lost; the total counts all', () => {
    fc.assert(
      fc.property(rows, view, (all, how) => {
        const shown = visibleRows(list, all, how);
        const passing = all.filter(
          ({ id, size, broken }) => `${id}\n${size}`.includes(how.filter) && (broken || !how.faults),
        );
        expect(ids(shown.rows).toSorted()).toEqual(ids(passing).toSorted());
        // Without an order to bring them into they are in the given one.
        const ordered = how.sort !== undefined && how.sort.by !== 'nothing';
        expect(ordered || shown.rows.every((row, index) => row === passing[index])).toBe(true);
        expect(shown.total).toBe(all.length);
      }),
    );
  });

  it('are ordered by what is chosen, either way round, equal ones as they were', () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (all, reverse) => {
        const { rows: shown } = visibleRows(list, all, { ...freshView, sort: { by: 's', reverse } });
        shown.forEach((row, index) => {
          const next = shown[index + 1];
          if (next === undefined) return;
          expect(reverse ? next.size - row.size : row.size - next.size).toBeLessThanOrEqual(0);
          expect(next.size !== row.size || all.indexOf(row) < all.indexOf(next)).toBe(true);
        });
      }),
    );
  });

  it('are the given array itself when nothing is asked of them', () => {
    fc.assert(
      fc.property(rows, (all) => {
        expect(visibleRows(list, all, freshView).rows).toBe(all);
      }),
    );
  });

  it('are all there, with the reason, while the filter cannot be used as it is typed', () => {
    const all = [{ id: 'a', size: 1, broken: false }];
    const shown = visibleRows(list, all, { ...freshView, filter: 'x'.repeat(5000) });
    expect(shown.rows).toEqual(all);
    expect(shown.filterProblem).toBeTypeOf('string');
  });
});

describe('the reader of a list', () => {
  const all = Array.from({ length: 30 }, (_, index) => ({
    id: `r${index}`,
    size: index % 4,
    broken: index % 5 === 0,
  }));

  it('gives the same answer wherever the cursor moves, so that nothing is filtered or ordered anew for it', () => {
    const read = createVisible(list);
    const how: ListView = { ...freshView, filter: 'r1', sort: { by: 's', reverse: true } };
    const once = read(all, how);
    expect(read(all, cursorAt(list, once.rows, how, 3))).toBe(once);
    expect(read(all, { ...how, wide: true })).toBe(once);
    expect(read([...all], how)).toEqual(once);
  });

  it('finds the same after a refresh, a change of order and a filter that was made ready for', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(rows, view), { minLength: 1, maxLength: 5 }), (looks) => {
        const read = createVisible(list);
        for (const [now, how] of looks) {
          expect([...read.ahead(now, how)]).toHaveLength(0);
          expect(read(now, how)).toEqual(visibleRows(list, now, how));
        }
      }),
    );
  });

  it('makes ready a thousand rows at a time', () => {
    const many = Array.from({ length: 3500 }, (_, index) => ({ id: `r${index}`, size: 1, broken: false }));
    expect([...createVisible(list).ahead(many, freshView)]).toHaveLength(3);
  });

  it('says that only faults were asked for, as long as no text was', () => {
    const read = createVisible(list);
    expect(read(all, { ...freshView, faults: true })).toMatchObject({ total: 30, faultsOnly: true });
    expect(read(all, { ...freshView, faults: true, filter: 'r1' })).not.toHaveProperty('faultsOnly');
    expect(read(all, { ...freshView, filter: 'colour:red' }).filterNote).toEqual({
      says: 'colour is no field',
      fields: 'fields: name size',
    });
  });
});

describe('the cursor of a list', () => {
  const at = (of: readonly Row[], how: ListView): string | undefined => of[cursorIndex(list, of, how)]?.id;

  it('is on a row whenever there is one', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: -50, max: 50 }), (all, index) => {
        const moved = cursorAt(list, all, freshView, index);
        expect(cursorIndex(list, all, moved)).toBe(
          all.length === 0 ? -1 : Math.max(0, Math.min(index, all.length - 1)),
        );
      }),
    );
  });

  it('pinned to a row stays on it while any others come, go or change places', () => {
    fc.assert(
      fc.property(rows, rows, fc.nat(), (before, after, index) => {
        fc.pre(before.length > 0);
        const how = pinned(list, before, cursorAt(list, before, freshView, index % before.length));
        const id = at(before, how);
        const row = before.find((each) => each.id === id);
        if (row === undefined) throw new Error('no row under the cursor');
        const others = after.filter((each) => each.id !== id);
        const cut = index % (others.length + 1);
        expect(at([...others.slice(0, cut), row, ...others.slice(cut)], how)).toBe(id);
      }),
    );
  });

  it('stays at its place when its row has gone: on the one that came up, or on the last', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (before, seed) => {
        fc.pre(before.length > 1);
        const index = seed % before.length;
        const how = cursorAt(list, before, freshView, index);
        const left = before.filter((_, each) => each !== index);
        expect(cursorIndex(list, left, how)).toBe(Math.min(index, left.length - 1));
      }),
    );
  });

  it('is the same view when it is pinned already, so that nothing is drawn anew', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const once = pinned(list, all, freshView);
        expect(pinned(list, all, once)).toBe(once);
      }),
    );
  });
});
