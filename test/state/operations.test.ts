import { describe, expect, it } from 'vitest';
import type { Json } from '#azure/gateway.ts';
import type { PlainRequest } from '#azure/arm/transport.ts';
import { nameOf } from '#azure/place.ts';
import { lineOf } from '#state/line-edit.ts';
import { checkedForm } from '#state/selectors.ts';
import type { Workbench } from '#state/workbench.ts';
import { refusal } from './plans.ts';
import { beginAtBoard, openSessions, type Sessions } from './sessions.ts';

const writes = ({ requests }: Sessions): readonly PlainRequest[] =>
  requests.filter(
    ({ method, url }) =>
      ['PUT', 'PATCH', 'DELETE'].includes(method) ||
      (method === 'POST' && /\/(start|stop|restart)\?/u.test(url)),
  );
const bodyOf = (request: PlainRequest | undefined): unknown => JSON.parse(request?.body ?? 'null');
const operationOf = (workbench: Workbench) => workbench.store.getState().operations[0];
const computeNamed = (workbench: Workbench, name: string) => {
  const found = workbench.store.getState().board?.computes.data?.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no compute ${name}`);
  return found;
};

/** Fills the form of a target, waits for its checks, and sends it. */
const create = async (
  sessions: Sessions,
  workbench: Workbench,
  target: 'AmlCompute' | 'ComputeInstance',
  typed: Readonly<Record<string, string>>,
): Promise<void> => {
  const { commands } = workbench;
  commands.openForm(target);
  for (const [field, text] of Object.entries(typed)) commands.setLine(field, lineOf(text));
  commands.review();
  await sessions.run(400);
  commands.send();
  await sessions.settle();
};

/** Fills the form that changes a compute, waits for its checks, and sends it. */
const change = async (
  sessions: Sessions,
  workbench: Workbench,
  what: 'scale' | 'identity',
  name: string,
  typed: Readonly<Record<string, string>>,
): Promise<Json | undefined> => {
  const { commands } = workbench;
  commands.openChange(what, computeNamed(workbench, name).id);
  for (const [field, text] of Object.entries(typed)) commands.setLine(field, lineOf(text));
  const body = checkedForm(workbench.store.getState())?.plan?.body;
  commands.review();
  await sessions.run(400);
  commands.send();
  await sessions.settle();
  return body;
};

const remove = (workbench: Workbench, name: string): void => {
  const { commands } = workbench;
  commands.select('computes', computeNamed(workbench, name).id.toLowerCase());
  commands.openRemove();
  commands.setOverlayLine(lineOf(name));
  commands.confirmRemove();
};

describe('the journal', () => {
  it('has an operation before its request is sent, and until its end is known', async () => {
    const order: string[] = [];
    const sessions = openSessions({
      speed: 30,
      instead: ({ method }) => {
        if (method === 'PUT') order.push(`sent with ${sessions.keeper.begun.length} in the journal`);
        return undefined;
      },
    });
    const workbench = await beginAtBoard(sessions);
    await create(sessions, workbench, 'AmlCompute', { name: 'train-1' });
    expect(order).toEqual(['sent with 1 in the journal']);
    const [entry] = sessions.keeper.begun;
    expect(entry).toMatchObject({ does: 'create', name: 'train-1', target: 'AmlCompute' });
    expect(nameOf(entry?.computeId ?? '')).toBe('train-1');
    expect(Object.keys(entry ?? {}).toSorted()).toEqual([
      'computeId',
      'does',
      'id',
      'name',
      'startedAt',
      'target',
    ]);
    expect(sessions.keeper.ended).toEqual([]);
    await sessions.run(30_000);
    expect(operationOf(workbench)?.state).toBe('succeeded');
    expect(sessions.keeper.ended).toEqual([entry?.id]);
    expect(sessions.keeper.loadJournal()).toEqual([]);
  });

  it('and the drafts never hold a password, although the request does', async () => {
    const secret = 'Tr0ub4dor-Xyzzy';
    const sessions = openSessions({ speed: 0 });
    const workbench = await beginAtBoard(sessions);
    await create(sessions, workbench, 'AmlCompute', { name: 'train-1', ssh: 'password', password: secret });
    expect(writes(sessions)[0]?.body).toContain(secret);
    workbench.commands.openForm('AmlCompute');
    workbench.close();
    expect(sessions.keeper.saved.at(-1)?.texts).toMatchObject({ name: 'train-1', ssh: 'password' });
    expect(JSON.stringify([sessions.keeper.saved, sessions.keeper.begun])).not.toContain(secret);
  });

  it('loses an operation that the service has refused: there is nothing to look for', async () => {
    const sessions = openSessions({
      speed: 0,
      instead: ({ method }) => (method === 'PUT' ? refusal(400, 'BadArgument') : undefined),
    });
    const workbench = await beginAtBoard(sessions);
    await create(sessions, workbench, 'AmlCompute', { name: 'train-1' });
    expect(operationOf(workbench)?.state).toBe('failed');
    expect(sessions.keeper.loadJournal()).toEqual([]);
  });

  it.each(['Succeeded', 'gone'])(
    'lets the next run of the program see a running operation to its end: %s',
    async (word) => {
      const sessions = openSessions({ speed: 10 });
      const first = await beginAtBoard(sessions);
      if (word === 'gone') remove(first, 'cpu-batch');
      else await create(sessions, first, 'AmlCompute', { name: 'train-1' });
      await sessions.settle();
      const sent = writes(sessions).length;
      const id = operationOf(first)?.id;
      first.close();
      await sessions.run(1000);
      expect(sessions.timersWaiting()).toBe(0);

      const second = sessions.begin(sessions.place);
      await second.commands.start();
      await sessions.settle();
      expect(operationOf(second)).toMatchObject({ id, state: 'running' });
      await sessions.run(60_000);
      expect(operationOf(second)).toMatchObject({ id, state: 'succeeded', word });
      expect(writes(sessions)).toHaveLength(sent);
      expect(sessions.keeper.loadJournal()).toEqual([]);

      const third = sessions.begin(sessions.place);
      await third.commands.start();
      expect(third.store.getState().operations).toEqual([]);
    },
  );
});

describe('a write', () => {
  it('is not sent twice when it is asked for twice at once', async () => {
    const sessions = openSessions({ speed: 0 });
    const workbench = await beginAtBoard(sessions);
    workbench.commands.openForm('AmlCompute');
    workbench.commands.setLine('name', lineOf('train-1'));
    workbench.commands.review();
    await sessions.run(400);
    workbench.commands.send();
    // Back to a review of the same, before the first has been answered.
    workbench.commands.openForm('AmlCompute');
    workbench.commands.review();
    workbench.commands.send();
    await sessions.settle();
    expect(writes(sessions)).toHaveLength(1);
    expect(workbench.store.getState().operations).toHaveLength(1);
  });

  it('keeps the compute from another write until it has ended, whatever it is', async () => {
    const sessions = openSessions({ speed: 0 });
    const workbench = await beginAtBoard(sessions);
    await change(sessions, workbench, 'scale', 'cpu-batch', { max: '6' });
    expect(writes(sessions)).toHaveLength(1);
    workbench.commands.go({ screen: 'board' });
    remove(workbench, 'cpu-batch');
    await sessions.settle();
    expect(writes(sessions)).toHaveLength(1);
  });

  it('is watched no more while nobody may look, and to its end when somebody does', async () => {
    const sessions = openSessions({ speed: 10 });
    const workbench = await beginAtBoard(sessions);
    workbench.commands.togglePause();
    await create(sessions, workbench, 'AmlCompute', { name: 'train-1' });
    // Sent all the same: the user has just said so.
    expect(writes(sessions)).toHaveLength(1);
    const from = sessions.requests.length;
    await sessions.run(3_600_000);
    expect(sessions.requests.length).toBe(from);
    expect(operationOf(workbench)?.state).toBe('running');
    workbench.commands.togglePause();
    workbench.hide();
    await sessions.settle();
    const hidden = sessions.requests.length;
    await sessions.run(3_600_000);
    expect(sessions.requests.length).toBe(hidden);
    workbench.show();
    await sessions.run(5000);
    expect(operationOf(workbench)?.state).toBe('succeeded');
  });

  it('waits with the reason when the sign-in is lost, and ends once the user has signed in and asks', async () => {
    let signedOut = false;
    const sessions = openSessions({
      speed: 10,
      instead: () => (signedOut ? refusal(401, 'ExpiredAuthenticationToken') : undefined),
    });
    const workbench = await beginAtBoard(sessions);
    await create(sessions, workbench, 'AmlCompute', { name: 'train-1' });
    signedOut = true;
    await sessions.run(60_000);
    expect(operationOf(workbench)).toMatchObject({ state: 'running', problem: { kind: 'signed-out' } });
    const from = sessions.requests.length;
    await sessions.run(3_600_000);
    expect(sessions.requests.length).toBe(from);
    signedOut = false;
    workbench.commands.refresh();
    await sessions.run(5000);
    expect(operationOf(workbench)).toMatchObject({ state: 'succeeded' });
    expect(operationOf(workbench)).not.toHaveProperty('problem');
  });
});

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
