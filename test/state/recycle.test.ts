import { describe, expect, it } from 'vitest';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import { lineOf } from '#state/line-edit.ts';
import type { Workbench } from '#state/workbench.ts';
import { refusal } from './plans.ts';
import { beginAtBoard, openSessions, type Sessions } from './sessions.ts';
import { bodyOf, computeNamed, operationOf, writes } from './writes.ts';

/** The cluster of the small world that has an unusable node; its scale is 1 to 10. */
const cluster = 'cpu-etl';
const original = { minNodeCount: 1, maxNodeCount: 10, nodeIdleTimeBeforeScaleDown: 'PT300S' };
const empty = { ...original, minNodeCount: 0, maxNodeCount: 0 };

const scales = (sessions: Sessions): readonly unknown[] =>
  writes(sessions).map((request) => {
    const { properties } = bodyOf(request) as {
      readonly properties: { readonly properties: { readonly scaleSettings: unknown } };
    };
    return properties.properties.scaleSettings;
  });

const scaleNow = ({ simulator, place }: Sessions): unknown => {
  const workspace = simulator.world().workspaces.find(({ name }) => name === place.workspace);
  const detail = workspace?.computes.find(({ name }) => name === cluster)?.detail;
  return detail?.kind === 'cluster' ? [detail.minNodes, detail.maxNodes] : undefined;
};

/** Types the cluster's name into the question. */
const recycle = async (sessions: Sessions, workbench: Workbench): Promise<void> => {
  const { commands } = workbench;
  commands.select('computes', computeNamed(workbench, cluster).id.toLowerCase());
  workbench.acts()?.openRecycle();
  commands.setOverlayLine(lineOf(cluster));
  workbench.acts()?.confirmRecycle();
  await sessions.settle();
};

const stepOf = (workbench: Workbench) => operationOf(workbench)?.recycle?.step;

/** Runs until a recycling has come to that step. */
const until = async (sessions: Sessions, workbench: Workbench, step: string): Promise<void> => {
  for (let turn = 0; turn < 400 && stepOf(workbench) !== step; turn += 1) await sessions.run(3000);
  expect(stepOf(workbench)).toBe(step);
};

const restoring = ({ method, body }: PlainRequest): boolean =>
  method === 'PATCH' && body?.includes('"maxNodeCount":10') === true;
const emptying = ({ method, body }: PlainRequest): boolean =>
  method === 'PATCH' && body?.includes('"maxNodeCount":0') === true;

describe('recycling the nodes of a cluster', () => {
  it('scales to 0, waits until no node is left, and restores the scale that it had', async () => {
    const sessions = openSessions({ speed: 60 });
    const workbench = await beginAtBoard(sessions);
    await recycle(sessions, workbench);
    expect(scales(sessions)).toEqual([empty]);
    await until(sessions, workbench, 'waiting');
    expect(scales(sessions)).toEqual([empty]);
    await until(sessions, workbench, 'restored');
    expect(scales(sessions)).toEqual([empty, original]);
    expect(scaleNow(sessions)).toEqual([1, 10]);
    expect(operationOf(workbench)).toMatchObject({ does: 'recycle', state: 'succeeded' });
    expect(workbench.store.getState().notice?.words).toBe('recycling of cpu-etl has succeeded');
    expect(sessions.keeper.loadJournal()).toEqual([]);
  });

  it('writes the scale into the journal before anything is sent', async () => {
    let journal: unknown;
    const sessions: Sessions = openSessions({
      speed: 60,
      instead: (request) => {
        if (emptying(request)) journal ??= sessions.keeper.loadJournal();
        return undefined;
      },
    });
    const workbench = await beginAtBoard(sessions);
    await recycle(sessions, workbench);
    expect(journal).toMatchObject([
      { does: 'recycle', name: cluster, restore: { min: 1, max: 10, idleSeconds: 300 } },
    ]);
  });

  it('sends nothing until the cluster’s name has been typed', async () => {
    const sessions = openSessions({ speed: 60 });
    const workbench = await beginAtBoard(sessions);
    const { commands } = workbench;
    commands.select('computes', computeNamed(workbench, cluster).id.toLowerCase());
    workbench.acts()?.openRecycle();
    commands.setOverlayLine(lineOf('cpu'));
    workbench.acts()?.confirmRecycle();
    await sessions.settle();
    expect(writes(sessions)).toEqual([]);
    expect(sessions.keeper.begun).toEqual([]);
  });

  it.each(['emptying', 'waiting'])(
    'goes on in the next run of the program when this one ends while %s',
    async (step) => {
      const sessions = openSessions({ speed: 60 });
      const first = await beginAtBoard(sessions);
      await recycle(sessions, first);
      await until(sessions, first, step);
      first.close();
      const second = await beginAtBoard(sessions);
      expect(operationOf(second)).toMatchObject({ does: 'recycle', name: cluster });
      await until(sessions, second, 'restored');
      expect(scales(sessions)).toEqual([empty, original]);
      expect(scaleNow(sessions)).toEqual([1, 10]);
      expect(sessions.keeper.loadJournal()).toEqual([]);
    },
  );

  it('finds its scale restored already when it ended between the last request and its answer', async () => {
    const sessions = openSessions({ speed: 60 });
    const first = await beginAtBoard(sessions);
    await recycle(sessions, first);
    await until(sessions, first, 'restoring');
    first.close();
    const second = await beginAtBoard(sessions);
    await until(sessions, second, 'restored');
    expect(scales(sessions)).toEqual([empty, original]);
    expect(operationOf(second)).toMatchObject({ state: 'succeeded' });
  });

  it('is left as it was where the service refuses the scale of 0, and its words are there', async () => {
    const sessions = openSessions({
      speed: 60,
      instead: (request) => (emptying(request) ? refusal(400, 'MaxNodeCountTooSmall') : undefined),
    });
    const workbench = await beginAtBoard(sessions);
    await recycle(sessions, workbench);
    await until(sessions, workbench, 'over');
    expect(operationOf(workbench)).toMatchObject({
      state: 'failed',
      problem: { error: { code: 'MaxNodeCountTooSmall' } },
      recycle: { why: 'the service did not take the scale of 0: the cluster has the scale that it had' },
    });
    expect(writes(sessions)).toHaveLength(1);
    expect(scaleNow(sessions)).toEqual([1, 10]);
    expect(sessions.keeper.loadJournal()).toEqual([]);
  });

  it('gets its scale back where the service has begun to scale to 0 and failed', async () => {
    let failing = false;
    const sessions = openSessions({
      speed: 60,
      poison: (answer: PlainResponse) => {
        // The operation fails although the scale has been taken: only the operation's own resource says so.
        if (!failing || !/"status":"(?:InProgress|Succeeded)"/u.test(answer.body)) return answer;
        failing = false;
        return {
          ...answer,
          body: JSON.stringify({ status: 'Failed', error: { code: 'ResizeFailed', message: 'no' } }),
        };
      },
      instead: (request) => {
        failing ||= emptying(request);
        return undefined;
      },
    });
    const workbench = await beginAtBoard(sessions);
    await recycle(sessions, workbench);
    await until(sessions, workbench, 'restored');
    expect(scales(sessions)).toEqual([empty, original]);
    expect(operationOf(workbench)).toMatchObject({
      state: 'failed',
      errors: [{ code: 'ResizeFailed', message: 'no' }],
    });
    expect(scaleNow(sessions)).toEqual([1, 10]);
  });

  it('stays in the journal where the original scale is refused, and can be restored by hand', async () => {
    let refuses = true;
    const sessions = openSessions({
      speed: 60,
      instead: (request) => (refuses && restoring(request) ? refusal(409, 'ScopeLocked') : undefined),
    });
    const workbench = await beginAtBoard(sessions);
    await recycle(sessions, workbench);
    await until(sessions, workbench, 'stuck');
    expect(operationOf(workbench)).toMatchObject({
      state: 'failed',
      problem: { error: { code: 'ScopeLocked' } },
      recycle: { why: 'the service has refused the original scale' },
    });
    expect(sessions.keeper.loadJournal()).toHaveLength(1);
    expect(workbench.store.getState().notice?.words).toBe(
      'the scale of cpu-etl is not restored: t shows why',
    );
    await sessions.run(60_000);
    expect(writes(sessions)).toHaveLength(2);
    refuses = false;
    workbench.acts()?.openUndo();
    expect(workbench.store.getState().overlay).toMatchObject({ is: 'undo', scale: { min: 1, max: 10 } });
    workbench.acts()?.confirmUndo();
    await until(sessions, workbench, 'restored');
    expect(scales(sessions)).toEqual([empty, original, original]);
    expect(operationOf(workbench)).toMatchObject({ state: 'succeeded' });
    expect(sessions.keeper.loadJournal()).toEqual([]);
  });

  it('can be ended at any time by restoring the scale, however many nodes are left', async () => {
    const sessions = openSessions({ speed: 60 });
    const workbench = await beginAtBoard(sessions);
    await recycle(sessions, workbench);
    await until(sessions, workbench, 'waiting');
    workbench.acts()?.openUndo();
    workbench.acts()?.confirmUndo();
    await until(sessions, workbench, 'restored');
    expect(scales(sessions)).toEqual([empty, original]);
  });

  it('leaves a scale alone that somebody else has given the cluster meanwhile', async () => {
    const sessions = openSessions({ speed: 60 });
    const workbench = await beginAtBoard(sessions);
    await recycle(sessions, workbench);
    await until(sessions, workbench, 'waiting');
    const scaleSettings = { ...original, minNodeCount: 0, maxNodeCount: 3 };
    await sessions.gateway.patchCompute(
      sessions.place,
      cluster,
      { properties: { properties: { scaleSettings } } },
      new AbortController().signal,
    );
    await until(sessions, workbench, 'over');
    expect(operationOf(workbench)?.recycle?.why).toContain(
      'another scale meanwhile (min 0, max 3, idle 300s)',
    );
    expect(scaleNow(sessions)).toEqual([0, 3]);
    expect(sessions.keeper.loadJournal()).toEqual([]);
  });

  it('sends the original scale again, after the pause, when it was refused for too many requests', async () => {
    let left = 1;
    const sessions = openSessions({
      speed: 60,
      instead: (request) =>
        restoring(request) && (left -= 1) >= 0 ? refusal(429, 'TooManyRequests') : undefined,
    });
    const workbench = await beginAtBoard(sessions);
    await recycle(sessions, workbench);
    await until(sessions, workbench, 'restored');
    expect(scales(sessions)).toEqual([empty, original, original]);
    expect(operationOf(workbench)).toMatchObject({ state: 'succeeded' });
  });

  it('looks whether the scale of 0 has arrived where no answer came, and goes on when it has', async () => {
    const sessions: Sessions = openSessions({
      speed: 60,
      instead: (request) =>
        emptying(request)
          ? sessions.simulator.send(request).then(() => refusal(502, 'BadGateway'))
          : undefined,
    });
    const workbench = await beginAtBoard(sessions);
    await recycle(sessions, workbench);
    await until(sessions, workbench, 'restored');
    expect(scales(sessions)).toEqual([empty, original]);
    expect(operationOf(workbench)).toMatchObject({ state: 'succeeded' });
    expect(operationOf(workbench)?.problem).toBeUndefined();
  });

  it('is only watched while another session of the same user is at it', async () => {
    const sessions = openSessions({ speed: 60 });
    const { id } = computeNamed(await beginAtBoard(sessions), cluster);
    const entry = {
      id: 'entry-1',
      does: 'recycle',
      computeId: id,
      name: cluster,
      startedAt: Date.UTC(2026, 10, 18, 9),
      restore: { min: 1, max: 10, idleSeconds: 300 },
      elsewhere: true,
    } as const;
    const scaleSettings = empty;
    await sessions.gateway.patchCompute(
      sessions.place,
      cluster,
      { properties: { properties: { scaleSettings } } },
      new AbortController().signal,
    );
    sessions.keeper.noteBegun(entry);
    const workbench = await beginAtBoard(sessions);
    await sessions.run(600_000);
    expect(stepOf(workbench)).toBe('elsewhere');
    expect(scales(sessions)).toEqual([empty]);
    workbench.commands.openOperation('entry-1');
    workbench.acts()?.openUndo();
    workbench.acts()?.confirmUndo();
    await until(sessions, workbench, 'restored');
    expect(scales(sessions)).toEqual([empty, original]);
  });

  it('sends nothing from a read-only session, and stays in the journal for the next', async () => {
    const sessions = openSessions({ speed: 60 });
    const first = await beginAtBoard(sessions);
    await recycle(sessions, first);
    first.close();
    const second = await beginAtBoard(sessions);
    second.commands.setReadOnly();
    await until(sessions, second, 'stuck');
    expect(operationOf(second)?.recycle?.why).toBe('this session or workspace is read-only');
    expect(scales(sessions)).toEqual([empty]);
    expect(sessions.keeper.loadJournal()).toHaveLength(1);
  });

  it('is not a second time begun, and keeps other changes of the cluster away, while it is under way', async () => {
    const sessions = openSessions({ speed: 60 });
    const workbench = await beginAtBoard(sessions);
    await recycle(sessions, workbench);
    await recycle(sessions, workbench);
    workbench.commands.openRemove();
    workbench.commands.setOverlayLine(lineOf(cluster));
    workbench.commands.confirmRemove();
    await sessions.settle();
    expect(writes(sessions)).toHaveLength(1);
  });
});
