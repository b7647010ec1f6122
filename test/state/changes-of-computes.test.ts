import { describe, expect, it } from 'vitest';
import type { Workbench } from '#state/workbench.ts';
import { refusal } from './plans.ts';
import { beginAtBoard, openSessions, type Sessions } from './sessions.ts';
import { bodyOf, change, computeNamed, create, operationOf, writes } from './writes.ts';

describe('a change of the scale', () => {
  it('sends exactly what was reviewed, all three values, as a PATCH, and the row shows it', async () => {
    const sessions = openSessions({ speed: 10 });
    const workbench = await beginAtBoard(sessions);
    const reviewed = await change(sessions, workbench, 'scale', 'cpu-batch', { max: '6' });
    const [sent] = writes(sessions);
    expect(sent?.method).toBe('PATCH');
    expect(bodyOf(sent)).toEqual(reviewed);
    expect(bodyOf(sent)).toEqual({
      properties: {
        properties: {
          scaleSettings: { minNodeCount: 0, maxNodeCount: 6, nodeIdleTimeBeforeScaleDown: 'PT180S' },
        },
      },
    });
    await sessions.run(30_000);
    expect(operationOf(workbench)).toMatchObject({ does: 'scale', state: 'succeeded' });
    expect(computeNamed(workbench, 'cpu-batch').detail).toMatchObject({ maxNodes: 6, idleSeconds: 180 });
    expect(workbench.store.getState().forms).toEqual({});
  });
});

describe('a change of the identity', () => {
  const id = (name: string): string =>
    `/subscriptions/8f6c1c2e-41d7-4b0a-9a55-2f1c7d3e9b01/resourceGroups/rg-ml-demo/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;

  it('adds, replaces and takes away, each by a body of its own', async () => {
    const sessions = openSessions({ speed: 30 });
    const workbench = await beginAtBoard(sessions);
    const sent: unknown[] = [];
    for (const typed of [
      { kind: 'user', ids: id('id-ml-data') },
      { kind: 'user', ids: id('id-ml-registry') },
      { kind: 'system' },
      { kind: 'none' },
    ]) {
      await change(sessions, workbench, 'identity', 'cpu-batch', typed);
      sent.push(bodyOf(writes(sessions).at(-1)));
      await sessions.run(30_000);
      expect(operationOf(workbench)).toMatchObject({ does: 'identity', state: 'succeeded' });
    }
    expect(writes(sessions).map(({ method }) => method)).toEqual(['PATCH', 'PATCH', 'PATCH', 'PATCH']);
    const common = { location: 'westeurope', properties: {} };
    expect(sent).toEqual([
      {
        ...common,
        identity: { type: 'UserAssigned', userAssignedIdentities: { [id('id-ml-data')]: {} } },
      },
      {
        ...common,
        identity: {
          type: 'UserAssigned',
          userAssignedIdentities: { [id('id-ml-registry')]: {}, [id('id-ml-data')]: null },
        },
      },
      { ...common, identity: { type: 'SystemAssigned' } },
      { ...common, identity: { type: 'None' } },
    ]);
    expect(computeNamed(workbench, 'cpu-batch').identityIds ?? []).toEqual([]);
  });
});

describe('a creation', () => {
  it('that comes about but gets no nodes has succeeded, and its cluster says why they do not come', async () => {
    const sessions = openSessions({
      speed: 10,
      // Nobody could tell that the quota is too small.
      instead: ({ url }) => (url.includes('/usages') ? refusal(500, 'InternalError') : undefined),
    });
    const workbench = await beginAtBoard(sessions);
    const typed = { name: 'train-1', size: 'Standard_NC16as_T4_v3', min: '4', max: '4' };
    await create(sessions, workbench, 'AmlCompute', typed);
    await sessions.run(60_000);
    expect(operationOf(workbench)).toMatchObject({ does: 'create', state: 'succeeded', word: 'Succeeded' });
    expect(computeNamed(workbench, 'train-1').detail).toMatchObject({
      currentNodes: 3,
      allocationErrors: [{ code: 'ClusterCoreQuotaReached' }],
    });
  });

  it('of an instance whose script fails has failed, in the words of the service, and its form is as it was', async () => {
    const sessions = openSessions({ speed: 30 });
    const workbench = await beginAtBoard(sessions);
    await create(sessions, workbench, 'ComputeInstance', {
      name: 'ci-new',
      creation: 'inline',
      creationInline: 'apt-get update && exit 3',
    });
    await sessions.run(60_000);
    expect(operationOf(workbench)).toMatchObject({
      does: 'create',
      state: 'failed',
      errors: [
        {
          code: 'SetupScriptsError',
          message:
            'The specified Azure ML Compute Instance ci-new user script setup failed: the creation script ended with exit code 3.',
        },
      ],
    });
    expect(workbench.store.getState().forms['create ComputeInstance']?.lines['creationInline']?.text).toBe(
      'apt-get update && exit 3',
    );
    expect(workbench.store.getState().notice).toMatchObject({ tone: 'needsPerson' });
  });
});

describe('an instance', () => {
  const tell = async (
    sessions: Sessions,
    workbench: Workbench,
    name: string,
    action: 'start' | 'stop' | 'restart',
  ): Promise<void> => {
    workbench.commands.go({ screen: 'board' });
    workbench.commands.select('computes', computeNamed(workbench, name).id.toLowerCase());
    workbench.commands.openInstance();
    workbench.commands.act(action);
    await sessions.settle();
  };
  const stateOf = (workbench: Workbench, name: string): string | undefined => {
    const { detail } = computeNamed(workbench, name);
    return detail.is === 'instance' ? detail.state.text : undefined;
  };

  it('is stopped and started, each followed to the state that was asked for', async () => {
    const sessions = openSessions({ speed: 10 });
    const workbench = await beginAtBoard(sessions);
    for (const [action, state] of [
      ['stop', 'Stopped'],
      ['start', 'Running'],
    ] as const) {
      await tell(sessions, workbench, 'ci-amara', action);
      expect(operationOf(workbench)).toMatchObject({ does: action, state: 'running' });
      await sessions.run(40_000);
      expect(operationOf(workbench)).toMatchObject({ does: action, state: 'succeeded', word: state });
      expect(stateOf(workbench, 'ci-amara')).toBe(state);
    }
    expect(writes(sessions).map(({ method, url }) => [method, /\/(\w+)\?/u.exec(url)?.[1]])).toEqual([
      ['POST', 'stop'],
      ['POST', 'start'],
    ]);
  });

  it('that still is Running from before a restart has not been restarted yet', async () => {
    let stale: string | undefined;
    let holding = false;
    const sessions = openSessions({
      speed: 10,
      instead: ({ method, url }) => {
        if (method !== 'GET' || !url.includes('/computes/ci-amara?') || !holding) return undefined;
        return { status: 200, headers: { 'content-type': 'application/json' }, body: stale ?? '' };
      },
      poison: (answer) => {
        if (!holding && answer.body.includes('"name":"ci-amara"') && !answer.body.includes('"value":['))
          stale = answer.body;
        return answer;
      },
    });
    const workbench = await beginAtBoard(sessions);
    await sessions.gateway.readCompute(sessions.place, 'ci-amara', new AbortController().signal);
    expect(stale).toContain('"Running"');
    holding = true;
    await tell(sessions, workbench, 'ci-amara', 'restart');
    await sessions.run(60_000);
    expect(operationOf(workbench)).toMatchObject({ does: 'restart', state: 'running', word: 'Running' });
    holding = false;
    await sessions.run(60_000);
    expect(operationOf(workbench)).toMatchObject({ does: 'restart', state: 'succeeded', word: 'Running' });
  });
});
