import { describe, expect, it } from 'vitest';
import { lineOf } from '#state/line-edit.ts';
import { findCompute, routeOf, selectedCompute } from '#state/selectors.ts';
import { openBoard, openWorkbench, type OpenWorkbench } from '#test/support/workbench.ts';
import { refusal } from './plans.ts';

const stateOf = ({ workbench }: OpenWorkbench) => workbench.store.getState();
const told = ({ requests }: OpenWorkbench): readonly string[] =>
  requests
    .filter(({ method, url }) => method === 'DELETE' || /\/(start|stop|restart)\?/u.test(url))
    .map(({ method, url }) => `${method} ${/computes\/([^?]+)/u.exec(url)?.[1] ?? ''}`);

const openAt = async (
  name: string,
  options: Parameters<typeof openWorkbench>[0] = {},
): Promise<OpenWorkbench> => {
  const open = openWorkbench({ speed: 0, ...options });
  await openBoard(open);
  await open.run(5000);
  const id = stateOf(open).board?.computes.data?.find((each) => each.name === name)?.id ?? '';
  open.workbench.commands.select('computes', id.toLowerCase());
  return open;
};

describe('removing', () => {
  it('says how many jobs and nodes go with a cluster, as the world has them', async () => {
    const open = await openAt('gpu-train');
    open.workbench.commands.openRemove();
    const main = open.simulator.world().workspaces.find(({ name }) => name === open.place.workspace);
    const on = main?.jobs.filter(({ compute }) => compute === 'gpu-train') ?? [];
    const running = on.filter(({ status }) => status === 'Running').length;
    const cluster = main?.computes.find(({ name }) => name === 'gpu-train')?.detail;
    const nodes = cluster?.kind === 'cluster' ? cluster.nodes.length : 0;
    expect(running).toBeGreaterThan(0);
    const { overlay } = stateOf(open);
    expect(overlay).toMatchObject({ is: 'remove', action: 'Delete', compute: { name: 'gpu-train' } });
    const consequences = overlay?.is === 'remove' ? overlay.consequences : [];
    expect(consequences[0]).toBe(`${running} running ${running === 1 ? 'job' : 'jobs'}`);
    expect(consequences.at(-1)).toBe(`${nodes} nodes`);
  });

  it('detaches what is attached, and deletes what is not', async () => {
    const open = await openAt('aks-serving');
    open.workbench.commands.openRemove();
    expect(stateOf(open).overlay).toMatchObject({ action: 'Detach' });
    open.workbench.commands.setOverlayLine(lineOf('aks-serving'));
    open.workbench.commands.confirmRemove();
    await open.settle();
    expect(told(open)).toEqual(['DELETE aks-serving']);
    expect(open.requests.find(({ method }) => method === 'DELETE')?.url).toContain('Action=Detach');
    expect(routeOf(stateOf(open)).screen).toBe('progress');
  });

  it('does nothing in a session that is or has become read-only', async () => {
    const open = await openAt('gpu-train');
    open.workbench.commands.openRemove();
    open.workbench.commands.setOverlayLine(lineOf('gpu-train'));
    open.workbench.commands.setReadOnly();
    open.workbench.commands.confirmRemove();
    open.workbench.commands.closeOverlay();
    await open.settle();
    expect(told(open)).toEqual([]);
  });
});

describe('telling an instance', () => {
  it('is about the instance that was asked about, wherever the cursor goes meanwhile', async () => {
    const open = await openAt('ci-amara');
    open.workbench.commands.openInstance();
    open.workbench.commands.select(
      'computes',
      stateOf(open)
        .board?.computes.data?.find(({ name }) => name === 'ci-mei-gpu')
        ?.id.toLowerCase() ?? '',
    );
    open.workbench.commands.act('stop');
    await open.settle();
    expect(told(open)).toEqual(['POST ci-amara/stop']);
  });

  it('says which jobs it would end, and is not offered for a cluster', async () => {
    const open = await openAt('ci-mei-gpu');
    open.workbench.commands.openInstance();
    const { overlay } = stateOf(open);
    expect(overlay?.is === 'instance' ? overlay.consequences.join() : 'no question').toMatch(
      /\d+ running jobs?/u,
    );
    const cluster = await openAt('gpu-train');
    cluster.workbench.commands.openInstance();
    expect(stateOf(cluster).overlay).toBeUndefined();
  });

  it('sends nothing without the question being open, and nothing when read-only', async () => {
    const open = await openAt('ci-amara', { readOnly: true });
    open.workbench.commands.act('stop');
    open.workbench.commands.openInstance();
    open.workbench.commands.act('stop');
    await open.settle();
    expect(told(open)).toEqual([]);
  });
});

describe('leaving the progress of an operation', () => {
  it('goes to the row of its compute, or stays where a removed one was', async () => {
    const open = await openAt('ci-amara');
    open.workbench.commands.openInstance();
    open.workbench.commands.act('stop');
    open.workbench.commands.select('computes', 'elsewhere');
    open.workbench.commands.leaveProgress('board');
    expect(routeOf(stateOf(open)).screen).toBe('board');
    expect(selectedCompute(stateOf(open))?.name).toBe('ci-amara');
  });

  it('goes back to the form of what has failed, as it was left', async () => {
    const open = await openAt('gpu-train', {
      instead: ({ method }) => (method === 'PATCH' ? refusal(409, 'Conflict') : undefined),
    });
    const compute = selectedCompute(stateOf(open));
    open.workbench.commands.openChange('scale', compute?.id ?? '');
    open.workbench.commands.setLine('max', lineOf('12'));
    open.workbench.commands.review();
    await open.run(1000);
    open.workbench.commands.send();
    await open.settle();
    expect(stateOf(open).operations[0]).toMatchObject({ does: 'scale', state: 'failed' });
    open.workbench.commands.leaveProgress('form');
    expect(routeOf(stateOf(open))).toEqual({
      screen: 'form',
      subject: { is: 'change', change: 'scale', computeId: compute?.id },
    });
    expect(Object.values(stateOf(open).forms)[0]?.lines['max']?.text).toBe('12');
    expect(findCompute(stateOf(open), compute?.id ?? '')?.detail).toMatchObject({ maxNodes: 10 });
  });
});
