import { describe, expect, it } from 'vitest';
import { calmAfterMs } from '#state/calm.ts';
import { restAfterMs } from '#state/focus.ts';
import { withoutWaiting } from '#test/support/without-movement.ts';
import { openBoard, openWorkbench, type OpenWorkbench } from '#test/support/workbench.ts';

const minute = 60_000;

/** A board on which nothing happens. */
const stillBoard = async (
  configured: NonNullable<NonNullable<Parameters<typeof openWorkbench>[0]>['configured']> = {},
): Promise<OpenWorkbench> => {
  const open = openWorkbench({ speed: 0, poison: withoutWaiting, configured });
  await openBoard(open);
  await open.run(20_000);
  return open;
};

const sentIn = async (open: OpenWorkbench, ms: number): Promise<number> => {
  const from = open.requests.length;
  await open.run(ms);
  return open.requests.length - from;
};

describe('a board at which nothing happens', () => {
  it('is asked half as often after five minutes, until a key is pressed: then at once', async () => {
    const open = await stillBoard();
    const steady = (await sentIn(open, 4 * minute)) / 4;
    await open.run(calmAfterMs);
    const calm = (await sentIn(open, 10 * minute)) / 10;
    expect(steady).toBeLessThanOrEqual(20);
    expect(calm).toBeGreaterThan(steady * 0.4);
    expect(calm).toBeLessThan(steady * 0.6);
    await open.run(1000);
    const from = open.requests.length;
    open.workbench.noteKey();
    await open.settle();
    expect(open.requests.length - from).toBeGreaterThanOrEqual(3);
    // Not again with every key.
    open.workbench.noteKey();
    await open.settle();
    const after = open.requests.length;
    open.workbench.noteKey();
    await open.settle();
    expect(open.requests.length).toBe(after);
    expect((await sentIn(open, 4 * minute)) / 4).toBeGreaterThan(steady * 0.9);
  });

  it('keeps the pace that the user has chosen', async () => {
    const open = await stillBoard({ refreshSeconds: 15 });
    const steady = await sentIn(open, 4 * minute);
    await open.run(2 * calmAfterMs);
    expect(await sentIn(open, 4 * minute)).toBeGreaterThanOrEqual(steady - 2);
  });

  it('is never asked less often while something changes', async () => {
    const open = openWorkbench({ speed: 1 });
    await openBoard(open);
    await open.run(3 * calmAfterMs);
    expect(await sentIn(open, 10 * minute)).toBeGreaterThan(10 * 20);
  });
});

describe('a window without the focus', () => {
  it('is asked nothing for after ten seconds, and everything at once when it has it again', async () => {
    const open = await stillBoard();
    open.workbench.noteFocus(false);
    await open.run(restAfterMs);
    expect(open.workbench.store.getState().unfocused).toBe(true);
    expect(await sentIn(open, 60 * minute)).toBe(0);
    const from = open.requests.length;
    open.workbench.noteFocus(true);
    await open.settle();
    expect(open.workbench.store.getState().unfocused).toBeUndefined();
    expect(open.requests.length - from).toBeGreaterThanOrEqual(3);
    expect(await sentIn(open, minute)).toBeGreaterThan(5);
  });

  it('loses nothing by a glance elsewhere', async () => {
    const open = await stillBoard();
    open.workbench.noteFocus(false);
    await open.run(restAfterMs - 1);
    open.workbench.noteFocus(true);
    await open.run(restAfterMs);
    expect(open.workbench.store.getState().unfocused).toBeUndefined();
    expect(await sentIn(open, minute)).toBeGreaterThan(5);
  });

  it('is asked for all the same while the user wants to be told when something ends', async () => {
    const open = await stillBoard({ notify: 'bell' });
    open.workbench.noteFocus(false);
    await open.run(restAfterMs);
    expect(await sentIn(open, minute)).toBeGreaterThan(5);
  });

  it('stays paused when the user has paused, and goes on with a key that comes without the focus', async () => {
    const open = await stillBoard();
    open.workbench.commands.togglePause();
    open.workbench.noteFocus(false);
    await open.run(restAfterMs);
    open.workbench.noteFocus(true);
    expect(await sentIn(open, minute)).toBe(0);
    open.workbench.commands.togglePause();
    open.workbench.noteFocus(false);
    await open.run(restAfterMs);
    open.workbench.noteKey();
    expect(await sentIn(open, minute)).toBeGreaterThan(5);
  });

  it('leaves no timer behind', async () => {
    const open = await stillBoard();
    open.workbench.noteFocus(false);
    open.workbench.close();
    expect(open.timersWaiting()).toBe(0);
  });
});
