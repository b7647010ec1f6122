import { describe, expect, it } from 'vitest';
import type { Workspace } from '#azure/model.ts';
import { routeOf, selectedCompute, visible } from '#state/selectors.ts';
import type { Workbench } from '#state/workbench.ts';
import { never } from '#test/support/canned.ts';
import { openBoard, openWorkbench, type OpenWorkbench } from '#test/support/workbench.ts';

const screenOf = ({ store }: Workbench): string => routeOf(store.getState()).screen;
const noticeOf = ({ store }: Workbench): string | undefined => store.getState().notice?.words;
const find = ({ commands }: Workbench) => {
  const commandsOfFinding = commands.find();
  if (commandsOfFinding === undefined) throw new Error('finding is not there');
  return commandsOfFinding;
};

/** The board of the main workspace, with all workspaces listed. */
const begin = async (speed = 0): Promise<OpenWorkbench & { readonly other: Workspace }> => {
  const open = openWorkbench({ speed });
  const release = open.workbench.acquire('workspaces');
  await open.settle();
  release();
  await openBoard(open);
  const other = open.workbench.store
    .getState()
    .workspaces.data?.find(({ name }) => name !== open.place.workspace);
  if (other === undefined) throw new Error('there is one workspace only');
  return { ...open, other };
};

describe('the way back and forth', () => {
  it('goes to the last view and back to this one, and says when there is none', async () => {
    const { workbench } = await begin();
    workbench.commands.open();
    expect(screenOf(workbench)).toBe('compute');
    find(workbench).lastView();
    expect(screenOf(workbench)).toBe('board');
    find(workbench).lastView();
    expect(screenOf(workbench)).toBe('compute');
    find(workbench).stepView(1);
    expect(noticeOf(workbench)).toBe('there is no view after this one');
  });

  it('comes back to the page of a compute that is gone, and says that it is gone', async () => {
    const { workbench, gateway, place, run } = await begin(10);
    const name = selectedCompute(workbench.store.getState())?.name ?? '';
    workbench.commands.open();
    workbench.commands.back();
    await gateway.deleteCompute(place, name, 'Delete', never());
    await run(60_000);
    workbench.commands.refresh();
    await run(60_000);
    find(workbench).lastView();
    expect(screenOf(workbench)).toBe('compute');
    expect(noticeOf(workbench)).toBe(`${name} is gone`);
  });

  it('opens the workspace again that the view belongs to', async () => {
    const { workbench, other, settle } = await begin();
    const main = workbench.store.getState().board?.workspace.name;
    workbench.commands.openWorkspace(other);
    await settle();
    find(workbench).stepView(-1);
    await settle();
    expect(workbench.store.getState().board?.workspace.name).toBe(main);
    expect(visible.computes(workbench.store.getState(), workbench.jobs).rows.length).toBeGreaterThan(0);
    find(workbench).lastView();
    expect(workbench.store.getState().board?.workspace.name).toBe(other.name);
  });

  it('asks for the job of the page that it comes back to', async () => {
    const { workbench } = await begin();
    workbench.commands.openJob('job-a');
    workbench.commands.openJob('job-b');
    find(workbench).stepView(-1);
    expect(workbench.store.getState().board?.job.name).toBe('job-a');
  });
});

describe('how a list is looked at', () => {
  const viewOf = ({ store }: Workbench) => store.getState().lists.computes;

  it('goes along to another workspace as far as it makes sense there: order and columns, not the filter', async () => {
    const { workbench, other } = await begin();
    workbench.commands.sortBy('computes', 's');
    find(workbench).toggleWide();
    workbench.commands.openFilter();
    workbench.commands.setOverlayLine({ text: 'gpu', cursor: 3 });
    workbench.commands.acceptFilter();
    workbench.commands.openWorkspace(other);
    expect(viewOf(workbench)).toEqual({
      sort: { by: 's', reverse: false },
      wide: true,
      filter: '',
      faults: false,
    });
  });

  it('is as it was left when a workspace is opened again: filter, cursor and panel too', async () => {
    const { workbench, other } = await begin();
    const main = workbench.store.getState().board?.workspace;
    if (main === undefined) throw new Error('no board');
    workbench.commands.openFilter();
    workbench.commands.setOverlayLine({ text: 'gpu', cursor: 3 });
    workbench.commands.acceptFilter();
    workbench.commands.panel('queue');
    const before = viewOf(workbench);
    workbench.commands.openWorkspace(other);
    workbench.commands.openWorkspace(main);
    expect(viewOf(workbench).filter).toBe('gpu');
    expect(viewOf(workbench).cursor?.id).toBe(before.cursor?.id);
    expect(workbench.store.getState().board?.panel).toBe('queue');
  });
});

describe('the palette goes to a compute', () => {
  it('with the cursor on it, and takes away a filter only when it hides it', async () => {
    const { workbench } = await begin();
    const rows = visible.computes(workbench.store.getState(), workbench.jobs).rows;
    const [gpu, cpu] = [
      rows.find(({ name }) => name.includes('gpu')),
      rows.find(({ name }) => name.includes('cpu')),
    ];
    if (gpu === undefined || cpu === undefined) throw new Error('the world has other computes');
    const at = () => selectedCompute(workbench.store.getState())?.name;
    workbench.commands.openFilter();
    workbench.commands.setOverlayLine({ text: 'gpu', cursor: 3 });
    workbench.commands.acceptFilter();
    find(workbench).toCompute(gpu.id.toLowerCase());
    expect([at(), workbench.store.getState().lists.computes.filter]).toEqual([gpu.name, 'gpu']);
    find(workbench).toCompute(cpu.id.toLowerCase());
    expect([at(), workbench.store.getState().lists.computes.filter]).toEqual([cpu.name, '']);
  });
});
