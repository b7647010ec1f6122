import { describe, expect, test } from 'vitest';
import { parseAttachable } from '#azure/targets/attachable.ts';
import { cannedGateway, never, reply, testPlace } from '#test/support/canned.ts';
import { simulatedGateway } from '#test/support/gateway.ts';

describe('whether a name is free', () => {
  const ask = (answer: unknown, status = 200) => {
    const { gateway, requests } = cannedGateway(() => reply(status, answer));
    return { answer: gateway.checkName(testPlace, 'ci-x', never()), requests };
  };

  test('is asked for an instance of that name', async () => {
    const { answer, requests } = ask({ nameAvailable: true, reason: null, message: null });
    expect(await answer).toStrictEqual({ ok: true, value: { available: true } });
    expect(JSON.parse(requests[0]?.body ?? '')).toStrictEqual({
      Name: 'ci-x',
      Type: 'Microsoft.BatchAI/DataScienceInstance',
    });
  });

  test('is told with the reason in the words of the service, made plain', async () => {
    const { answer } = ask({ nameAvailable: false, reason: 'AlreadyExists', message: 'in\u001b[31m use' });
    expect(await answer).toStrictEqual({
      ok: true,
      value: { available: false, reason: 'AlreadyExists', message: 'in use' },
    });
  });

  test.each([
    [403, 'forbidden'],
    [404, 'not-found'],
  ])('cannot be told when the service answers %i', async (status, kind) => {
    const { answer } = ask({ error: { code: 'X', message: 'x' } }, status);
    expect(await answer).toMatchObject({ ok: false, problem: { kind } });
  });

  test.each([[{}], [{ nameAvailable: 'yes' }], [[]], ['<html>']])(
    'is never guessed from %j',
    async (body) => {
      expect(await ask(body).answer).toMatchObject({ ok: false, problem: { kind: 'malformed' } });
    },
  );
});

describe('what the user may do', () => {
  test('comes from every role, over all pages, without what is no text', async () => {
    const { gateway } = cannedGateway(({ url }) =>
      url.includes('page=2')
        ? reply(200, { value: [{ actions: null }, null, { notActions: ['*/write'], actions: ['*'] }] })
        : reply(200, {
            value: [{ actions: ['*/read', 7], notActions: [], dataActions: ['*'] }],
            nextLink: 'https://management.azure.com/x?page=2',
          }),
    );
    expect(await gateway.listPermissions(testPlace, never())).toStrictEqual({
      ok: true,
      value: [
        { actions: ['*/read'], notActions: [] },
        { actions: [], notActions: [] },
        { actions: ['*'], notActions: ['*/write'] },
      ],
    });
  });
});

describe('what a form can name', () => {
  test('subnets are those of all virtual networks, by one query', async () => {
    const { gateway, requests } = simulatedGateway();
    const subnets = await gateway.listResources('subnet', never());
    expect(subnets.ok ? subnets.value : subnets.problem).toMatchObject([
      { name: 'vnet-demo/default', location: 'westeurope', group: 'rg-ml-demo', note: '172.16.0.0/24' },
      { name: 'vnet-forecast/snet-scoring', location: 'eastus' },
      { name: 'vnet-ml-north/snet-training', location: 'northeurope' },
      { name: 'vnet-ml/snet-endpoints' },
      { name: 'vnet-ml/snet-instances' },
      {
        id: expect.stringMatching(
          /\/rg-network\/providers\/Microsoft\.Network\/virtualNetworks\/vnet-ml\/subnets\/snet-training$/u,
        ) as unknown,
        name: 'vnet-ml/snet-training',
      },
    ]);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.body).toContain('mv-expand subnet = properties.subnets');
  });

  test('identities are the user-assigned ones, by one query', async () => {
    const { gateway, requests } = simulatedGateway();
    const identities = await gateway.listResources('identity', never());
    expect(identities.ok ? identities.value.map(({ name }) => name) : identities.problem).toStrictEqual([
      'id-forecast',
      'id-ml-data',
      'id-ml-registry',
      'id-vision',
    ]);
    expect(identities.ok && identities.value[1]).toStrictEqual({
      id: expect.stringMatching(/\/userAssignedIdentities\/id-ml-data$/u) as unknown,
      name: 'id-ml-data',
      location: 'westeurope',
      group: 'rg-ml-demo',
    });
    expect(requests).toHaveLength(1);
  });

  test.each([
    ['aks', ['aks-batch', 'aks-forecast', 'aks-serving'], '1.34.1'],
    ['kubernetes', ['aks-batch', 'aks-forecast', 'aks-serving', 'arc-factory', 'arc-lab'], 'AKS'],
    [
      'virtual-machine',
      ['dsvm-annex', 'dsvm-legacy', 'dsvm-team', 'vm-forecast', 'vm-reporting'],
      'Linux ubuntu-2204',
    ],
    ['hdinsight', ['hdi-events', 'hdi-spark'], 'KAFKA'],
    ['batch', ['contosobatch', 'teambatch'], 'BatchService'],
    ['databricks', ['dbx-forecast', 'dbx-lakehouse', 'dbx-team'], 'premium'],
    ['data-lake-analytics', ['contosoadla'], 'Suspended'],
    ['synapse-spark', ['syn-contoso/large', 'syn-contoso/small'], '3.4'],
    ['data-factory', ['adf-copy', 'adf-team'], 'Succeeded'],
  ] as const)('what can be attached of %s, by one query', async (of, names, note) => {
    const { gateway, requests } = simulatedGateway();
    const found = await gateway.listResources(of, never());
    if (!found.ok) throw new Error(found.problem.kind);
    expect(found.value.map(({ name }) => name)).toStrictEqual(names);
    expect(found.value[0]?.note).toBe(note);
    // Whatever the list gives is an id that the form of the same kind takes.
    for (const { id } of found.value) expect(parseAttachable(of, id)).toStrictEqual({ ok: true, value: id });
    expect(requests).toHaveLength(1);
  });

  test('comes in pages, without rows that cannot be named', async () => {
    const row = (name: string) => ({ id: `/${name}`, name, location: 'l', resourceGroup: 'g' });
    const { gateway } = cannedGateway(({ body }) =>
      body?.includes('"$skipToken":"t"') === true
        ? reply(200, { data: [row('b')] })
        : reply(200, { data: [row('a'), { name: 'no id' }, null], $skipToken: 't' }),
    );
    expect(await gateway.listResources('identity', never())).toStrictEqual({
      ok: true,
      value: ['a', 'b'].map((name) => ({ id: `/${name}`, name, location: 'l', group: 'g' })),
    });
  });

  test('is a problem where Resource Graph is not allowed: an id can still be pasted', async () => {
    const { gateway } = cannedGateway(() =>
      reply(403, { error: { code: 'AuthorizationFailed', message: 'no' } }),
    );
    expect(await gateway.listResources('subnet', never())).toMatchObject({ problem: { kind: 'forbidden' } });
  });
});
