import { describe, expect, it } from 'vitest';
import type { Place } from '#azure/place.ts';
import { workspaceMarks } from '#state/listed-workspaces.ts';
import type { RecentWorkspace, Recents } from '#state/recents.ts';
import { selectedRow, visible } from '#state/selectors.ts';
import { loadFuzzySearch } from '#state/fuzzy.ts';
import { lineOf } from '#state/line-edit.ts';
import { mainPlace } from '#simulator/simulator.ts';
import { startMs } from '#test/support/gateway.ts';
import { openWorkbench, type OpenWorkbench } from '#test/support/workbench.ts';

const sandbox: Place = {
  subscriptionId: 'C27A90D4-6B3F-4E58-8D21-5A9E0F4B7C12',
  resourceGroup: 'RG-ML-sandbox',
  workspace: 'mlw-sandbox',
};
const gone: Place = { ...mainPlace, workspace: 'mlw-gone' };

const recent = (place: Place, openedAt: number): RecentWorkspace => ({
  place,
  location: 'westeurope',
  openedAt,
});

const remembering = (
  ...first: readonly RecentWorkspace[]
): Recents & { readonly noted: RecentWorkspace[] } => {
  const noted: RecentWorkspace[] = [];
  const isNoted = ({ place }: RecentWorkspace): boolean =>
    noted.some((each) => each.place.workspace === place.workspace);
  return {
    noted,
    load: () => [...noted.toReversed(), ...first.filter((each) => !isNoted(each))],
    note: (each) => void noted.push(each),
  };
};

/** The rows of the list of workspaces, each with its mark. */
const rowsOf = ({ workbench }: Pick<OpenWorkbench, 'workbench'>): readonly (readonly [string, string?])[] => {
  const state = workbench.store.getState();
  const markOf = workspaceMarks(state);
  return visible.workspaces(state, workbench.jobs).rows.map((row) => {
    const mark = markOf(row);
    return mark === undefined ? [row.name] : [row.name, mark];
  });
};

describe('workspaces opened lately', () => {
  const recents = (): Recents => remembering(recent(sandbox, 3), recent(gone, 2), recent(mainPlace, 1));

  it('are shown before Azure has answered, as remembered; then first of the list, without those that are gone', async () => {
    const open = openWorkbench({ speed: 0, besides: { recents: recents() } });
    await open.workbench.commands.start();
    expect(rowsOf(open)).toEqual([
      ['mlw-sandbox', 'remembered'],
      ['mlw-gone', 'remembered'],
      ['mlw-demo', 'remembered'],
    ]);
    expect(open.requests).toEqual([]);
    open.workbench.acquire('workspaces');
    await open.settle();
    expect(rowsOf(open)).toEqual([
      ['mlw-sandbox', 'recent'],
      ['mlw-demo', 'recent'],
      ['mlw-forecast-prod'],
      ['mlw-vision-north'],
    ]);
  });

  it('stay while the list cannot be had', async () => {
    const open = openWorkbench({
      speed: 0,
      besides: { recents: recents() },
      instead: () => ({ status: 503, headers: {}, body: '' }),
    });
    await open.workbench.commands.start();
    open.workbench.acquire('workspaces');
    await open.settle();
    expect(open.workbench.store.getState().workspaces.problem).toBeDefined();
    expect(rowsOf(open)).toHaveLength(3);
  });

  it('come after the one that the folder names', async () => {
    const folderPlace = { workspace: 'MLW-vision-north' };
    const open = openWorkbench({ speed: 0, besides: { recents: recents(), folderPlace } });
    await open.workbench.commands.start();
    open.workbench.acquire('workspaces');
    await open.settle();
    expect(rowsOf(open)[0]).toEqual(['mlw-vision-north', 'this folder']);
    expect(rowsOf(open)[1]).toEqual(['mlw-sandbox', 'recent']);
  });

  it('a folder that names a subscription only names no workspace', async () => {
    const folderPlace = { subscriptionId: sandbox.subscriptionId };
    const open = openWorkbench({ speed: 0, besides: { folderPlace } });
    open.workbench.acquire('workspaces');
    await open.settle();
    expect(rowsOf(open).every(([, mark]) => mark === undefined)).toBe(true);
  });

  it('keep the cursor on the row that it stood on, when the others come', async () => {
    const open = openWorkbench({ speed: 0, besides: { recents: recents() } });
    const { commands, store, jobs } = open.workbench;
    await commands.start();
    commands.move(2);
    open.workbench.acquire('workspaces');
    await open.settle();
    expect(selectedRow('workspaces', store.getState(), jobs)?.name).toBe('mlw-demo');
  });

  it('can be opened before Azure has answered; opening one is noted, and puts it first', async () => {
    const kept = remembering(recent(sandbox, 3), recent(mainPlace, 1));
    const open = openWorkbench({ speed: 0, besides: { recents: kept } });
    const { commands, store } = open.workbench;
    await commands.start();
    commands.move(1);
    commands.open();
    open.workbench.acquire('computes');
    await open.settle();
    expect(store.getState().board?.computes.data?.length).toBeGreaterThan(0);
    expect(kept.noted).toEqual([{ place: mainPlace, location: 'westeurope', openedAt: startMs }]);
    commands.back();
    expect(rowsOf(open)[0]?.[0]).toBe('mlw-demo');
  });

  it('are found and ordered like the others', async () => {
    await loadFuzzySearch();
    const open = openWorkbench({ speed: 0, besides: { recents: recents() } });
    const { commands } = open.workbench;
    await commands.start();
    open.workbench.acquire('workspaces');
    await open.settle();
    commands.sortBy('workspaces', 'n');
    expect(rowsOf(open).map(([name]) => name)).toEqual([
      'mlw-demo',
      'mlw-forecast-prod',
      'mlw-sandbox',
      'mlw-vision-north',
    ]);
    commands.openFilter();
    commands.setOverlayLine(lineOf('sandbox'));
    expect(rowsOf(open)).toEqual([['mlw-sandbox', 'recent']]);
  });
});
