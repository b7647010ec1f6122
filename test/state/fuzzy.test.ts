import { describe, expect, it, vi } from 'vitest';
import { fuzzySearch } from '#state/fuzzy.ts';
import { visible } from '#state/selectors.ts';
import { openWorkbench } from '#test/support/workbench.ts';

const namesFor = (open: ReturnType<typeof openWorkbench>, filter: string): readonly string[] => {
  const state = open.workbench.store.getState();
  const lists = { ...state.lists, workspaces: { ...state.lists.workspaces, filter } };
  return visible.workspaces({ ...state, lists }, open.workbench.jobs).rows.map(({ name }) => name);
};

describe('finding a workspace', () => {
  it('takes letters as one piece until the search is loaded, and then letters in order', async () => {
    const open = openWorkbench({ speed: 0 });
    open.workbench.acquire('workspaces');
    await open.settle();
    expect(namesFor(open, 'sandbox')).toEqual(['mlw-sandbox']);
    expect(namesFor(open, 'sdbx')).toEqual([]);
    await open.workbench.commands.start();
    await vi.waitUntil(() => fuzzySearch() !== undefined);
    expect(namesFor(open, 'sdbx')[0]).toBe('mlw-sandbox');
  });
});
