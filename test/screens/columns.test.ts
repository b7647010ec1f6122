import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsWidth, layoutColumns, scrollWindow, wantedFor, type ColumnSpec } from '#screens/columns.ts';

const spec = (id: string, min: number, more: Partial<ColumnSpec> = {}): ColumnSpec => ({
  id,
  title: id,
  min,
  ...more,
});

const anyColumns = fc
  .array(
    fc.record(
      {
        min: fc.integer({ min: 1, max: 30 }),
        extra: fc.integer({ min: 0, max: 30 }),
        grow: fc.integer({ min: 1, max: 5 }),
        drop: fc.integer({ min: 1, max: 5 }),
      },
      { requiredKeys: ['min'] },
    ),
    { maxLength: 10 },
  )
  .map((columns) =>
    columns.map(({ min, extra, grow, drop }, index): ColumnSpec => ({
      id: `c${index}`,
      title: `C${index}`,
      min,
      ...(extra === undefined ? {} : { max: min + extra }),
      ...(grow === undefined ? {} : { grow }),
      ...(drop === undefined ? {} : { drop }),
    })),
  );

describe('columns of a table', () => {
  const columns = [
    spec('name', 10, { grow: 2 }),
    spec('state', 8, { drop: 3 }),
    spec('user', 6, { drop: 1 }),
    spec('job', 8, { grow: 1, max: 12, drop: 2 }),
  ];
  const widths = (available: number) =>
    Object.fromEntries(layoutColumns(columns, available).map(({ id, width }) => [id, width]));

  test('have their least widths when there is just room', () => {
    expect(widths(35)).toEqual({ name: 10, state: 8, user: 6, job: 8 });
  });

  test('the least important go first, and what they leave is used', () => {
    expect(widths(34)).toEqual({ name: 14, state: 8, job: 10 });
    expect(widths(27)).toEqual({ name: 18, state: 8 });
    expect(widths(9)).toEqual({ name: 9 });
  });

  test('grow by their shares, up to what they have a use for', () => {
    expect(widths(41)).toEqual({ name: 14, state: 8, user: 6, job: 10 });
    expect(widths(100)).toEqual({ name: 71, state: 8, user: 6, job: 12 });
  });

  test('leave room unused rather than stretch when none of them grows', () => {
    expect(layoutColumns([spec('a', 5), spec('b', 5)], 80).map(({ width }) => width)).toEqual([5, 5]);
  });

  test('have what there is to show and leave the rest, which extra columns get as far as they narrow no other', () => {
    const named = [
      spec('name', 10, { max: 40, grow: 3 }),
      spec('type', 8, { max: 18, grow: 1, drop: 1 }),
      spec('created', 10, { extra: true }),
      spec('id', 60, { extra: true }),
      spec('region', 5, { extra: true }),
    ];
    const wants = { name: 22, type: 15 };
    const placed = (available: number) =>
      layoutColumns(named, available, wants).map(({ id, width }) => [id, width]);
    const own = [
      ['name', 22],
      ['type', 15],
    ];
    expect(placed(38)).toEqual(own);
    expect(placed(79)).toEqual(own);
    expect(placed(80)).toEqual([...own, ['created', 10], ['region', 5]]);
    expect(placed(200)).toEqual([...own, ['created', 10], ['id', 60], ['region', 5]]);
  });

  test('want what the widest of their rows has, never less than before, and never more than their most', () => {
    const named = [spec('name', 4, { max: 12, grow: 1 }), spec('state', 8)];
    const row = (text: string) => ({ name: { text }, state: { text: 'x'.repeat(40) } });
    const first = wantedFor(named, [row('gpu-a100'), row('cpu')], {});
    expect(first).toEqual({ name: 8 });
    expect(wantedFor(named, [row('cpu')], first)).toBe(first);
    expect(wantedFor(named, [row('\u65e5\u672c\u65e5\u672c\u65e5')], first)).toEqual({ name: 10 });
    expect(wantedFor(named, [row('n'.repeat(5000))], first)).toEqual({ name: 12 });
  });

  test('fit the space, keep their order, and respect what each asked for', () => {
    fc.assert(
      fc.property(anyColumns, fc.integer({ min: 0, max: 200 }), (specs, available) => {
        const placed = layoutColumns(specs, available);
        expect(columnsWidth(placed)).toBeLessThanOrEqual(available);
        const ids = specs.map(({ id }) => id);
        expect(placed.map(({ id }) => id)).toEqual(
          ids.filter((id) => placed.some((column) => column.id === id)),
        );
        for (const column of placed) {
          const asked = specs.find(({ id }) => id === column.id);
          expect(column.width).toBeGreaterThanOrEqual(placed.length > 1 ? (asked?.min ?? 0) : 1);
          expect(column.width).toBeLessThanOrEqual(
            asked?.max ?? (asked?.grow === undefined ? (asked?.min ?? 0) : available),
          );
        }
        expect(placed.length > 0).toBe(available > 0 && specs.length > 0);
      }),
      { numRuns: 500 },
    );
  });

  test('a wider screen never shows fewer of them', () => {
    fc.assert(
      fc.property(anyColumns, fc.integer({ min: 0, max: 200 }), (specs, available) => {
        expect(layoutColumns(specs, available + 1).length).toBeGreaterThanOrEqual(
          layoutColumns(specs, available).length,
        );
      }),
    );
  });
});

describe('the part of a list on the screen', () => {
  test.each([
    [
      'stays while the cursor moves in it',
      { count: 100, height: 10, cursor: 15, top: 10 },
      { top: 10, end: 20 },
    ],
    ['moves down by one', { count: 100, height: 10, cursor: 20, top: 10 }, { top: 11, end: 21 }],
    ['moves up by one', { count: 100, height: 10, cursor: 9, top: 10 }, { top: 9, end: 19 }],
    [
      'is filled again when the list shrank',
      { count: 12, height: 10, cursor: 3, top: 50 },
      { top: 2, end: 12 },
    ],
    ['is the whole list when it fits', { count: 3, height: 10, cursor: 2, top: 1 }, { top: 0, end: 3 }],
    [
      'is kept when there is no cursor',
      { count: 100, height: 10, cursor: -1, top: 10 },
      { top: 10, end: 20 },
    ],
    ['is nothing without rows', { count: 100, height: 0, cursor: 5, top: 10 }, { top: 10, end: 10 }],
  ])('%s', (_what, request, expected) => {
    expect(scrollWindow(request)).toEqual(expected);
  });

  test('always shows the cursor, fills the screen, and moves no more than it must', () => {
    const request = fc
      .record({ count: fc.nat(200), height: fc.nat(50), top: fc.nat(250), at: fc.nat(199) })
      .map(({ at, ...rest }) => ({ ...rest, cursor: rest.count === 0 ? -1 : at % rest.count }));
    fc.assert(
      fc.property(request, ({ count, height, cursor, top }) => {
        const shown = scrollWindow({ count, height, cursor, top });
        expect(shown.end - shown.top).toBe(Math.min(count, height));
        if (height === 0 || count === 0) return;
        expect(cursor).toBeGreaterThanOrEqual(shown.top);
        expect(cursor).toBeLessThan(shown.end);
        const allowed = Array.from({ length: Math.max(0, count - height) + 1 }, (_, first) => first).filter(
          (first) => first <= cursor && cursor < first + height,
        );
        expect(Math.abs(shown.top - top)).toBe(Math.min(...allowed.map((first) => Math.abs(first - top))));
      }),
      { numRuns: 1_000 },
    );
  });
});
