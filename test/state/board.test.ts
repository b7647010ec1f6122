import { describe, expect, it } from 'vitest';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import { isChanging } from '#state/compute-state.ts';
import { selectedCompute, visible } from '#state/selectors.ts';
import { withoutMovement } from '#test/support/without-movement.ts';
import { openBoard, openWorkbench, type OpenWorkbench } from '#test/support/workbench.ts';

const stateOf = ({ workbench }: OpenWorkbench) => workbench.store.getState();
const boardOf = (open: OpenWorkbench) => {
  const { board } = stateOf(open);
  if (board === undefined) throw new Error('no board is open');
  return board;
};

const refusal = (status: number, code: string): PlainResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ error: { code, message: `${code} said the service` } }),
});

const isFor =
  (part: string) =>
  ({ url }: PlainRequest): boolean =>
    new URL(url).pathname.includes(part);

describe('the board', () => {
  it('shows the computes, the nodes of the selected cluster and its jobs as the world has them', async () => {
    const open = openWorkbench({ speed: 0 });
    await openBoard(open);
    await open.run(1000);
    const world = open.simulator.world();
    const workspace = world.workspaces.find(({ name }) => name === open.place.workspace);
    expect(new Set(boardOf(open).computes.data?.map(({ name }) => name))).toEqual(
      new Set(workspace?.computes.map(({ name }) => name)),
    );
    expect(open.workbench.jobs.size).toBe(workspace?.jobs.length);
    expect(boardOf(open).jobs.complete).toBe(true);
    const cluster = selectedCompute(stateOf(open));
    expect(cluster?.detail.is).toBe('cluster');
    const nodes = visible.nodes(stateOf(open), open.workbench.jobs);
    if (cluster?.detail.is !== 'cluster') throw new Error('the first row is no cluster');
    expect(nodes.rows).toHaveLength(cluster.detail.currentNodes);
  });

  it('draws nothing anew when a poll brings no news', async () => {
    const open = openWorkbench({ speed: 0 });
    await openBoard(open);
    await open.run(5000);
    const before = boardOf(open);
    await open.run(30_000);
    const after = boardOf(open);
    expect(after.computes.data).toBe(before.computes.data);
    expect(Object.values(after.nodes)[0]?.remote.data).toBe(Object.values(before.nodes)[0]?.remote.data);
    expect(after.jobs.version).toBe(before.jobs.version);
    expect(after.computes.answeredAt).toBeGreaterThan(before.computes.answeredAt ?? 0);
  });

  it('asks at most 20 times a minute in a steady world', async () => {
    const open = openWorkbench({ speed: 0, poison: withoutMovement });
    await openBoard(open);
    await open.run(20_000);
    expect(boardOf(open).computes.data?.some(isChanging)).toBe(false);
    const from = open.requests.length;
    await open.run(600_000);
    const perMinute = (open.requests.length - from) / 10;
    expect(perMinute).toBeLessThanOrEqual(20);
    // Steady is not asleep.
    expect(perMinute).toBeGreaterThan(5);
  });

  it('asks at most 60 times a minute in a changing one, more often than in a steady one, and never while paused or hidden', async () => {
    const open = openWorkbench({ speed: 30 });
    const release = await openBoard(open);
    await open.run(10_000);
    const busyFrom = open.requests.length;
    await open.run(60_000);
    expect(open.requests.length - busyFrom).toBeLessThanOrEqual(60);
    expect(open.requests.length - busyFrom).toBeGreaterThan(20);
    open.workbench.commands.togglePause();
    const pausedFrom = open.requests.length;
    await open.run(600_000);
    expect(open.requests.length).toBe(pausedFrom);
    open.workbench.commands.togglePause();
    open.workbench.hide();
    await open.settle();
    const hiddenFrom = open.requests.length;
    await open.run(600_000);
    expect(open.requests.length).toBe(hiddenFrom);
    open.workbench.show();
    await open.run(1000);
    expect(open.requests.length).toBeGreaterThan(hiddenFrom);
    release();
    await open.settle();
    const releasedFrom = open.requests.length;
    await open.run(600_000);
    expect(open.requests.length).toBe(releasedFrom);
    expect(open.timersWaiting()).toBe(0);
  });

  it('fills by itself when a role arrives: what may not be seen is asked every five minutes, and at once by r', async () => {
    let granted = false;
    const open = openWorkbench({
      speed: 0,
      instead: (request) =>
        !granted && isFor('/listNodes')(request) ? refusal(403, 'AuthorizationFailed') : undefined,
    });
    await openBoard(open);
    await open.run(1000);
    const cluster = selectedCompute(stateOf(open))?.id ?? '';
    const nodes = () => boardOf(open).nodes[cluster]?.remote;
    const asked = (): number => open.requests.filter(isFor('/listNodes')).length;
    expect(nodes()?.problem?.kind).toBe('forbidden');
    const first = asked();
    await open.run(290_000);
    expect(asked()).toBe(first);
    await open.run(900_000);
    expect(asked()).toBe(first + 3);
    granted = true;
    await open.run(300_000);
    expect(nodes()?.problem).toBeUndefined();
    expect(nodes()?.data).toBeDefined();
    granted = false;
    await open.run(60_000);
    expect(nodes()?.problem?.kind).toBe('forbidden');
    granted = true;
    open.workbench.commands.refresh();
    await open.settle();
    expect(nodes()?.problem).toBeUndefined();
  });

  it('lets one failing source fail alone: the others go on, and its rows stay with the reason', async () => {
    let broken = false;
    const open = openWorkbench({
      speed: 0,
      instead: (request) =>
        broken && isFor('/listNodes')(request) ? refusal(500, 'InternalError') : undefined,
    });
    await openBoard(open);
    await open.run(1000);
    const cluster = selectedCompute(stateOf(open))?.id ?? '';
    const before = boardOf(open).nodes[cluster]?.remote;
    expect(before?.data).toBeDefined();
    broken = true;
    await open.run(60_000);
    const after = boardOf(open).nodes[cluster]?.remote;
    expect(after?.data).toBe(before?.data);
    expect(after?.problem).toMatchObject({ kind: 'service-fault', status: 500 });
    expect(boardOf(open).computes.problem).toBeUndefined();
    expect(boardOf(open).computes.answeredAt).toBeGreaterThan(before?.answeredAt ?? 0);
  });

  it('stops asking when the sign-in is refused, and asks again when told to', async () => {
    let signedOut = false;
    const open = openWorkbench({
      speed: 0,
      instead: () => (signedOut ? refusal(401, 'ExpiredAuthenticationToken') : undefined),
    });
    await openBoard(open);
    await open.run(1000);
    signedOut = true;
    await open.run(60_000);
    const from = open.requests.length;
    await open.run(3_600_000);
    expect(open.requests.length).toBe(from);
    expect(boardOf(open).computes.problem?.kind).toBe('signed-out');
    signedOut = false;
    open.workbench.commands.refresh();
    await open.settle();
    expect(boardOf(open).computes.problem).toBeUndefined();
  });

  it('never paints a late answer of one workspace into another', async () => {
    let hold: (() => void) | undefined;
    const held = new Promise<void>((resolve) => {
      hold = resolve;
    });
    let holding = false;
    const open = openWorkbench({
      speed: 0,
      // An answer that was on its way already, and a gateway that does not care about being aborted.
      wrap: (gateway) => ({
        ...gateway,
        listComputes: async (place) => {
          const answer = await gateway.listComputes(place, new AbortController().signal);
          if (holding) await held;
          return answer;
        },
      }),
    });
    const list = await open.gateway.listWorkspaces(new AbortController().signal);
    if (!list.ok) throw new Error('no workspaces');
    const other = list.value.find(({ name }) => name !== open.place.workspace);
    if (other === undefined) throw new Error('only one workspace');
    const release = await openBoard(open);
    holding = true;
    open.workbench.commands.refresh();
    release();
    holding = false;
    open.workbench.commands.openWorkspace(other);
    open.workbench.acquire('computes');
    hold?.();
    await open.settle();
    const names = boardOf(open).computes.data?.map(({ id }) => id.toLowerCase()) ?? [];
    expect(boardOf(open).workspace.id).toBe(other.id);
    expect(names.filter((id) => !id.startsWith(other.id.toLowerCase()))).toEqual([]);
  });

  it('asks for the nodes of a cluster only once the cursor rests on it', async () => {
    const open = openWorkbench({ speed: 0 });
    await openBoard(open);
    await open.run(1000);
    const asked = (): number => open.requests.filter(isFor('/listNodes')).length;
    const from = asked();
    open.workbench.commands.move(1);
    open.workbench.commands.move(1);
    open.workbench.commands.move(1);
    await open.run(149);
    expect(asked()).toBe(from);
    await open.run(1);
    expect(asked()).toBe(from + 1);
  });
});
