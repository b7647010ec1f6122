import { describe, expect, it, vi } from 'vitest';
import { codePrinter } from '#state/code-printer.ts';
import { shownCode } from '#state/code-view.ts';
import { openBoard, openWorkbench } from '#test/support/workbench.ts';

describe('the code of a compute that is asked for first', () => {
  it('is there as soon as the printer is loaded, without another key', async () => {
    const open = openWorkbench({ speed: 0 });
    await openBoard(open);
    const { store, commands } = open.workbench;
    const [compute] = store.getState().board?.computes.data ?? [];
    expect(codePrinter()).toBeUndefined();
    commands.openCode(compute?.id ?? '');
    // Nothing half-made is shown meanwhile.
    expect(shownCode(store.getState())).toBeUndefined();
    let drawn = 0;
    store.subscribe(() => (drawn += 1));
    await vi.waitUntil(() => store.getState().code.printers > 0);
    expect(drawn).toBeGreaterThan(0);
    expect(shownCode(store.getState())?.is).toBe('code');
    open.workbench.close();
  });
});
