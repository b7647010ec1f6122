import { describe, expect, test } from 'vitest';
import type { Gateway } from '#azure/gateway.ts';
import type { Answer } from '#azure/problem.ts';
import { cannedGateway, never, reply, testPlace } from '#test/support/canned.ts';

const prefix = 'Microsoft.MachineLearningServices/workspaces';
type Call = (gateway: Gateway) => Promise<Answer<unknown>>;

const writes: readonly (readonly [string, Call, string])[] = [
  ['creating', (gateway) => gateway.putCompute(testPlace, 'c', {}, never()), `${prefix}/computes/write`],
  ['scaling', (gateway) => gateway.patchCompute(testPlace, 'c', {}, never()), `${prefix}/computes/write`],
  [
    'starting',
    (gateway) => gateway.actOnInstance(testPlace, 'c', 'start', never()),
    `${prefix}/computes/start/action`,
  ],
  [
    'stopping',
    (gateway) => gateway.actOnInstance(testPlace, 'c', 'stop', never()),
    `${prefix}/computes/stop/action`,
  ],
  [
    'cancelling a job',
    (gateway) => gateway.cancelJob(testPlace, 'j', never()),
    `${prefix}/jobs/cancel/action`,
  ],
  [
    'deleting',
    (gateway) => gateway.deleteCompute(testPlace, 'c', 'Delete', never()),
    `${prefix}/computes/delete`,
  ],
];

const reads: readonly (readonly [string, Call])[] = [
  ['the workspaces', (gateway) => gateway.listWorkspaces(never())],
  ['the nodes', (gateway) => gateway.listNodes(testPlace, 'c', never())],
  ['a name', (gateway) => gateway.checkName(testPlace, 'c', never())],
  ['the networks', (gateway) => gateway.listResources('subnet', never())],
  ['the computes', (gateway) => gateway.listComputes(testPlace, never())],
];

describe('where nothing may be changed', () => {
  const readOnly = (path: string): boolean => path.includes('/workspaces/ws1/');

  test.each(writes)('%s is not sent, and no token is asked for it', async (_title, call, what) => {
    let asked = 0;
    const { gateway, requests } = cannedGateway(() => reply(200, {}), {
      readOnly,
      credential: {
        getToken: () => {
          asked += 1;
          return Promise.resolve({ token: 't', expiresOnTimestamp: Date.now() + 3_600_000 });
        },
      },
    });
    expect(await call(gateway)).toEqual({ ok: false, problem: { kind: 'read-only', what } });
    expect([requests.length, asked]).toEqual([0, 0]);
  });

  test.each(reads)('%s can be asked for', async (_title, call) => {
    const { gateway, requests } = cannedGateway(() => reply(200, {}), { readOnly: () => true });
    await call(gateway);
    expect(requests.length).toBeGreaterThan(0);
  });

  test('another workspace can still be changed', async () => {
    const { gateway, requests } = cannedGateway(() => reply(200, {}), { readOnly });
    await gateway.putCompute({ ...testPlace, workspace: 'ws2' }, 'c', {}, never());
    expect(requests).toHaveLength(1);
  });

  test('an address of the service cannot smuggle a write in: it is only read', async () => {
    const { gateway, requests } = cannedGateway(() => reply(200, { status: 'Succeeded' }), {
      readOnly: () => true,
    });
    await gateway.readOperation('https://management.azure.com/subscriptions/s/x?t=1', never());
    expect(requests.map(({ method }) => method)).toEqual(['GET']);
  });
});

test.each(writes)(
  'a refusal of %s names the right that was asked for, and where',
  async (_title, call, action) => {
    const { gateway } = cannedGateway(() =>
      reply(403, { error: { code: 'AuthorizationFailed', message: 'no' } }),
    );
    expect(await call(gateway)).toMatchObject({
      problem: {
        kind: 'forbidden',
        asked: {
          action,
          scope: `/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.MachineLearningServices/workspaces/ws1/${action.includes('/jobs/') ? 'jobs/j' : 'computes/c'}`,
        },
      },
    });
  },
);
