import { describe, expect, it } from 'vitest';
import { cursorOf, routeOf, selectedCompute, selectedRow, visible } from '#state/selectors.ts';
import type { Workbench } from '#state/workbench.ts';
import { never } from '#test/support/canned.ts';
import { planOf } from './plans.ts';
import { beginAtBoard, openSessions, type Sessions } from './sessions.ts';

const names = ({ store, jobs }: Workbench): readonly string[] =>
  visible.computes(store.getState(), jobs).rows.map(({ name }) => name);
const atCursor = ({ store }: Workbench): string | undefined => selectedCompute(store.getState())?.name;

/** Somebody else makes a cluster. */
const appear = async (sessions: Sessions, name: string): Promise<void> => {
  const { body } = planOf('AmlCompute', { name });
  await sessions.gateway.putCompute(sessions.place, name, body, never());
};

describe('the cursor', () => {
  it('stays on its row while rows come and go above it', async () => {
    const sessions = openSessions({ speed: 10 });
    const workbench = await beginAtBoard(sessions);
    workbench.commands.move(2);
    const name = atCursor(workbench);
    expect(name).toBe('gpu-train');
    await appear(sessions, 'aa-1');
    await appear(sessions, 'aa-2');
    await sessions.run(15_000);
    expect(names(workbench).slice(0, 2)).toEqual(['aa-1', 'aa-2']);
    expect(atCursor(workbench)).toBe('gpu-train');
    for (const gone of ['aa-1', 'cpu-batch'])
      await sessions.gateway.deleteCompute(sessions.place, gone, 'Delete', never());
    await sessions.run(30_000);
    expect(names(workbench)).not.toContain('aa-1');
    expect(atCursor(workbench)).toBe('gpu-train');
  });

  it('that was never moved is pinned too: what appears above does not slip under it', async () => {
    const sessions = openSessions({ speed: 10 });
    const workbench = await beginAtBoard(sessions);
    expect(atCursor(workbench)).toBe('cpu-batch');
    await appear(sessions, 'aa-1');
    await sessions.run(15_000);
    expect(atCursor(workbench)).toBe('cpu-batch');
  });

  it('comes to the neighbour when its row is deleted, and to the last one at the end', async () => {
    const sessions = openSessions({ speed: 10 });
    const workbench = await beginAtBoard(sessions);
    const before = names(workbench);
    workbench.commands.move(1);
    expect(atCursor(workbench)).toBe('cpu-etl');
    await sessions.gateway.deleteCompute(sessions.place, 'cpu-etl', 'Delete', never());
    await sessions.run(30_000);
    expect(names(workbench)).toEqual(before.filter((name) => name !== 'cpu-etl'));
    expect(atCursor(workbench)).toBe(before[2]);
    workbench.commands.move('last');
    const last = atCursor(workbench) ?? '';
    await sessions.gateway.deleteCompute(sessions.place, last, 'Detach', never());
    await sessions.run(30_000);
    expect(names(workbench)).not.toContain(last);
    expect(atCursor(workbench)).toBe(names(workbench).at(-1));
  });

  it('moves no further than the list goes, and is where it was after a filter has come and gone', async () => {
    const sessions = openSessions({ speed: 0 });
    const workbench = await beginAtBoard(sessions);
    const { commands, store, jobs } = workbench;
    commands.move(-5);
    expect(cursorOf('computes', store.getState(), jobs)).toBe(0);
    commands.move('last');
    commands.move(3);
    expect(atCursor(workbench)).toBe(names(workbench).at(-1));
    commands.move('first');
    commands.move(2);
    commands.openFilter();
    commands.setOverlayLine({ text: 'gpu-train', cursor: 9 });
    expect(names(workbench)).toEqual(['gpu-train']);
    commands.closeOverlay();
    expect(names(workbench).length).toBeGreaterThan(3);
    expect(atCursor(workbench)).toBe('gpu-train');
  });
});

describe('going back', () => {
  it('undoes one thing at a time: overlay, filter, zoom, screen; and says when nothing is left', async () => {
    const sessions = openSessions({ speed: 0 });
    const workbench = await beginAtBoard(sessions);
    const { commands, store, jobs } = workbench;
    commands.zoom();
    expect(selectedRow('computes', store.getState(), jobs)).toBeDefined();
    commands.panel('computes');
    commands.openFilter();
    commands.setOverlayLine({ text: 'cpu', cursor: 3 });
    commands.acceptFilter();
    commands.openHelp();
    const left = (): readonly unknown[] => {
      const { overlay, lists, board } = store.getState();
      return [overlay?.is, lists.computes.filter, board?.zoomedFrom, routeOf(store.getState()).screen];
    };
    expect(left()).toEqual(['help', 'cpu', 'computes', 'board']);
    const steps = [0, 1, 2, 3, 4].map(() => [commands.back(), ...left()]);
    expect(steps).toEqual([
      [true, undefined, 'cpu', 'computes', 'board'],
      [true, undefined, '', 'computes', 'board'],
      [true, undefined, '', undefined, 'board'],
      [true, undefined, '', undefined, 'workspaces'],
      [false, undefined, '', undefined, 'workspaces'],
    ]);
  });
});
