import { describe, expect, test } from 'vitest';
import { computeId, workspaceId } from '#azure/place.ts';
import { createForgetfulHistories } from '#state/histories.ts';
import { slotMs, slotOf, type History } from '#state/history.ts';
import { measured } from '#state/measured.ts';
import { findCompute } from '#state/selectors.ts';
import { trackOf } from '#state/track.ts';
import { startMs } from '#test/support/gateway.ts';
import { openBoard, openWorkbench, type OpenWorkbench } from '#test/support/workbench.ts';

const trackNamed = ({ workbench }: OpenWorkbench, name: string) => {
  const state = workbench.store.getState();
  const id = state.board?.computes.data?.find((compute) => compute.name === name)?.id ?? '';
  return { track: trackOf(state, id), compute: findCompute(state, id) };
};

describe('measuring the computes of a board', () => {
  test('takes nodes and waiting jobs from what is polled anyway: no request and no timer more', async () => {
    const open = openWorkbench();
    await openBoard(open);
    const { track, compute } = trackNamed(open, 'gpu-train');
    expect(compute?.detail).toMatchObject({ currentNodes: track?.nodes.at(-1) });
    const waiting = [...open.workbench.jobs.live()].filter(
      ({ job }) => job.compute === 'gpu-train' && job.status.is === 'Queued',
    );
    expect(waiting.length).toBeGreaterThan(0);
    expect(track?.queue).toEqual([waiting.length]);
    // An instance has a queue and no nodes; what is attached has neither here.
    expect(trackNamed(open, 'ci-mei-gpu').track?.nodes).toEqual([undefined]);
    expect(trackNamed(open, 'ci-jonas').track?.queue).toEqual([0]);
    expect(trackNamed(open, 'aks-serving').track).toBeUndefined();
    expect(open.requests.filter(({ url }) => url.includes('/computes?'))).toHaveLength(1);
    // One per source that polls, and one for the cursor that has come to rest.
    expect(open.timersWaiting()).toBeLessThanOrEqual(4);
    open.workbench.close();
  });

  test('happens once in two minutes of the service, however often it is polled', async () => {
    const open = openWorkbench();
    await openBoard(open);
    const changes = new Set<unknown>();
    open.workbench.store.subscribe(({ board }) => changes.add(board?.history));
    await open.run(5 * slotMs);
    expect(trackNamed(open, 'cpu-batch').track?.nodes).toHaveLength(6);
    // The present picture, and one more with each slot.
    expect(changes.size).toBe(6);
    open.workbench.close();
  });

  test('says nothing of queues while the list of jobs has not been read to its end', async () => {
    const open = openWorkbench({ scale: 'large' });
    await openBoard(open);
    expect(open.workbench.store.getState().board?.jobs.complete).toBe(false);
    const { board } = open.workbench.store.getState();
    const tracks = [...(board?.history?.values() ?? [])];
    expect(tracks.length).toBeGreaterThan(0);
    expect(tracks.every(({ queue }) => queue.at(-1) === undefined)).toBe(true);
    open.workbench.close();
  });

  test('goes on where it was when the workspace is opened again', async () => {
    const open = openWorkbench();
    await openBoard(open);
    await open.run(2 * slotMs);
    const before = trackNamed(open, 'gpu-train').track;
    await openBoard(open);
    expect(trackNamed(open, 'gpu-train').track).toEqual(before);
    open.workbench.close();
  });

  test('is handed over every five minutes and at the end, and goes on with what was kept', async () => {
    const saved: History[] = [];
    const kept = createForgetfulHistories();
    const histories = {
      load: kept.load,
      save: (id: string, history: History) => {
        saved.push(history);
        kept.save(id, history);
      },
    };
    const open = openWorkbench({ besides: { histories: () => Promise.resolve(histories) } });
    const id = computeId(open.place, 'gpu-train');
    const before = measured(new Map(), slotOf(startMs) - 1, [{ id, nodes: 77, queue: 5 }]);
    kept.save(workspaceId(open.place), before);
    await openBoard(open);
    expect(trackNamed(open, 'gpu-train').track?.nodes).toEqual([77, 10]);
    await open.run(4 * 60_000);
    expect(saved).toHaveLength(0);
    await open.run(2 * 60_000);
    expect(saved).toHaveLength(1);
    open.workbench.close();
    expect(saved).toHaveLength(2);
  });
});
