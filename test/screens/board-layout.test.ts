import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardLayout, isLarge, stripRows } from '#screens/board-layout.ts';
import { layoutColumns } from '#screens/columns.ts';
import { rowLead } from '#screens/table.ts';
import { computeColumns } from '#screens/tables/compute-table.ts';
import { queueColumns } from '#screens/tables/queue-table.ts';
import { wideTables } from '#screens/tables/wide-columns.ts';
import { largeLayout, panelsWith } from '#screens/board/large-layout.ts';

const anyPanels = fc.record({ log: fc.boolean(), quota: fc.boolean() });
const below = (box: { readonly rows: number } | undefined): number => (box === undefined ? 0 : box.rows + 1);

describe('the division of the board', () => {
  it('fills the area exactly, whatever its size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 59, max: 500 }), fc.integer({ min: 10, max: 200 }), (columns, rows) => {
        const layout = boardLayout(columns, rows);
        const { computes, nodes, queue } = layout;
        for (const box of [computes, nodes, queue]) expect(box.rows).toBeGreaterThanOrEqual(2);
        const sums =
          layout.is === 'stacked'
            ? [
                computes.columns,
                computes.rows + (layout.strip > 0 ? layout.strip + 1 : 0) + below(nodes) + below(queue),
                rows,
              ]
            : [
                computes.columns + 3 + layout.right,
                computes.rows,
                layout.strip + below(nodes) + below(queue),
              ];
        expect(sums).toEqual([columns, rows, rows]);
      }),
    );
  });

  it('shows in every table at least the columns that a terminal of 80 columns shows', () => {
    const tables = { computes: computeColumns, queue: queueColumns, wide: wideTables.computes.columns };
    const shown = (table: keyof typeof tables, cells: number): readonly string[] =>
      layoutColumns(tables[table], cells - rowLead).map(({ id }) => id);
    const narrow = boardLayout(79, 18);
    for (let columns = 80; columns <= 240; columns++) {
      const { computes, queue } = boardLayout(columns, 34);
      expect(shown('computes', computes.columns)).toEqual(shown('computes', narrow.computes.columns));
      expect(shown('wide', computes.columns)).toEqual(
        expect.arrayContaining([...shown('wide', narrow.computes.columns)]),
      );
      expect(shown('queue', queue.columns)).toEqual(
        expect.arrayContaining([...shown('queue', narrow.queue.columns)]),
      );
    }
  });

  it('says how the selected compute stands at 120x40, where the panels lie above one another', () => {
    expect(boardLayout(119, 34)).toMatchObject({ is: 'stacked', strip: 3, queue: { columns: 119 } });
    expect(boardLayout(79, 18)).toMatchObject({ is: 'stacked', strip: 0 });
  });

  it('has room for all panels from 180x45 on, which is 179x39 within the frame', () => {
    expect(isLarge(179, 39)).toBe(true);
    expect(isLarge(178, 39)).toBe(false);
    expect(isLarge(179, 38)).toBe(false);
  });

  it('fills a large area exactly, whichever panels there are, each with room for some rows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 179, max: 500 }),
        fc.integer({ min: 39, max: 200 }),
        anyPanels,
        (columns, rows, has) => {
          const { computes, quota, events, nodes, queue, log } = largeLayout(columns, rows, has);
          expect(computes.columns + 3 + nodes.columns).toBe(columns);
          expect(computes.rows + below(quota) + below(events)).toBe(rows);
          expect(stripRows(nodes.columns) + below(nodes) + below(queue) + below(log)).toBe(rows);
          expect([quota !== undefined, log !== undefined]).toEqual([has.quota, has.log]);
          const all = [computes, quota, events, nodes, queue, log].flatMap((box) => box?.rows ?? []);
          expect(Math.min(...all)).toBeGreaterThanOrEqual(6);
        },
      ),
    );
  });

  it('gives the room of a panel that there is not to its neighbours', () => {
    const bare = largeLayout(199, 54, { log: false, quota: false });
    const whole = largeLayout(199, 54, { log: true, quota: true });
    expect(bare.computes.rows).toBeGreaterThan(whole.computes.rows);
    expect(bare.queue.rows).toBeGreaterThan(whole.queue.rows);
  });

  it('says which panels can have the keys, in the order of their numbers, the same array each time', () => {
    expect(panelsWith({ log: true, quota: true })).toEqual(['computes', 'nodes', 'queue', 'log', 'quota']);
    expect(panelsWith({ log: false, quota: true })).toEqual(['computes', 'nodes', 'queue', 'quota']);
    const none = { log: false, quota: false };
    expect(panelsWith(none)).toEqual(['computes', 'nodes', 'queue']);
    expect(panelsWith(none)).toBe(panelsWith({ ...none }));
  });
});
