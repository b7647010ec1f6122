import { describe, expect, it } from 'vitest';
import { mainPlace } from '#simulator/simulator.ts';
import {
  clusterBody,
  host,
  jobBody,
  mainPath,
  simulatorBench,
  type Bench,
} from '../support/simulator-clock.ts';

const computes = `${mainPath}/computes`;
const jobs = `${mainPath}/jobs`;

const instanceBody = (properties: Record<string, unknown> = {}, outer: Record<string, unknown> = {}) => ({
  location: 'westeurope',
  properties: {
    computeType: 'ComputeInstance',
    ...outer,
    properties: { vmSize: 'Standard_DS2_v2', ...properties },
  },
});

const scale = (scaleSettings: unknown) => ({ properties: { properties: { scaleSettings } } });

const typeBody = (computeType: string) => ({
  location: 'westeurope',
  properties: { computeType, properties: {} },
});

const command = jobBody('cpu-batch').properties;

type Rule = readonly [
  what: string,
  method: string,
  path: string,
  body: unknown,
  status: number,
  code?: string,
];

/** What the service takes and what it refuses, each on a world of its own. */
const rules: readonly Rule[] = [
  ['a cluster', 'PUT', `${computes}/x-1a`, clusterBody(), 201],
  ['a cluster that exists', 'PUT', `${computes}/cpu-batch`, clusterBody(), 200],
  ['an instance', 'PUT', `${computes}/ci-new`, instanceBody(), 201],
  ['an unknown type', 'PUT', `${computes}/x1`, typeBody('Abacus'), 400, 'BadArgument'],
  ['a type in the wrong case', 'PUT', `${computes}/x1`, typeBody('amlcompute'), 400, 'BadArgument'],
  ['no type', 'PUT', `${computes}/x1`, { location: 'westeurope', properties: {} }, 400, 'BadArgument'],
  ['no properties', 'PUT', `${computes}/x1`, { location: 'westeurope' }, 400, 'InvalidRequestContent'],
  ['no body', 'PUT', `${computes}/x1`, undefined, 400, 'InvalidRequestContent'],
  ['a list', 'PUT', `${computes}/x1`, [], 400, 'InvalidRequestContent'],
  ['no size', 'PUT', `${computes}/x1`, clusterBody({ vmSize: undefined }), 400, 'BadArgument'],
  ['no size of an instance', 'PUT', `${computes}/ci-x`, instanceBody({ vmSize: null }), 400, 'BadArgument'],
  ['no scale', 'PUT', `${computes}/x1`, clusterBody({ scaleSettings: null }), 400, 'BadArgument'],
  [
    'no maximum',
    'PUT',
    `${computes}/x1`,
    clusterBody({ scaleSettings: { minNodeCount: 0 } }),
    400,
    'BadArgument',
  ],
  [
    'no minimum',
    'PUT',
    `${computes}/x1`,
    clusterBody({ scaleSettings: { maxNodeCount: 4 } }),
    400,
    'BadArgument',
  ],
  [
    'half a node',
    'PUT',
    `${computes}/x1`,
    clusterBody({ scaleSettings: { minNodeCount: 0, maxNodeCount: 1.5 } }),
    400,
    'BadArgument',
  ],
  [
    'a region that does not exist',
    'PUT',
    `${computes}/x1`,
    { ...clusterBody(), location: 'atlantis' },
    400,
    'LocationNotAvailableForResourceType',
  ],
  [
    'an instance in another region',
    'PUT',
    `${computes}/ci-x`,
    instanceBody({}, { computeLocation: 'northeurope' }),
    400,
    'BadArgument',
  ],
  [
    'one node more than the quota',
    'PUT',
    `${computes}/x1`,
    clusterBody({ vmSize: 'Standard_NC96ads_A100_v4' }),
    400,
    'ClusterMinNodesExceedCoreQuota',
  ],
  ['another type under a name', 'PUT', `${computes}/ci-amara`, clusterBody(), 400, 'BadArgument'],
  [
    'no location',
    'PUT',
    `${computes}/x1`,
    { ...clusterBody(), location: undefined },
    400,
    'LocationRequired',
  ],
  [
    'another size under a name',
    'PUT',
    `${computes}/cpu-batch`,
    clusterBody({ vmSize: 'Standard_DS2_v2' }),
    400,
    'BadArgument',
  ],
  ['one letter', 'PUT', `${computes}/x`, clusterBody(), 400, 'BadArgument'],
  ['an underscore', 'PUT', `${computes}/a_b`, clusterBody(), 400, 'BadArgument'],
  ['a digit first', 'PUT', `${computes}/1ab`, clusterBody(), 400, 'BadArgument'],
  ['a hyphen last', 'PUT', `${computes}/ab-`, clusterBody(), 400, 'BadArgument'],
  ['33 letters', 'PUT', `${computes}/${'a'.repeat(33)}`, clusterBody(), 400, 'BadArgument'],
  ['25 letters of an instance', 'PUT', `${computes}/${'a'.repeat(25)}`, instanceBody(), 400, 'BadArgument'],
  ['digits after a hyphen', 'PUT', `${computes}/ci-40986653`, instanceBody(), 400, 'BadArgument'],
  ['a reserved name', 'PUT', `${computes}/AmlCompute`, clusterBody(), 400, 'BadArgument'],
  ['a new scale', 'PATCH', `${computes}/cpu-batch`, scale({ minNodeCount: 0, maxNodeCount: 2 }), 200],
  [
    'a scale without maximum',
    'PATCH',
    `${computes}/cpu-batch`,
    scale({ minNodeCount: 0 }),
    400,
    'BadArgument',
  ],
  ['new tags', 'PATCH', `${computes}/cpu-batch`, { tags: { a: 'b' } }, 400, 'BadArgument'],
  [
    'new tags beside a scale',
    'PATCH',
    `${computes}/cpu-batch`,
    { tags: { a: 'b' }, ...scale({ minNodeCount: 0, maxNodeCount: 2 }) },
    400,
    'BadArgument',
  ],
  [
    'a new size',
    'PATCH',
    `${computes}/cpu-batch`,
    {
      properties: {
        properties: { vmSize: 'Standard_DS2_v2', scaleSettings: { minNodeCount: 0, maxNodeCount: 2 } },
      },
    },
    400,
    'BadArgument',
  ],
  [
    'a new description',
    'PATCH',
    `${computes}/cpu-batch`,
    { properties: { description: 'x', ...scale({ minNodeCount: 0, maxNodeCount: 2 }).properties } },
    400,
    'BadArgument',
  ],
  ['a scale of an instance', 'PATCH', `${computes}/ci-amara`, scale({ maxNodeCount: 1 }), 400, 'BadArgument'],
  ['a scale of nobody', 'PATCH', `${computes}/nobody`, scale({ maxNodeCount: 1 }), 404, 'ResourceNotFound'],
  ['no word on the resource', 'DELETE', `${computes}/cpu-batch`, undefined, 400, 'BadArgument'],
  [
    'a wrong word',
    'DELETE',
    `${computes}/cpu-batch?underlyingResourceAction=Drop`,
    undefined,
    400,
    'BadArgument',
  ],
  ['a cluster', 'DELETE', `${computes}/cpu-batch?underlyingResourceAction=Delete`, undefined, 202],
  [
    'a managed one',
    'DELETE',
    `${computes}/cpu-batch?underlyingResourceAction=Detach`,
    undefined,
    400,
    'BadArgument',
  ],
  [
    'an instance',
    'DELETE',
    `${computes}/ci-amara?underlyingResourceAction=Detach`,
    undefined,
    400,
    'BadArgument',
  ],
  [
    'one attached',
    'DELETE',
    `${computes}/dbx-lakehouse?underlyingResourceAction=Delete`,
    undefined,
    400,
    'BadArgument',
  ],
  ['one attached', 'DELETE', `${computes}/dbx-lakehouse?underlyingResourceAction=Detach`, undefined, 202],
  ['nobody', 'DELETE', `${computes}/nobody?underlyingResourceAction=Delete`, undefined, 204],
  ['a stopped instance', 'POST', `${computes}/ci-jonas/start`, undefined, 202],
  [
    'a running instance',
    'POST',
    `${computes}/ci-amara/start`,
    undefined,
    400,
    'StartComputeInstanceOnlyAllowedInStoppedState',
  ],
  ['a running instance', 'POST', `${computes}/ci-amara/stop`, undefined, 202],
  [
    'a stopped instance',
    'POST',
    `${computes}/ci-jonas/stop`,
    undefined,
    400,
    'StopComputeInstanceOnlyAllowedInRunningState',
  ],
  [
    'a stopped instance',
    'POST',
    `${computes}/ci-jonas/restart`,
    undefined,
    400,
    'RestartComputeInstanceOnlyAllowedInRunningState',
  ],
  ['a cluster', 'POST', `${computes}/cpu-batch/start`, undefined, 400, 'BadArgument'],
  ['nobody', 'POST', `${computes}/nobody/start`, undefined, 404, 'ResourceNotFound'],
  ['a cluster', 'POST', `${computes}/gpu-train/listNodes`, undefined, 200],
  ['an instance', 'POST', `${computes}/ci-amara/listNodes`, undefined, 400, 'NotSupported'],
  ['an attached one', 'POST', `${computes}/dbx-lakehouse/listNodes`, undefined, 400, 'NotSupported'],
  ['keys of what has none', 'POST', `${computes}/gpu-train/listKeys`, undefined, 400, 'NotSupported'],
  ['keys of an attached one', 'POST', `${computes}/dbx-lakehouse/listKeys`, undefined, 200],
  ['the datastores', 'GET', `${mainPath}/datastores`, undefined, 200],
  ['a datastore that is not there', 'GET', `${mainPath}/datastores/x`, undefined, 404, 'UserError'],
  ['the code, of which there is none', 'GET', `${mainPath}/codes`, undefined, 200],
  ['a token that is none', 'GET', `${computes}?$skip=next`, undefined, 400, 'BadRequest'],
  ['a job', 'PUT', `${jobs}/run-1`, jobBody('cpu-batch'), 201],
  [
    'a job without command',
    'PUT',
    `${jobs}/r1`,
    { properties: { ...command, command: null } },
    400,
    'ValidationError',
  ],
  [
    'a job of no type',
    'PUT',
    `${jobs}/r1`,
    { properties: { ...command, jobType: 'Dance' } },
    400,
    'ValidationError',
  ],
  [
    'a job without environment',
    'PUT',
    `${jobs}/r1`,
    { properties: { ...command, environmentId: '' } },
    400,
    'ValidationError',
  ],
  [
    'a job in an environment that is not there',
    'PUT',
    `${jobs}/r1`,
    { properties: { ...command, environmentId: `${mainPath}/environments/team-train/versions/9` } },
    400,
    'UserError',
  ],
  [
    'a job in an environment of the workspace',
    'PUT',
    `${jobs}/run-2`,
    { properties: { ...command, environmentId: `${mainPath}/environments/team-train/versions/4` } },
    201,
  ],
  [
    'a job with a limit that is no duration',
    'PUT',
    `${jobs}/r1`,
    { properties: { ...command, limits: { jobLimitsType: 'Command', timeout: '1 hour' } } },
    400,
    'ValidationError',
  ],
  [
    'a job with a distribution of no kind',
    'PUT',
    `${jobs}/r1`,
    { properties: { ...command, distribution: { processCountPerInstance: 2 } } },
    400,
    'ValidationError',
  ],
  [
    'a job whose variables are no texts',
    'PUT',
    `${jobs}/r1`,
    { properties: { ...command, environmentVariables: { A: 1 } } },
    400,
    'ValidationError',
  ],
  ['a job on nothing', 'PUT', `${jobs}/r1`, jobBody('nobody'), 400, 'ValidationError'],
  [
    'a job for too many nodes',
    'PUT',
    `${jobs}/r1`,
    jobBody('cpu-batch', 99),
    400,
    'JobNodeCountExceedsMaxNodes',
  ],
  ['a job with a bad name', 'PUT', `${jobs}/r%201`, jobBody('cpu-batch'), 400, 'ValidationError'],
  ['no job', 'POST', `${jobs}/nobody/cancel`, undefined, 404, 'UserError'],
  ['no job', 'DELETE', `${jobs}/nobody`, undefined, 204],
  ['an address without such a method', 'POST', computes, {}, 405, 'MethodNotAllowed'],
  ['an address that is none', 'GET', `${mainPath}/kittens`, undefined, 404, 'InvalidResourceType'],
];

describe('the rules of the service', () => {
  it.each(
    rules.map(([what, method, path, body, status, code]) => ({ what, method, path, body, status, code })),
  )('$status $code for $method of $what', async ({ method, path, body, status, code }) => {
    const answer = await simulatorBench().ask(method, path, body);
    expect({ status: answer.status, code: answer.json.error?.code }).toEqual({ status, code });
  });

  it('say of an instance that has no nodes what Azure says', async () => {
    const { json } = await simulatorBench().ask('POST', `${computes}/ci-amara/listNodes`);
    expect(json.error?.message).toBe('ComputeListNodes with computeType ComputeInstance is not supported.');
  });

  it('let nobody act on what is being created, changed or removed', async () => {
    const bench = simulatorBench();
    const status = async (method: string, path: string, body?: unknown) =>
      (await bench.ask(method, `${computes}/${path}`, body)).status;
    await status('PUT', 'train-1', clusterBody());
    expect(await status('PUT', 'train-1', clusterBody())).toBe(409);
    expect(await status('PATCH', 'train-1', scale({ minNodeCount: 0, maxNodeCount: 1 }))).toBe(409);
    await status('DELETE', 'train-1?underlyingResourceAction=Delete');
    expect(await status('DELETE', 'train-1?underlyingResourceAction=Delete')).toBe(409);
    expect(await status('PUT', 'train-1', clusterBody())).toBe(409);
  });
});

describe('versions', () => {
  it.each([
    ['?api-version=2022-10-01', 200],
    ['?api-version=2024-04-01-preview', 200],
    ['?API-Version=2020-01-01', 200],
    ['', 400, 'MissingApiVersionParameter'],
    ['?api-version=', 400, 'MissingApiVersionParameter'],
    ['?api-version=2022-10-1', 400, 'InvalidApiVersionParameter'],
    ['?api-version=2022-13-01', 400, 'InvalidApiVersionParameter'],
    ['?api-version=2023-02-30', 400, 'InvalidApiVersionParameter'],
    ['?api-version=2022-10-01-previe', 400, 'InvalidApiVersionParameter'],
    ['?api-version=latest', 400, 'InvalidApiVersionParameter'],
  ])('%s is answered with %i', async (query, status, code?: string) => {
    const answer = await simulatorBench().simulator.send({
      method: 'GET',
      url: `${host}/subscriptions${query}`,
      headers: { authorization: 'Bearer x' },
    });
    const told = /"code":"(\w+)"/u.exec(answer.body)?.[1];
    expect({ status: answer.status, code: told }).toEqual({ status, code });
  });
});

describe('operations', () => {
  const poll = async (bench: Bench, address: string | undefined) => {
    const { status, headers } = await bench.ask('GET', address ?? '');
    return { status, wait: headers['retry-after'] };
  };

  it('say when to ask again, at once and at every poll until they are over', async () => {
    const bench = simulatorBench();
    const created = await bench.ask('PUT', `${computes}/train-1`, clusterBody());
    expect(created.headers['retry-after']).toBe('10');
    expect(await poll(bench, created.headers['azure-asyncoperation'])).toEqual({ status: 200, wait: '10' });
    const removed = await bench.ask('DELETE', `${computes}/cpu-batch?underlyingResourceAction=Delete`);
    expect(await poll(bench, removed.headers['azure-asyncoperation'])).toEqual({ status: 200, wait: '10' });
    expect(await poll(bench, removed.headers['location'])).toEqual({ status: 202, wait: '10' });
    bench.pass(5);
    expect(await poll(bench, created.headers['azure-asyncoperation'])).toEqual({ status: 200 });
    expect(await poll(bench, removed.headers['location'])).toEqual({ status: 200 });
  });

  it('on instances are accepted without a header, as the specification declares', async () => {
    const { headers, text } = await simulatorBench().ask('POST', `${computes}/ci-jonas/start`);
    expect([headers['location'], headers['azure-asyncoperation'], text]).toEqual([undefined, undefined, '']);
  });

  it('carry a job from its submission to its cancellation and deletion', async () => {
    const bench = simulatorBench();
    await bench.ask('PUT', `${jobs}/run-1`, jobBody('cpu-batch'));
    expect((await bench.ask('DELETE', `${jobs}/run-1`)).status).toBe(409);
    const canceled = await bench.ask('POST', `${jobs}/run-1/cancel`);
    expect(canceled).toMatchObject({ status: 202, headers: { 'retry-after': '10' } });
    bench.pass(1);
    expect((await bench.ask('GET', `${jobs}/run-1`)).json.properties.status).toBe('Canceled');
    const removed = await bench.ask('DELETE', `${jobs}/run-1`);
    expect(removed).toMatchObject({
      status: 202,
      headers: { 'retry-after': '10', 'x-ms-async-operation-timeout': 'PT1H' },
    });
    expect((await poll(bench, removed.headers['location'])).status).toBe(200);
    expect((await bench.ask('GET', `${jobs}/run-1`)).status).toBe(404);
    expect((await bench.ask('DELETE', `${jobs}/run-1`)).status).toBe(204);
  });
});

describe("other clients' habits", () => {
  it('are served: ids in any case, slashes doubled and at the end, parameters in any case', async () => {
    const bench = simulatorBench();
    const lower = mainPath.replace('resourceGroups', 'resourcegroups');
    for (const path of [`${lower}/computes`, `${computes}/`, `/${computes}`, computes.toUpperCase()])
      expect((await bench.ask('GET', path)).json.value.length).toBeGreaterThan(5);
    const gone = await bench.ask('DELETE', `${computes}/cpu-batch?UnderlyingResourceAction=Delete`);
    expect(gone.status).toBe(202);
    const upper = { properties: { ...command, computeId: `${computes}/GPU-Train`.toUpperCase() } };
    expect((await bench.ask('PUT', `${jobs}/run-1`, upper)).status).toBe(201);
  });

  it('are served: a body with nulls and a sku, as the SDKs for Python send it', async () => {
    const bench = simulatorBench();
    const body = {
      ...clusterBody({
        subnet: null,
        virtualMachineImage: null,
        userAccountCredentials: null,
        osType: 'Linux',
      }),
      id: null,
      identity: null,
      sku: { name: 'Basic' },
      tags: null,
    };
    expect((await bench.ask('PUT', `${computes}/train-1`, body)).status).toBe(201);
    bench.pass(5);
    const read = await bench.ask('GET', `${computes}/train-1`);
    expect((await bench.ask('PUT', `${computes}/train-1`, read.json)).status).toBe(200);
  });

  it('are served: ids of requests come back, and conditions on what is read are left aside', async () => {
    const bench = simulatorBench();
    const headers = {
      authorization: 'Bearer x',
      'x-ms-client-request-id': 'mine',
      'x-ms-correlation-request-id': 'ours',
      'If-None-Match': '*',
    };
    const answer = await bench.ask('GET', computes, undefined, headers);
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'x-ms-client-request-id': 'mine', 'x-ms-correlation-request-id': 'ours' },
    });
  });

  it('are served: HEAD tells whether something exists', async () => {
    const bench = simulatorBench();
    const group = `/subscriptions/${mainPlace.subscriptionId}/resourcegroups/${mainPlace.resourceGroup}`;
    const head = async (path: string) => {
      const url = `${host}${path}?api-version=2021-04-01`;
      const { status, body } = await bench.simulator.send({
        method: 'HEAD',
        url,
        headers: { authorization: 'Bearer x' },
      });
      return [status, body];
    };
    expect(await head(group)).toEqual([204, '']);
    expect(await head(`${group}x`)).toEqual([404, '']);
  });

  it('are served: pages by the token of the link, each compute once', async () => {
    const bench = simulatorBench({ scale: 'huge' });
    const names: string[] = [];
    let next: string | undefined = jobs;
    for (let pages = 0; next !== undefined && pages < 3; pages += 1) {
      const page: { value: readonly { name: string }[]; nextLink?: string } = (await bench.ask('GET', next))
        .json;
      names.push(...page.value.map(({ name }) => name));
      next = page.nextLink;
    }
    expect(next).toContain('api-version=2022-10-01');
    expect(new Set(names).size).toBe(3000);
  });
});
