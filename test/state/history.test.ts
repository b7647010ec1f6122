import { describe, expect, test } from 'vitest';
import { recentOf, slotMs, slotOf, type History } from '#state/history.ts';
import { keptSlots, measured, together } from '#state/measured.ts';

const none: History = new Map();
const look = (nodes: number | undefined, queue: number | undefined = 0, id = '/a') => [{ id, nodes, queue }];
/** Looks one after the other, each in its slot. */
const looked = (...looks: readonly (readonly [slot: number, nodes: number, queue?: number])[]): History =>
  looks.reduce((history, [slot, nodes, queue]) => measured(history, slot, look(nodes, queue)), none);

describe('what is measured of a compute', () => {
  test('is one figure in a slot of two minutes: the first look counts', () => {
    expect(slotOf(3 * slotMs + 1)).toBe(3);
    expect(looked([5, 2, 1], [5, 9, 9]).get('/a')).toEqual({ first: 5, nodes: [2], queue: [1] });
  });

  test('is completed within its slot by what the first look could not tell', () => {
    const first = measured(none, 5, [{ id: '/a', nodes: 2, queue: undefined }]);
    expect(measured(first, 5, look(9, 4)).get('/a')).toEqual({ first: 5, nodes: [2], queue: [4] });
  });

  test('is taken to have stayed as it was between two looks at the slowest pace, and is unknown beyond', () => {
    expect(looked([0, 2], [4, 3]).get('/a')?.nodes).toEqual([2, 2, 2, 2, 3]);
    expect(looked([0, 2], [5, 3]).get('/a')?.nodes).toEqual([
      2,
      undefined,
      undefined,
      undefined,
      undefined,
      3,
    ]);
  });

  test('is a day at the most, however long it goes on', () => {
    let history = none;
    for (let slot = 0; slot < 3 * keptSlots; slot += 1) history = measured(history, slot, look(slot));
    const track = history.get('/a');
    expect(track?.nodes).toHaveLength(keptSlots);
    expect(track?.queue).toHaveLength(keptSlots);
    expect([track?.first, track?.nodes[0]]).toEqual([2 * keptSlots, 2 * keptSlots]);
  });

  test('is forgotten a day after the compute was seen last', () => {
    const history = looked([0, 2]);
    expect([...measured(history, keptSlots - 1, look(1, 0, '/b')).keys()]).toEqual(['/a', '/b']);
    expect([...measured(history, keptSlots + 1, look(1, 0, '/b')).keys()]).toEqual(['/b']);
  });

  test('bears servers whose clocks differ a little, and drops what a clock that was ahead has measured', () => {
    const history = looked([10, 1], [11, 2]);
    expect(measured(history, 10, look(7)).get('/a')?.nodes).toEqual([1, 2]);
    const ahead = measured(history, 500, look(9));
    expect(measured(ahead, 12, look(3)).get('/a')).toMatchObject({ first: 10 });
    expect(measured(ahead, 12, look(3)).get('/a')?.nodes.slice(0, 2)).toEqual([1, 2]);
    expect(measured(ahead, 12, look(3)).get('/a')?.nodes.at(-1)).toBe(3);
    expect(measured(ahead, 5, look(3)).get('/a')).toEqual({ first: 5, nodes: [3], queue: [0] });
  });

  test('of two sessions is joined: each fills what the other has not seen', () => {
    const [own, other] = [looked([10, 1], [20, 2]), looked([8, 7], [12, 8], [20, 9])];
    const both = together(own, other).get('/a');
    expect(both?.first).toBe(8);
    expect(both?.nodes.slice(0, 5)).toEqual([7, 7, 1, 7, 8]);
    expect(both?.nodes.at(-1)).toBe(2);
    expect(together(own, looked()).get('/a')).toBe(own.get('/a'));
  });
});

describe('the newest of it', () => {
  test('begins where the measuring began, and says how long ago that was', () => {
    const track = looked([10, 1], [11, 2], [12, 3]).get('/a');
    expect(track && recentOf(track, 'nodes', 15, 1)).toEqual({ cells: [1, 2, 3], spanMs: 3 * slotMs });
    expect(track && recentOf(track, 'nodes', 2, 1)).toEqual({ cells: [2, 3], spanMs: 2 * slotMs });
  });

  test('has the greatest figure of each cell, and gaps where nobody looked', () => {
    const track = looked([9, 4], [10, 1], [11, 2], [16, 3]).get('/a');
    expect(track && recentOf(track, 'nodes', 15, 2)).toEqual({
      cells: [4, 2, undefined, undefined, 3],
      spanMs: 8 * slotMs,
    });
  });

  test('is nothing while nothing is known', () => {
    expect(recentOf({ first: 1, nodes: [undefined], queue: [2] }, 'nodes', 15, 1)).toBeUndefined();
  });
});
