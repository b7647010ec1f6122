import { describe, expect, it } from 'vitest';
import { mainPlace } from '#simulator/simulator.ts';
import { clusterBody, mainPath, simulatorBench, type Bench } from '../support/simulator-clock.ts';

const computes = `${mainPath}/computes`;
const subscription = `/subscriptions/${mainPlace.subscriptionId}`;
const production = '/subscriptions/c27a90d4-6b3f-4e58-8d21-5a9e0f4b7c12';
const userIdentity = (name: string, group = `${subscription}/resourceGroups/rg-ml-demo`) =>
  `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
const subnet = (path: string, group = `${subscription}/resourceGroups/rg-network`) => {
  const [network, name] = path.split('/');
  return `${group}/providers/Microsoft.Network/virtualNetworks/${network}/subnets/${name}`;
};

const refusal = async (bench: Bench, method: string, path: string, body?: unknown) => {
  const { status, json } = await bench.ask(method, path, body);
  return { status, code: json.error?.code, message: json.error?.message };
};

const read = async (bench: Bench, name: string) =>
  (await bench.ask('GET', `${computes}/${name}`)).json as unknown as {
    readonly identity?: { readonly type: string; readonly userAssignedIdentities: object };
    readonly properties: {
      readonly provisioningState: string;
      readonly properties: Readonly<Record<string, unknown>> & { readonly state: string };
    };
  };

const withIdentity = (type: string, ids?: readonly string[]) => ({
  ...clusterBody(),
  identity: {
    type,
    ...(ids === undefined ? {} : { userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])) }),
  },
});

describe('the subnet of a compute', () => {
  const refused = (id: string) =>
    refusal(simulatorBench(), 'PUT', `${computes}/train-1`, clusterBody({ subnet: { id } }));

  it('is taken when it is there and in the region, in any case', async () => {
    const bench = simulatorBench();
    const body = clusterBody({ subnet: { id: subnet('VNET-ml/SNET-training') } });
    expect((await bench.ask('PUT', `${computes}/train-1`, body)).status).toBe(201);
    expect((await read(bench, 'train-1')).properties.properties).toMatchObject({
      subnet: { id: subnet('VNET-ml/SNET-training') },
    });
  });

  it.each([
    ['that is not there', subnet('vnet-ml/snet-none'), 400, 'InvalidResourceReference', 'not found'],
    [
      'of another region',
      subnet('vnet-ml-north/snet-training'),
      400,
      'InvalidResourceReference',
      'northeurope',
    ],
    [
      'that is no subnet',
      subnet('vnet-ml/x').replace('/subnets/x', ''),
      400,
      'LinkedInvalidPropertyId',
      'subnet',
    ],
  ])('is refused when it is one %s', async (_, id, status, code, text) => {
    const answer = await refused(id);
    expect(answer).toMatchObject({ status, code });
    expect(answer.message).toContain(text);
  });

  it('is refused when the user may not join it', async () => {
    const bench = simulatorBench();
    const id = subnet('vnet-forecast/snet-scoring', `${production}/resourceGroups/rg-forecast-prod`);
    const body = clusterBody({ subnet: { id } });
    const there = { ...body, properties: { ...body.properties, computeLocation: 'eastus' } };
    expect(await refusal(bench, 'PUT', `${computes}/train-1`, there)).toMatchObject({
      status: 403,
      code: 'LinkedAuthorizationFailed',
    });
  });
});

describe('the identity of a compute', () => {
  it('of its own gets a principal, and keeps it', async () => {
    const bench = simulatorBench();
    await bench.ask('PUT', `${computes}/train-1`, withIdentity('SystemAssigned'));
    bench.pass(5);
    const { identity } = await read(bench, 'train-1');
    expect(identity).toMatchObject({ type: 'SystemAssigned', principalId: expect.any(String) as unknown });
    await bench.ask('PUT', `${computes}/train-1`, withIdentity('systemassigned'));
    bench.pass(1);
    expect((await read(bench, 'train-1')).identity).toEqual(identity);
  });

  it.each([
    ['both kinds', 'SystemAssigned, UserAssigned', [userIdentity('id-ml-data')], 400, 'BadArgument'],
    ['no id', 'UserAssigned', [], 400, 'MissingIdentityIds'],
    [
      'ids beside one of its own',
      'SystemAssigned',
      [userIdentity('id-ml-data')],
      400,
      'InvalidIdentityValues',
    ],
    ['an unknown type', 'Mine', [], 400, 'InvalidIdentityValues'],
    ['an unknown id', 'UserAssigned', [userIdentity('id-none')], 400, 'FailedIdentityOperation'],
    ['an id of something else', 'UserAssigned', [subnet('vnet-ml/x')], 400, 'LinkedInvalidPropertyId'],
    [
      'an identity the user may not assign',
      'UserAssigned',
      [userIdentity('id-forecast', `${production}/resourceGroups/rg-forecast-prod`)],
      403,
      'LinkedAuthorizationFailed',
    ],
  ])('is refused with %s', async (_, type, ids, status, code) => {
    const body = withIdentity(type, ids);
    expect(await refusal(simulatorBench(), 'PUT', `${computes}/train-1`, body)).toMatchObject({
      status,
      code,
    });
  });

  it('is changed by PATCH: what is named comes to it, what is null goes', async () => {
    const bench = simulatorBench();
    const [data, registry] = [userIdentity('id-ml-data'), userIdentity('id-ml-registry')];
    const patch = async (identity: unknown) => {
      const { status } = await bench.ask('PATCH', `${computes}/cpu-batch`, {
        location: 'westeurope',
        properties: {},
        identity,
      });
      bench.pass(1);
      const now = (await read(bench, 'cpu-batch')).identity;
      return { status, type: now?.type, ids: Object.keys(now?.userAssignedIdentities ?? {}) };
    };
    expect(await patch({ type: 'UserAssigned', userAssignedIdentities: { [data]: {} } })).toEqual({
      status: 200,
      type: 'UserAssigned',
      ids: [data],
    });
    expect(await patch({ type: 'UserAssigned', userAssignedIdentities: { [registry]: {} } })).toMatchObject({
      ids: [data, registry],
    });
    expect(
      await patch({ type: 'UserAssigned', userAssignedIdentities: { [data.toUpperCase()]: null } }),
    ).toMatchObject({ ids: [registry] });
    expect(await patch({ type: 'None' })).toEqual({ status: 200, type: undefined, ids: [] });
    expect((await read(bench, 'cpu-batch')).properties.properties).toMatchObject({
      scaleSettings: { minNodeCount: 0, maxNodeCount: 10 },
    });
  });

  it('stays when a change does not speak of it', async () => {
    const bench = simulatorBench();
    await bench.ask('PUT', `${computes}/train-1`, withIdentity('UserAssigned', [userIdentity('id-ml-data')]));
    bench.pass(5);
    await bench.ask('PUT', `${computes}/train-1`, clusterBody());
    bench.pass(1);
    expect((await read(bench, 'train-1')).identity?.type).toBe('UserAssigned');
  });
});

describe('what an instance does by itself', () => {
  it('is given new schedules, and follows them', async () => {
    const bench = simulatorBench({ startMs: Date.UTC(2026, 10, 16, 10) });
    const computeStartStop = [
      {
        action: 'Stop',
        status: 'Enabled',
        triggerType: 'Cron',
        cron: { expression: '30 10 * * *', timeZone: 'UTC' },
      },
    ];
    const answer = await bench.ask('POST', `${computes}/ci-amara/updateSchedules`, { computeStartStop });
    expect(answer.status).toBe(200);
    expect((await read(bench, 'ci-amara')).properties.properties['schedules']).toMatchObject({
      computeStartStop,
    });
    bench.pass(36);
    expect((await read(bench, 'ci-amara')).properties.properties).toMatchObject({
      state: 'Stopped',
      lastOperation: { operationName: 'Stop', operationTrigger: 'Schedule' },
    });
    const bad = { computeStartStop: [{ action: 'Stop', cron: { expression: 'now and then' } }] };
    expect(await refusal(bench, 'POST', `${computes}/ci-amara/updateSchedules`, bad)).toMatchObject({
      status: 400,
    });
    expect(await refusal(bench, 'POST', `${computes}/cpu-batch/updateSchedules`, {})).toMatchObject({
      status: 400,
    });
  });

  it('stops when it has had no job for the time set, and says who stopped it', async () => {
    const bench = simulatorBench();
    const set = (idleTimeBeforeShutdown: string | null) =>
      bench.ask('POST', `${computes}/ci-amara/updateIdleShutdownSetting`, { idleTimeBeforeShutdown });
    expect((await set('PT30M')).status).toBe(200);
    expect((await read(bench, 'ci-amara')).properties.properties['idleTimeBeforeShutdown']).toBe('PT30M');
    bench.pass(29);
    expect((await read(bench, 'ci-amara')).properties.properties.state).toBe('Running');
    bench.pass(6);
    expect((await read(bench, 'ci-amara')).properties.properties).toMatchObject({
      state: 'Stopped',
      lastOperation: { operationName: 'Stop', operationTrigger: 'IdleShutdown' },
    });
  });

  it('stays while it has a job, and when the setting is taken back', async () => {
    const bench = simulatorBench();
    for (const name of ['ci-mei-gpu', 'ci-amara'])
      await bench.ask('POST', `${computes}/${name}/updateIdleShutdownSetting`, {
        idleTimeBeforeShutdown: 'PT15M',
      });
    await bench.ask('POST', `${computes}/ci-amara/updateIdleShutdownSetting`, {});
    bench.pass(60);
    expect((await read(bench, 'ci-mei-gpu')).properties.properties.state).toBe('JobRunning');
    expect((await read(bench, 'ci-amara')).properties.properties.state).toBe('Running');
    expect((await read(bench, 'ci-amara')).properties.properties).not.toHaveProperty(
      'idleTimeBeforeShutdown',
    );
  });

  it('begins counting when it is made or started', async () => {
    const bench = simulatorBench();
    await bench.ask('PUT', `${computes}/ci-new`, {
      location: 'westeurope',
      properties: {
        computeType: 'ComputeInstance',
        properties: { vmSize: 'Standard_DS2_v2', idleTimeBeforeShutdown: 'PT20M' },
      },
    });
    bench.pass(15);
    expect((await read(bench, 'ci-new')).properties.properties.state).toBe('Running');
    bench.pass(15);
    expect((await read(bench, 'ci-new')).properties.properties.state).toBe('Stopped');
    await bench.ask('POST', `${computes}/ci-new/start`);
    bench.pass(15);
    expect((await read(bench, 'ci-new')).properties.properties.state).toBe('Running');
    bench.pass(20);
    expect((await read(bench, 'ci-new')).properties.properties.state).toBe('Stopped');
  });

  it.each(['PT14M', 'P4D', 'half an hour', 30])(
    'is not set to stop after %j',
    async (idleTimeBeforeShutdown) => {
      const bench = simulatorBench();
      const path = `${computes}/ci-amara/updateIdleShutdownSetting`;
      expect(await refusal(bench, 'POST', path, { idleTimeBeforeShutdown })).toMatchObject({ status: 400 });
    },
  );
});

describe('a creation script', () => {
  const create = async (creationScript: unknown) => {
    const bench = simulatorBench();
    await bench.ask('PUT', `${computes}/ci-new`, {
      location: 'westeurope',
      properties: {
        computeType: 'ComputeInstance',
        properties: { vmSize: 'Standard_DS2_v2', setupScripts: { scripts: { creationScript } } },
      },
    });
    bench.pass(5);
    return { bench, ...(await read(bench, 'ci-new')).properties };
  };
  const inline = (text: string) => ({
    scriptSource: 'inline',
    scriptData: Buffer.from(text).toString('base64'),
  });

  it('that ends well leaves a running instance', async () => {
    for (const script of [
      inline('pip install x\nexit 0'),
      { scriptSource: 'workspaceStorage', scriptData: 'Users/me/setup.sh' },
    ])
      expect((await create(script)).properties.state).toBe('Running');
  });

  it.each([
    ['exits with a code', inline('exit 1')],
    ['is not in the storage', { scriptSource: 'workspaceStorage', scriptData: 'Users/me/missing.sh' }],
  ])('that %s fails the creation; the instance can be made anew with another', async (_, script) => {
    const { bench, provisioningState, properties } = await create(script);
    expect(provisioningState).toBe('Failed');
    expect(properties).toMatchObject({
      state: 'CreateFailed',
      errors: [{ error: { code: 'SetupScriptsError' } }],
    });
    const again = await bench.ask('PUT', `${computes}/ci-new`, {
      location: 'westeurope',
      properties: { computeType: 'ComputeInstance', properties: { vmSize: 'Standard_DS2_v2' } },
    });
    expect(again.status).toBe(200);
    bench.pass(5);
    expect((await read(bench, 'ci-new')).properties).toMatchObject({
      provisioningState: 'Succeeded',
      properties: { state: 'Running', errors: null },
    });
  });
});

describe('rights', () => {
  const forecast = `${production}/resourceGroups/rg-forecast-prod/providers/Microsoft.MachineLearningServices/workspaces/mlw-forecast-prod`;

  it('of a Reader are told, and end at every write and action', async () => {
    const bench = simulatorBench();
    const permissions = await bench.ask(
      'GET',
      `${forecast}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`,
    );
    expect(permissions.json.value).toMatchObject([{ actions: ['*/read'], notActions: [] }]);
    const cluster = `${forecast}/computes/score-cpu`;
    const code = async (method: string, path: string, body?: unknown) =>
      (await refusal(bench, method, path, body)).code;
    expect(await code('GET', cluster)).toBeUndefined();
    expect(
      await code('GET', `${production}/providers/Microsoft.MachineLearningServices/locations/eastus/usages`),
    ).toBeUndefined();
    expect(await code('PUT', `${forecast}/jobs/j1`, {})).toBe('AuthorizationFailed');
    expect(await code('PATCH', cluster, {})).toBe('AuthorizationFailed');
    expect(await refusal(bench, 'POST', `${cluster}/listNodes`)).toEqual({
      status: 403,
      code: 'AuthorizationFailed',
      message: expect.stringContaining(
        `'Microsoft.MachineLearningServices/workspaces/computes/listNodes/action' over scope '${cluster}'`,
      ) as unknown,
    });
    expect(bench.world().workspaces.find(({ name }) => name === 'mlw-forecast-prod')?.computes).toHaveLength(
      2,
    );
  });

  it('given at a resource group add to those given above it', async () => {
    const bench = simulatorBench();
    const sandbox = `${production}/resourceGroups/rg-ml-sandbox/providers/Microsoft.MachineLearningServices/workspaces/mlw-sandbox`;
    const { json } = await bench.ask(
      'GET',
      `${sandbox}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`,
    );
    expect(json.value).toMatchObject([{ actions: ['*/read'] }, { actions: ['*'] }]);
    expect((await bench.ask('POST', `${sandbox}/computes/try-cpu/listNodes`)).status).toBe(200);
  });

  it('are not needed to ask how an operation goes', async () => {
    const bench = simulatorBench();
    const created = await bench.ask('PUT', `${computes}/train-1`, clusterBody());
    expect((await bench.ask('GET', created.headers['azure-asyncoperation'] ?? '')).status).toBe(200);
  });
});

describe('Resource Graph', () => {
  const ask = async (query: string) => {
    const address = '/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01';
    return (await simulatorBench().ask('POST', address, { query })).json;
  };

  it('knows the virtual networks by their subnets, and the identities', async () => {
    const subnets = await ask("resources | where type =~ 'microsoft.network/virtualnetworks'");
    expect(subnets.data).toHaveLength(6);
    const identities = await ask(
      "resources | where type =~ 'microsoft.managedidentity/userassignedidentities'",
    );
    expect(identities.data.map(({ name }) => name)).toEqual([
      'id-forecast',
      'id-ml-data',
      'id-ml-registry',
      'id-vision',
    ]);
  });
});

describe('a PUT that is to create only', () => {
  it.each([
    { passesOverConditions: false, on: 'gpu-train', status: 412, nodes: 10 },
    { passesOverConditions: true, on: 'gpu-train', status: 200, nodes: 4 },
    { passesOverConditions: false, on: 'new-one', status: 201, nodes: 4 },
  ])(
    'is answered $status for $on (the condition passed over: $passesOverConditions)',
    async ({ passesOverConditions, on, status, nodes }) => {
      const bench = simulatorBench({ passesOverConditions });
      const headers = { authorization: 'Bearer x', 'If-None-Match': '*' };
      const body = clusterBody({ vmSize: 'STANDARD_NC6S_V3' });
      expect((await bench.ask('PUT', `${computes}/${on}`, body, headers)).status).toBe(status);
      const read = await bench.ask('GET', `${computes}/${on}`);
      expect(read.json.properties.properties.scaleSettings).toMatchObject({ maxNodeCount: nodes });
    },
  );
});
