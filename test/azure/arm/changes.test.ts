import { describe, expect, test } from 'vitest';
import type { Json } from '#azure/gateway.ts';
import type { Compute } from '#azure/model.ts';
import { computeActions, mayDo } from '#azure/permissions.ts';
import type { Answer } from '#azure/problem.ts';
import { never } from '#test/support/canned.ts';
import { simulatedGateway, type Simulated } from '#test/support/gateway.ts';

const value = async <T>(asked: Promise<Answer<T>>): Promise<T> => {
  const answer = await asked;
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
};

const compute = ({ gateway, place }: Simulated, name: string): Promise<Compute> =>
  value(gateway.getCompute(place, name, never()));

/** Lets the world go on until the compute is as wanted. */
const until = async (
  simulated: Simulated,
  name: string,
  wanted: (compute: Compute) => boolean,
): Promise<Compute> => {
  for (let looked = 0; looked < 300; looked += 1) {
    const now = await compute(simulated, name);
    if (wanted(now)) return now;
    simulated.clock.advance(5000);
  }
  throw new Error(`${name} never got there`);
};

const settled = ({ provisioning }: Compute): boolean =>
  provisioning.is === 'Succeeded' || provisioning.is === 'Failed';
const stateOf = ({ detail }: Compute): string => (detail.is === 'instance' ? detail.state.is : '');

const group = '/subscriptions/8f6c1c2e-41d7-4b0a-9a55-2f1c7d3e9b01/resourceGroups/rg-ml-demo';
const identity = (name: string): string =>
  `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;

const clusterBody = (more: { readonly [key: string]: Json } = {}): Json => ({
  location: 'westeurope',
  ...more,
  properties: {
    computeType: 'AmlCompute',
    properties: {
      vmSize: 'STANDARD_DS3_V2',
      scaleSettings: { minNodeCount: 1, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: 'PT120S' },
    },
  },
});
const instanceBody: Json = {
  location: 'westeurope',
  properties: { computeType: 'ComputeInstance', properties: { vmSize: 'STANDARD_DS2_V2' } },
};

describe('two programs that create the same name at once', () => {
  test('one wins, the other is told, and what the first made is untouched', async () => {
    const simulated = simulatedGateway();
    const { gateway, place } = simulated;
    const create = (body: Json) => gateway.putCompute(place, 'train-1', body, never(), { onlyIfNew: true });
    const mine = clusterBody({ tags: { of: 'first' } });
    const [first, second] = await Promise.all([
      create(mine),
      create(clusterBody({ tags: { of: 'second' } })),
    ]);
    expect(first).toMatchObject({ ok: true, value: { created: true } });
    expect(second).toMatchObject({
      ok: false,
      problem: { kind: 'conflict', error: { code: 'PreconditionFailed' } },
    });
    const made = await until(simulated, 'train-1', settled);
    expect(made).toMatchObject({ provisioning: { is: 'Succeeded' }, tags: { of: 'first' } });
  });

  test('an instance of that name anywhere in the region is a conflict too', async () => {
    const { gateway, place } = simulatedGateway();
    expect(await gateway.checkName(place, 'CI-Shared', never())).toMatchObject({
      value: { available: false, reason: 'AlreadyExists' },
    });
    expect(await gateway.getCompute(place, 'ci-shared', never())).toMatchObject({
      problem: { kind: 'not-found' },
    });
    expect(await gateway.putCompute(place, 'ci-shared', instanceBody, never())).toMatchObject({
      problem: { kind: 'conflict' },
    });
    expect(await gateway.checkName(place, 'ci-free', never())).toMatchObject({ value: { available: true } });
  });
});

describe('changing a cluster', () => {
  test('scales it by PATCH, and sends exactly the body', async () => {
    const simulated = simulatedGateway();
    const { gateway, place, requests } = simulated;
    const body = {
      properties: {
        properties: {
          scaleSettings: { minNodeCount: 0, maxNodeCount: 6, nodeIdleTimeBeforeScaleDown: 'PT300S' },
        },
      },
    };
    const accepted = await value(gateway.patchCompute(place, 'cpu-batch', body, never()));
    expect(accepted).toMatchObject({ finished: false, statusUrl: expect.any(String) as unknown });
    expect(requests.at(-1)).toMatchObject({ method: 'PATCH' });
    expect(JSON.parse(requests.at(-1)?.body ?? '')).toStrictEqual(body);
    expect(await until(simulated, 'cpu-batch', settled)).toMatchObject({
      detail: { minNodes: 0, maxNodes: 6, idleSeconds: 300 },
    });
  });

  test('gives it an identity and takes it away, and keeps its nodes', async () => {
    const simulated = simulatedGateway();
    const { gateway, place } = simulated;
    await value(gateway.putCompute(place, 'train-1', clusterBody(), never()));
    const hasNode = ({ detail }: Compute): boolean => detail.is === 'cluster' && detail.counts.idle === 1;
    await until(simulated, 'train-1', hasNode);
    const before = await value(gateway.listNodes(place, 'train-1', never()));

    const withIdentity = clusterBody({
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identity('id-ml-data')]: {} } },
    });
    await value(gateway.putCompute(place, 'train-1', withIdentity, never()));
    expect(await until(simulated, 'train-1', settled)).toMatchObject({
      identity: 'UserAssigned (id-ml-data)',
      identityType: 'UserAssigned',
      identityIds: [identity('id-ml-data')],
    });
    expect(await value(gateway.readCompute(place, 'train-1', never()))).toMatchObject({
      identity: {
        userAssignedIdentities: {
          [identity('id-ml-data')]: {
            principalId: expect.any(String) as unknown,
            clientId: expect.any(String) as unknown,
          },
        },
      },
    });
    const after = await value(gateway.listNodes(place, 'train-1', never()));
    expect(after.map(({ id }) => id)).toStrictEqual(before.map(({ id }) => id));

    await value(gateway.putCompute(place, 'train-1', clusterBody({ identity: { type: 'None' } }), never()));
    expect(await until(simulated, 'train-1', settled)).not.toHaveProperty('identityType');
  });

  test('that asks for more nodes than the quota has left succeeds, and says later why they do not come', async () => {
    const simulated = simulatedGateway();
    const { gateway, place } = simulated;
    const body: Json = {
      location: 'westeurope',
      properties: {
        computeType: 'AmlCompute',
        properties: {
          vmSize: 'Standard_NC16as_T4_v3',
          scaleSettings: { minNodeCount: 4, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: 'PT120S' },
        },
      },
    };
    await value(gateway.putCompute(place, 'gpu-full', body, never()));
    expect(await until(simulated, 'gpu-full', settled)).toMatchObject({
      provisioning: { is: 'Succeeded' },
      provisioningErrors: [],
      detail: { allocationErrors: [{ code: 'ClusterCoreQuotaReached' }] },
    });
  });
});

describe('the life of an instance', () => {
  test('it is created, stopped, started, restarted and deleted, each followed by its state', async () => {
    const simulated = simulatedGateway();
    const { gateway, place, requests } = simulated;
    await value(gateway.putCompute(place, 'ci-new', instanceBody, never()));
    await until(simulated, 'ci-new', (now) => stateOf(now) === 'Running');
    for (const [action, during, after] of [
      ['stop', 'Stopping', 'Stopped'],
      ['start', 'Starting', 'Running'],
      ['restart', 'Restarting', 'Running'],
    ] as const) {
      expect(await value(gateway.actOnInstance(place, 'ci-new', action, never()))).toStrictEqual({
        finished: false,
      });
      expect(requests.at(-1)).toMatchObject({ method: 'POST' });
      expect(stateOf(await compute(simulated, 'ci-new'))).toBe(during);
      await until(simulated, 'ci-new', (now) => stateOf(now) === after);
    }
    await value(gateway.deleteCompute(place, 'ci-new', 'Delete', never()));
    expect(stateOf(await compute(simulated, 'ci-new'))).toBe('Deleting');
  });

  test('it is refused what its state does not allow, in the words of the service', async () => {
    const { gateway, place } = simulatedGateway();
    expect(await gateway.actOnInstance(place, 'ci-amara', 'start', never())).toMatchObject({
      problem: { kind: 'rejected', error: { code: 'StartComputeInstanceOnlyAllowedInStoppedState' } },
    });
  });

  test('its creation fails with its script, and says so in the operation and in the instance', async () => {
    const simulated = simulatedGateway();
    const { gateway, place } = simulated;
    const script = Buffer.from('#!/bin/bash\npip install nothing\nexit 1\n').toString('base64');
    const body: Json = {
      location: 'westeurope',
      properties: {
        computeType: 'ComputeInstance',
        properties: {
          vmSize: 'STANDARD_DS2_V2',
          setupScripts: {
            scripts: { creationScript: { scriptSource: 'inline', scriptData: script, timeout: '15m' } },
          },
        },
      },
    };
    const { statusUrl } = await value(gateway.putCompute(place, 'ci-new', body, never()));
    expect(await until(simulated, 'ci-new', settled)).toMatchObject({
      provisioning: { is: 'Failed' },
      provisioningErrors: [{ code: 'SetupScriptsError' }],
      detail: {
        state: { is: 'CreateFailed' },
        lastOperation: { name: 'Create', status: 'CreateFailed' },
        instanceErrors: [{ code: 'SetupScriptsError' }],
      },
    });
    expect(await value(gateway.readOperation(statusUrl ?? '', never()))).toMatchObject({
      is: 'failed',
      error: { code: 'SetupScriptsError' },
    });
  });
});

describe('a workspace where the user is a Reader', () => {
  const place = {
    subscriptionId: 'c27a90d4-6b3f-4e58-8d21-5a9e0f4b7c12',
    resourceGroup: 'rg-forecast-prod',
    workspace: 'mlw-forecast-prod',
  };

  test('can be looked at, and says beforehand that it is all', async () => {
    const { gateway } = simulatedGateway();
    expect(await value(gateway.listComputes(place, never()))).toHaveLength(2);
    expect(await value(gateway.listPermissions(place, never()))).toStrictEqual([
      { actions: ['*/read'], notActions: [] },
    ]);
  });

  test('refuses exactly what the permissions do not allow, naming action and scope', async () => {
    const { gateway } = simulatedGateway();
    const permissions = await value(gateway.listPermissions(place, never()));
    const signal = never();
    const asked = {
      read: gateway.getCompute(place, 'score-cpu', signal),
      write: gateway.putCompute(place, 'score-cpu', clusterBody(), signal),
      delete: gateway.deleteCompute(place, 'score-cpu', 'Delete', signal),
      start: gateway.actOnInstance(place, 'ci-oncall', 'start', signal),
      stop: gateway.actOnInstance(place, 'ci-oncall', 'stop', signal),
      restart: gateway.actOnInstance(place, 'ci-oncall', 'restart', signal),
      listNodes: gateway.listNodes(place, 'score-cpu', signal),
      checkName: gateway.checkName(place, 'ci-x', signal),
    } as const;
    for (const [name, answer] of Object.entries(asked)) {
      const action = computeActions[name as keyof typeof asked];
      const { ok, ...rest } = await answer;
      expect([name, ok]).toStrictEqual([name, mayDo(permissions, action)]);
      if (ok) continue;
      expect(rest).toMatchObject({ problem: { kind: 'forbidden', error: { code: 'AuthorizationFailed' } } });
      expect(JSON.stringify(rest)).toContain(
        `'${action}' over scope '/subscriptions/${place.subscriptionId}`,
      );
    }
  });

  test('is unlike the others, where all of it is allowed', async () => {
    const { gateway } = simulatedGateway();
    const workspaces = await value(gateway.listWorkspaces(never()));
    const writable = await Promise.all(
      workspaces.map(async (one) => ({
        name: one.name,
        may: mayDo(await value(gateway.listPermissions(one.place, never())), computeActions.write),
      })),
    );
    expect(writable.filter(({ may }) => !may).map(({ name }) => name)).toStrictEqual(['mlw-forecast-prod']);
  });
});
