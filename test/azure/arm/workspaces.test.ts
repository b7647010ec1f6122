import { describe, expect, test } from 'vitest';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import { cannedGateway, never, reply } from '#test/support/canned.ts';

const idOf = (subscription: string, name: string): string =>
  `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/${name}`;
const row = (subscription: string, name: string, rest: object = {}) => ({
  id: idOf(subscription, name),
  name,
  location: 'westeurope',
  ...rest,
});

const subscriptions = reply(200, {
  value: [
    { subscriptionId: 's1', displayName: 'First' },
    { subscriptionId: 's2', displayName: 'Second' },
  ],
});

type Answers = {
  readonly graph: (request: PlainRequest) => PlainResponse;
  readonly subscriptions?: PlainResponse;
  readonly s1?: PlainResponse;
  readonly s2?: PlainResponse;
};

const service = (answers: Answers) =>
  cannedGateway((request) => {
    if (request.url.includes('ResourceGraph')) return answers.graph(request);
    if (request.url.includes('/subscriptions?')) return answers.subscriptions ?? subscriptions;
    return (request.url.includes('/s1/') ? answers.s1 : answers.s2) ?? reply(200, { value: [] });
  });

const forbidden = reply(403, { error: { code: 'AuthorizationFailed', message: 'no' } });

describe('the list of workspaces', () => {
  test('comes from one query, sorted by name, with the names of the subscriptions', async () => {
    const { gateway, requests } = service({
      graph: () =>
        reply(200, {
          data: [
            row('S2', 'zeta', { kind: 'Hub' }),
            row('s1', 'Alpha', { friendlyName: 'A', workspaceId: '0a1b2c3d' }),
            { id: 'odd' },
            null,
          ],
        }),
    });
    expect(await gateway.listWorkspaces(never())).toStrictEqual({
      ok: true,
      value: [
        {
          id: idOf('s1', 'Alpha'),
          place: { subscriptionId: 's1', resourceGroup: 'rg', workspace: 'Alpha' },
          name: 'Alpha',
          friendlyName: 'A',
          location: 'westeurope',
          guid: '0a1b2c3d',
          subscriptionName: 'First',
        },
        {
          id: idOf('S2', 'zeta'),
          place: { subscriptionId: 'S2', resourceGroup: 'rg', workspace: 'zeta' },
          name: 'zeta',
          location: 'westeurope',
          kind: 'Hub',
          subscriptionName: 'Second',
        },
      ],
    });
    expect(requests).toHaveLength(2);
    const query = requests.find(({ method }) => method === 'POST');
    expect(JSON.parse(query?.body ?? '')).toMatchObject({
      query: expect.stringContaining("type =~ 'microsoft.machinelearningservices/workspaces'") as unknown,
      options: { resultFormat: 'objectArray', $top: 1000 },
    });
  });

  test('follows the skip token', async () => {
    const { gateway } = service({
      graph: ({ body }) =>
        body?.includes('"$skipToken":"t"') === true
          ? reply(200, { data: [row('s1', 'b')] })
          : reply(200, { data: [row('s1', 'a')], $skipToken: 't' }),
    });
    expect(await gateway.listWorkspaces(never())).toMatchObject({ value: [{ name: 'a' }, { name: 'b' }] });
  });

  test('does without the names of the subscriptions', async () => {
    const { gateway } = service({
      graph: () => reply(200, { data: [row('s1', 'a')] }),
      subscriptions: forbidden,
    });
    const answer = await gateway.listWorkspaces(never());
    expect(answer).toMatchObject({ ok: true, value: [{ name: 'a' }] });
    expect(answer.ok && answer.value[0]).not.toHaveProperty('subscriptionName');
  });

  test.each([400, 403, 404])(
    'comes from each subscription when the query is refused with %i',
    async (status) => {
      const { gateway } = service({
        graph: () => reply(status, {}),
        s1: reply(200, {
          value: [
            row('s1', 'b', { properties: { friendlyName: 'B', workspaceId: 'b-1' } }),
            row('s1', 'c', { kind: 'OpenAI' }),
          ],
        }),
        s2: reply(200, { value: [row('s2', 'a')] }),
      });
      expect(await gateway.listWorkspaces(never())).toMatchObject({
        ok: true,
        value: [
          { name: 'a', subscriptionName: 'Second' },
          { name: 'b', subscriptionName: 'First', friendlyName: 'B', guid: 'b-1' },
        ],
      });
    },
  );

  test('keeps what the other subscriptions gave when one fails', async () => {
    const { gateway } = service({
      graph: () => forbidden,
      s1: reply(500, {}),
      s2: reply(200, { value: [row('s2', 'a')] }),
    });
    expect(await gateway.listWorkspaces(never())).toMatchObject({ ok: true, value: [{ name: 'a' }] });
  });

  test('is a problem when every subscription fails', async () => {
    const { gateway } = service({ graph: () => forbidden, s1: reply(500, {}), s2: forbidden });
    expect(await gateway.listWorkspaces(never())).toMatchObject({ problem: { kind: 'service-fault' } });
  });

  test.each([
    [401, 'signed-out'],
    [429, 'throttled'],
    [503, 'service-fault'],
  ])('does not try the longer way after %i', async (status, kind) => {
    const { gateway, requests } = service({ graph: () => reply(status, {}) });
    expect(await gateway.listWorkspaces(never())).toMatchObject({ problem: { kind } });
    expect(requests).toHaveLength(2);
  });
});
