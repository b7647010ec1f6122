import { describe, expect, it } from 'vitest';
import { selectedCompute } from '#state/selectors.ts';
import { closeByService, closeLooksMs, observe, type SinceById } from '#state/since.ts';
import { boardOf } from '#test/support/job-service.ts';
import { openBoard, openWorkbench } from '#test/support/workbench.ts';

const none: SinceById = new Map();
const minute = 60_000;

describe('the time in a state, seen from here', () => {
  it('is a lower bound for what was so at the first look', () => {
    expect(observe(none, [{ id: 'n1', word: 'idle' }], 1000, undefined).get('n1')).toEqual({
      word: 'idle',
      at: 1000,
      exact: false,
    });
  });

  it('is exact for what has changed or come between two looks close together', () => {
    const first = observe(none, [{ id: 'n1', word: 'idle' }], 1000, undefined);
    const sights = [
      { id: 'n1', word: 'running' },
      { id: 'n2', word: 'preparing' },
    ];
    expect([...observe(first, sights, 1000 + 90_000, 1000)]).toEqual([
      ['n1', { word: 'running', at: 91_000, exact: true }],
      ['n2', { word: 'preparing', at: 91_000, exact: true }],
    ]);
  });

  it('is a lower bound again for what has changed or come while nobody looked', () => {
    const first = observe(none, [{ id: 'n1', word: 'idle' }], 1000, undefined);
    const sights = [
      { id: 'n1', word: 'running' },
      { id: 'n2', word: 'preparing' },
    ];
    const later = observe(first, sights, 1001 + 90_000, 1000);
    expect([...later.values()].map(({ exact }) => exact)).toEqual([false, false]);
  });

  it('is exact between two looks in turn, however fast the world of a demo goes and however slow the pace is', () => {
    const about = { mode: 'demo', readOnly: false, demoSpeed: 30 } as const;
    const first = observe(none, [{ id: 'n1', word: 'idle' }], 1000, undefined);
    const seven = observe(
      first,
      [{ id: 'n1', word: 'running' }],
      1000 + 7 * minute,
      1000,
      closeByService(about),
    );
    expect(seven.get('n1')?.exact).toBe(true);
    const hour = observe(
      first,
      [{ id: 'n1', word: 'running' }],
      1000 + 60 * minute,
      1000,
      closeByService(about),
    );
    expect(hour.get('n1')?.exact).toBe(false);
    expect(closeLooksMs(300)).toBeGreaterThan(300_000);
    expect(closeLooksMs(15)).toBe(90_000);
    expect(closeByService({ ...about, demoSpeed: 0 })).toBe(90_000);
  });

  it('stays what it was for as long as the state is the same, however seldom it is looked at', () => {
    const first = observe(none, [], 0, undefined);
    const second = observe(first, [{ id: 'n1', word: 'idle' }], minute, 0);
    expect(observe(second, [{ id: 'n1', word: 'idle' }], 60 * minute, minute)).toBe(second);
    expect(second.get('n1')).toEqual({ word: 'idle', at: minute, exact: true });
  });

  it('is exact for a new thing of a long list only when it was made after the look before', () => {
    const sights = [
      { id: 'found-late', word: 'Running', createdAt: minute - 1 },
      { id: 'made-just-now', word: 'Running', createdAt: minute + 1 },
      { id: 'of-unknown-age', word: 'Running', createdAt: 0 },
    ];
    const after = observe(none, sights, 2 * minute, minute);
    expect([...after].map(([id, { exact }]) => [id, exact])).toEqual([
      ['found-late', false],
      ['made-just-now', true],
      ['of-unknown-age', false],
    ]);
  });

  it('is a lower bound for a thing of a long list that was itself not seen for long', () => {
    const first = observe(none, [{ id: 'j1', word: 'Queued' }], 0, undefined);
    const late = observe(first, [{ id: 'j1', word: 'Running', seenBeforeAt: 0 }], 2 * minute, minute);
    const soon = observe(first, [{ id: 'j1', word: 'Running', seenBeforeAt: minute }], 2 * minute, 0);
    expect(late.get('j1')?.exact).toBe(false);
    expect(soon.get('j1')?.exact).toBe(true);
  });

  it('is the same map while nothing changes, and forgets what has gone', () => {
    const first = observe(none, [{ id: 'n1', word: 'idle' }], 1000, undefined);
    expect(observe(first, [{ id: 'n1', word: 'idle' }], 2000, 1000)).toBe(first);
    expect(observe(first, [], 2000, 1000).size).toBe(0);
  });
});

describe('since when a node is in its state', () => {
  it('is exact while its cluster is watched, and a lower bound for what happened while another one was', async () => {
    const open = openWorkbench({ speed: 1 });
    await openBoard(open);
    await open.run(30 * minute);
    const cluster = selectedCompute(open.workbench.store.getState())?.id ?? '';
    const sinces = () => [...(boardOf(open).nodes[cluster]?.since ?? none)];
    const watched = new Map(sinces());
    expect([...watched.values()].some(({ exact }) => exact)).toBe(true);
    open.workbench.commands.move(1);
    await open.run(60 * minute);
    open.workbench.commands.move('first');
    await open.run(1000);
    const news = sinces().filter(([id, since]) => watched.get(id) !== since);
    expect(news.length).toBeGreaterThan(0);
    expect(news.filter(([, { exact }]) => exact)).toEqual([]);
  });

  it('of nodes and jobs is exact in the quick motion of a demo, once they have changed before our eyes', async () => {
    const open = openWorkbench({ speed: 30 });
    open.workbench.commands.step((state) => ({ ...state, about: { ...state.about, demoSpeed: 30 } }));
    await openBoard(open);
    await open.run(3 * minute);
    const { nodes, jobs } = boardOf(open);
    const exact = (since: SinceById): number => [...since.values()].filter((each) => each.exact).length;
    expect(exact(jobs.since)).toBeGreaterThan(0);
    expect(Object.values(nodes).some((each) => exact(each.since) > 0)).toBe(true);
  });
});
