import { describe, expect, it } from 'vitest';
import { createSimulator, mainPlace } from '#simulator/simulator.ts';
import {
  clusterBody,
  handClock,
  host,
  mainPath,
  simulatorBench,
  type Bench,
  freeResources,
} from '../support/simulator-clock.ts';

const computes = `${mainPath}/computes`;

const refusal = async (bench: Bench, method: string, path: string, body?: unknown) => {
  const { status, json } = await bench.ask(method, path, body);
  return { status, code: json.error?.code, message: json.error?.message };
};

describe('who may come in', () => {
  it('refuses a request without a token and says how to sign in', async () => {
    const bench = simulatorBench();
    const answer = await bench.ask('GET', computes, undefined, {});
    expect(answer).toMatchObject({ status: 401, json: { error: { code: 'AuthenticationFailed' } } });
    expect(answer.headers['www-authenticate']).toContain('authorization_uri=');
    expect((await bench.ask('GET', computes, undefined, { authorization: 'Basic x' })).status).toBe(401);
  });

  it('wants an api-version, and one that looks like one', async () => {
    const simulator = createSimulator({ scale: 'small', seed: 1, speed: 1, now: () => 0 });
    const code = async (query: string) => {
      const answer = await simulator.send({
        method: 'GET',
        url: `${host}/subscriptions${query}`,
        headers: { authorization: 'Bearer x' },
      });
      return [answer.status, /"code":"(\w+)"/u.exec(answer.body)?.[1]];
    };
    expect(await code('')).toEqual([400, 'MissingApiVersionParameter']);
    expect(await code('?api-version=newest')).toEqual([400, 'InvalidApiVersionParameter']);
    expect(await code('?api-version=2022-10-01')).toEqual([200, undefined]);
    expect(await code('?api-version=2023-06-01-preview')).toEqual([200, undefined]);
  });

  it('throttles a flood and says how long to wait, by the wall clock', async () => {
    const bench = simulatorBench();
    let last = await bench.ask('GET', mainPath);
    expect(last.headers['x-ms-ratelimit-remaining-subscription-reads']).toBe('249');
    for (let sent = 1; sent < 250; sent += 1) last = await bench.ask('GET', mainPath);
    expect(last).toMatchObject({
      status: 200,
      headers: { 'x-ms-ratelimit-remaining-subscription-reads': '0' },
    });
    last = await bench.ask('GET', mainPath);
    expect(last).toMatchObject({
      status: 429,
      headers: { 'retry-after': '1' },
      json: { error: { code: 'TooManyRequests' } },
    });
    expect((await bench.ask('POST', `${computes}/gpu-train/listNodes`)).status).toBe(200);
    bench.clock.advance(1000);
    last = await bench.ask('GET', mainPath);
    expect(last).toMatchObject({
      status: 200,
      headers: { 'x-ms-ratelimit-remaining-subscription-reads': '24' },
    });
  });
});

describe('every answer', () => {
  it('carries its ids and the time of the world', async () => {
    const bench = simulatorBench({ startMs: Date.UTC(2026, 0, 5, 12, 30, 15) });
    const { headers } = await bench.ask('GET', mainPath);
    expect(headers['date']).toBe('Mon, 05 Jan 2026 12:30:15 GMT');
    expect(headers['x-ms-request-id']).toMatch(/^[0-9a-f-]{36}$/u);
    expect(headers['x-ms-correlation-request-id']).toMatch(/^[0-9a-f-]{36}$/u);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('finds names in any case, and keeps them as they were written', async () => {
    const bench = simulatorBench();
    const answer = await bench.ask('GET', computes.toUpperCase().replace('HTTPS', 'https') + '/GPU-TRAIN');
    expect(answer.json).toMatchObject({ name: 'gpu-train', id: `${mainPath}/computes/gpu-train` });
    await bench.ask('PUT', `${computes}/Train-A`, clusterBody());
    expect((await bench.ask('GET', `${computes}/train-a`)).json.name).toBe('Train-A');
  });

  it('is counted by its address', async () => {
    const bench = simulatorBench();
    await bench.ask('GET', computes);
    await bench.ask('GET', `${computes}/gpu-train`);
    await bench.ask('GET', `${computes}/cpu-batch`);
    await bench.ask('GET', '/nowhere');
    const base =
      '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.MachineLearningServices/workspaces/{workspaceName}/computes';
    expect([...bench.simulator.requests]).toEqual([
      [`GET ${base}`, 1],
      [`GET ${base}/{computeName}`, 2],
      ['GET (unknown)', 1],
    ]);
  });

  it('says what could not be found', async () => {
    const bench = simulatorBench();
    const code = async (path: string) => (await refusal(bench, 'GET', path)).code;
    expect(await code('/subscriptions/0')).toBe('SubscriptionNotFound');
    expect(await code(mainPath.replace('rg-ml-demo', 'rg-x'))).toBe('ResourceGroupNotFound');
    expect(await code(`${mainPath}x`)).toBe('ResourceNotFound');
    expect(await code(`${computes}/nobody`)).toBe('ResourceNotFound');
    expect(await code('/subscriptions/x/y/z')).toBe('InvalidResourceType');
  });

  it('is the same through fetch', async () => {
    const clock = handClock();
    const simulator = createSimulator({ scale: 'small', seed: 1, speed: 1, now: clock.now });
    const response = await simulator.fetch(
      new Request(`${host}/subscriptions?api-version=2022-12-01`, { headers: { authorization: 'Bearer x' } }),
    );
    expect(await response.json()).toMatchObject({
      value: [{ displayName: 'Contoso ML Research', state: 'Enabled' }, {}],
    });
  });
});

describe('finding a workspace', () => {
  const query =
    "resources | where type =~ 'microsoft.machinelearningservices/workspaces' | order by name asc";
  const address = '/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01';

  it('lists all workspaces through Resource Graph, page by page', async () => {
    const bench = simulatorBench();
    const first = (
      await bench.ask('POST', address, { query, options: { $top: 3, resultFormat: 'objectArray' } })
    ).json;
    expect(first).toMatchObject({ totalRecords: 4, count: 3, resultTruncated: 'false' });
    const second = (
      await bench.ask('POST', address, { query, options: { $top: 3, $skipToken: first.$skipToken } })
    ).json;
    expect(second).toMatchObject({ totalRecords: 4, count: 1 });
    expect(second.$skipToken).toBeUndefined();
    const names = [...first.data, ...second.data].map((row) => row.name);
    expect(names).toEqual(['mlw-demo', 'mlw-forecast-prod', 'mlw-sandbox', 'mlw-vision-north']);
  });

  it('keeps to the subscriptions asked for and refuses other queries', async () => {
    const bench = simulatorBench();
    const one = (await bench.ask('POST', address, { query, subscriptions: [mainPlace.subscriptionId] })).json;
    expect(one.data.map((row) => row.name)).toEqual(['mlw-demo', 'mlw-vision-north']);
    expect(await refusal(bench, 'POST', address, { query: 'resources | count' })).toMatchObject({
      status: 400,
      code: 'BadRequest',
    });
  });

  it('tells what the caller may do', async () => {
    const bench = simulatorBench();
    const answer = await bench.ask(
      'GET',
      `${mainPath}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`,
    );
    expect(answer.json).toEqual({
      value: [{ actions: ['*'], notActions: [], dataActions: [], notDataActions: [] }],
    });
  });
});

describe('creating a cluster', () => {
  it('is accepted, goes from Creating to Succeeded, and its operation says so', async () => {
    const bench = simulatorBench();
    const created = await bench.ask('PUT', `${computes}/train-1`, clusterBody());
    expect(created).toMatchObject({
      status: 201,
      headers: { 'retry-after': '10' },
      json: {
        properties: {
          provisioningState: 'Creating',
          description: null,
          resourceId: null,
          provisioningErrors: null,
          isAttachedCompute: false,
          properties: {
            vmSize: 'STANDARD_DS3_V2',
            subnet: null,
            errors: null,
            virtualMachineImage: null,
            scaleSettings: { nodeIdleTimeBeforeScaleDown: 'PT2M' },
          },
        },
      },
    });
    const status = created.headers['azure-asyncoperation'] ?? '';
    expect((await bench.ask('GET', status)).json.status).toBe('InProgress');
    expect(await refusal(bench, 'PUT', `${computes}/train-1`, clusterBody())).toMatchObject({
      status: 409,
      code: 'Conflict',
    });
    bench.pass(3);
    expect((await bench.ask('GET', status)).json.status).toBe('Succeeded');
    expect((await bench.ask('GET', `${computes}/train-1`)).json.properties.provisioningState).toBe(
      'Succeeded',
    );
    expect(await refusal(bench, 'GET', status.replace(/&s=[^&]+/u, ''))).toMatchObject({ status: 403 });
  });

  it('is an update when the name exists: 200, and the new limits', async () => {
    const bench = simulatorBench();
    const scaleSettings = { minNodeCount: 0, maxNodeCount: 7 };
    const answer = await bench.ask('PUT', `${computes}/cpu-batch`, clusterBody({ scaleSettings }));
    expect(answer).toMatchObject({ status: 200, json: { properties: { provisioningState: 'Updating' } } });
    bench.pass(1);
    const { properties } = (await bench.ask('GET', `${computes}/cpu-batch`)).json;
    expect(properties).toMatchObject({
      provisioningState: 'Succeeded',
      properties: { scaleSettings: { maxNodeCount: 7 } },
    });
  });

  it.each([
    [
      'without a maximum',
      'ok-name',
      clusterBody({ scaleSettings: { minNodeCount: 0 } }),
      'BadArgument',
      'maxNodeCount',
    ],
    [
      'without a minimum',
      'ok-name',
      clusterBody({ scaleSettings: { maxNodeCount: 4 } }),
      'BadArgument',
      'minNodeCount',
    ],
    [
      'with more at least than at most',
      'ok-name',
      clusterBody({ scaleSettings: { minNodeCount: 5, maxNodeCount: 4 } }),
      'BadArgument',
      'greater',
    ],
    [
      'with an idle time that is no duration',
      'ok-name',
      clusterBody({
        scaleSettings: { minNodeCount: 0, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: '2 minutes' },
      }),
      'BadArgument',
      'ISO 8601',
    ],
    [
      'with a size the region lacks',
      'ok-name',
      clusterBody({ vmSize: 'Standard_ND96isr_H100_v5' }),
      'BadArgument',
      'westeurope',
    ],
    [
      'with a size that may not be low priority',
      'ok-name',
      clusterBody({ vmSize: 'Standard_M64ms', vmPriority: 'LowPriority' }),
      'BadArgument',
      'low priority',
    ],
    ['with an underscore in its name', 'no_good', clusterBody(), 'BadArgument', 'not valid'],
    ['with a reserved name', 'local', clusterBody(), 'BadArgument', 'reserved'],
    [
      'of a kind nobody knows',
      'ok-name',
      { location: 'westeurope', properties: { computeType: 'amlcompute' } },
      'BadArgument',
      'amlcompute',
    ],
    ['without properties', 'ok-name', { location: 'westeurope' }, 'InvalidRequestContent', 'properties'],
    ['over an instance', 'ci-amara', clusterBody(), 'BadArgument', 'ComputeInstance'],
  ])('is refused %s', async (_, name, body, code, text) => {
    const bench = simulatorBench();
    const answer = await refusal(bench, 'PUT', `${computes}/${name}`, body);
    expect(answer).toMatchObject({ status: 400, code });
    expect(answer.message).toContain(text);
  });

  it('is refused when not even one node fits the quota, and says the numbers', async () => {
    const answer = await refusal(
      simulatorBench(),
      'PUT',
      `${computes}/big`,
      clusterBody({ vmSize: 'Standard_NC96ads_A100_v4' }),
    );
    expect(answer).toEqual({
      status: 400,
      code: 'ClusterMinNodesExceedCoreQuota',
      message:
        'The specified subscription has a Standard NCADSA100v4 Family vCPU quota of 48 and cannot accomodate for at least 1 requested managed compute nodes which maps to 96 vCPUs.',
    });
  });

  it('is refused for a body that is no JSON', async () => {
    const simulator = simulatorBench().simulator;
    const answer = await simulator.send({
      method: 'PUT',
      url: `${host}${computes}/x1?api-version=2022-10-01`,
      headers: { authorization: 'Bearer x' },
      body: '{"a":',
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('InvalidRequestContent');
  });
});

describe('changing and removing computes', () => {
  it('changes the scale of a cluster and nothing else by PATCH', async () => {
    const bench = simulatorBench();
    const scaleSettings = { minNodeCount: 1, maxNodeCount: 3, nodeIdleTimeBeforeScaleDown: 'PT300S' };
    const answer = await bench.ask('PATCH', `${computes}/cpu-batch`, {
      properties: { properties: { scaleSettings } },
    });
    expect(answer).toMatchObject({ status: 200, json: { properties: { provisioningState: 'Updating' } } });
    expect(answer.json.properties.properties).toBeUndefined();
    expect(answer.headers['azure-asyncoperation']).toContain('/computeOperationsStatus/');
    bench.pass(15);
    const { properties } = (await bench.ask('GET', `${computes}/cpu-batch`)).json.properties;
    expect(properties.scaleSettings).toEqual({
      minNodeCount: 1,
      maxNodeCount: 3,
      nodeIdleTimeBeforeScaleDown: 'PT5M',
    });
    expect(properties.targetNodeCount).toBeGreaterThanOrEqual(1);
    expect(await refusal(bench, 'PATCH', `${computes}/cpu-batch`, { tags: { a: 'b' } })).toMatchObject({
      status: 400,
    });
    expect(await refusal(bench, 'PATCH', `${computes}/ci-amara`, { properties: {} })).toMatchObject({
      status: 400,
    });
  });

  it('empties a cluster whose limits are set to zero', async () => {
    const bench = simulatorBench();
    await bench.ask('PATCH', `${computes}/cpu-etl`, {
      properties: { properties: { scaleSettings: { minNodeCount: 0, maxNodeCount: 0 } } },
    });
    bench.pass(60);
    expect((await bench.ask('GET', `${computes}/cpu-etl`)).json.properties.properties).toMatchObject({
      targetNodeCount: 0,
      currentNodeCount: 0,
    });
  });

  it('wants to be told whether to delete or to detach, and minds which is possible', async () => {
    const bench = simulatorBench();
    const code = async (name: string, query: string) =>
      (await bench.ask('DELETE', `${computes}/${name}${query}`)).status;
    expect(await code('cpu-batch', '')).toBe(400);
    expect(await code('cpu-batch', '?underlyingResourceAction=Destroy')).toBe(400);
    expect(await code('cpu-batch', '?underlyingResourceAction=Detach')).toBe(400);
    expect(await code('dbx-lakehouse', '?underlyingResourceAction=Delete')).toBe(400);
    expect(await code('nobody', '?underlyingResourceAction=Delete')).toBe(204);
    expect(await code('cpu-batch', '?underlyingResourceAction=Delete')).toBe(202);
    expect(await code('cpu-batch', '?underlyingResourceAction=Delete')).toBe(409);
    expect(await code('dbx-lakehouse', '?underlyingResourceAction=Detach')).toBe(202);
    expect((await bench.ask('GET', `${computes}/cpu-batch`)).json.properties.provisioningState).toBe(
      'Deleting',
    );
    bench.pass(3);
    expect((await bench.ask('GET', `${computes}/cpu-batch`)).status).toBe(404);
    expect((await bench.ask('GET', `${computes}/dbx-lakehouse`)).status).toBe(404);
  });

  it('tells at the result address when a deletion is over', async () => {
    const bench = simulatorBench();
    const answer = await bench.ask('DELETE', `${computes}/cpu-batch?underlyingResourceAction=Delete`);
    const result = answer.headers['location'] ?? '';
    expect(await bench.ask('GET', result)).toMatchObject({ status: 202, headers: { 'retry-after': '10' } });
    bench.pass(3);
    expect((await bench.ask('GET', result)).status).toBe(200);
  });

  it('fails to attach a machine that cannot be reached, in the operation and in the compute', async () => {
    const bench = simulatorBench();
    const answer = await bench.ask('PUT', `${computes}/vm-x`, {
      location: 'westeurope',
      properties: {
        computeType: 'VirtualMachine',
        resourceId: freeResources.VirtualMachine,
        properties: {
          address: 'z.invalid',
          sshPort: 22,
          administratorAccount: { username: 'u', password: 'secret' },
        },
      },
    });
    expect(answer.status).toBe(201);
    expect(JSON.stringify(answer.json)).not.toContain('secret');
    bench.pass(2);
    const status = await bench.ask('GET', answer.headers['azure-asyncoperation'] ?? '');
    expect(status.json).toMatchObject({ status: 'Failed', error: { code: 'ComputeAttachFailed' } });
    const { properties } = (await bench.ask('GET', `${computes}/vm-x`)).json;
    expect(properties).toMatchObject({
      provisioningState: 'Failed',
      isAttachedCompute: true,
      provisioningErrors: [{ error: { code: 'ComputeAttachFailed' } }],
    });
  });
});
