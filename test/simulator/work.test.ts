import { describe, expect, it } from 'vitest';
import { jobBody, mainPath, regionPath, simulatorBench, type Bench } from '../support/simulator-clock.ts';

const computes = `${mainPath}/computes`;

const refusal = async (bench: Bench, method: string, path: string, body?: unknown) => {
  const { status, json } = await bench.ask(method, path, body);
  return { status, code: json.error?.code, message: json.error?.message };
};

describe('instances', () => {
  it('start, stop and restart only from the states that allow it', async () => {
    const bench = simulatorBench();
    expect(await refusal(bench, 'POST', `${computes}/ci-amara/start`)).toMatchObject({
      status: 400,
      code: 'StartComputeInstanceOnlyAllowedInStoppedState',
    });
    expect((await bench.ask('POST', `${computes}/ci-jonas/stop`)).status).toBe(400);
    expect((await bench.ask('POST', `${computes}/gpu-train/start`)).status).toBe(400);
    const started = await bench.ask('POST', `${computes}/ci-jonas/start`);
    expect(started.status).toBe(202);
    const state = async () => (await bench.ask('GET', `${computes}/ci-jonas`)).json.properties.properties;
    expect(await state()).toMatchObject({
      state: 'Starting',
      lastOperation: { operationName: 'Start', operationStatus: 'InProgress', operationTrigger: 'User' },
    });
    bench.pass(5);
    expect(await state()).toMatchObject({
      state: 'Running',
      lastOperation: { operationStatus: 'Succeeded' },
    });
  });

  it('run jobs, and lose them when they are stopped', async () => {
    const bench = simulatorBench();
    await bench.ask('PUT', `${mainPath}/jobs/on-ci`, jobBody('ci-amara'));
    const properties = async () =>
      (await bench.ask('GET', `${computes}/ci-amara`)).json.properties.properties;
    for (let waited = 0; waited < 14 && (await properties()).state !== 'JobRunning'; waited += 1)
      bench.pass(1);
    expect((await properties()).state).toBe('JobRunning');
    expect((await bench.ask('POST', `${computes}/ci-amara/stop`)).status).toBe(202);
    bench.pass(5);
    expect((await properties()).state).toBe('Stopped');
    expect((await bench.ask('GET', `${mainPath}/jobs/on-ci`)).json.properties.status).toBe('Canceled');
  });

  it('have no node list', async () => {
    expect(await refusal(simulatorBench(), 'POST', `${computes}/ci-amara/listNodes`)).toMatchObject({
      status: 400,
      code: 'NotSupported',
    });
  });

  it('are refused a name that an instance of another workspace has in the region', async () => {
    const bench = simulatorBench();
    const sandbox = bench.world().workspaces.find((workspace) => workspace.name === 'mlw-sandbox');
    const path = `/subscriptions/${sandbox?.subscriptionId}/resourceGroups/rg-ml-sandbox/providers/Microsoft.MachineLearningServices/workspaces/mlw-sandbox/computes/ci-amara`;
    const body = {
      location: 'westeurope',
      properties: { computeType: 'ComputeInstance', properties: { vmSize: 'Standard_DS2_v2' } },
    };
    expect(await refusal(bench, 'PUT', path, body)).toMatchObject({ status: 409, code: 'Conflict' });
    expect((await bench.ask('PUT', path.replace('ci-amara', 'ci-other'), body)).status).toBe(201);
  });

  it('tell whether a name is free', async () => {
    const bench = simulatorBench();
    const check = async (Name: string) =>
      (
        await bench.ask('POST', `${mainPath}/checkComputeNameAvailability`, {
          Name,
          Type: 'Microsoft.BatchAI/DataScienceInstance',
        })
      ).json;
    expect(await check('ci-fresh')).toMatchObject({ nameAvailable: true });
    expect(await check('CI-amara')).toMatchObject({ nameAvailable: false, reason: 'AlreadyExists' });
    expect(await check('ci-oncall')).toMatchObject({ nameAvailable: true });
    expect(await check('ci-40986653')).toMatchObject({ nameAvailable: false, reason: 'Invalid' });
  });
});

describe('jobs', () => {
  it('are listed newest first, 1,000 a page, each once', async () => {
    const bench = simulatorBench({ scale: 'large' });
    const names: string[] = [];
    const times: string[] = [];
    let next: string | undefined = `${mainPath}/jobs`;
    let pages = 0;
    while (next !== undefined) {
      const { json } = await bench.ask('GET', next);
      names.push(...json.value.map((job) => job.name));
      times.push(...json.value.map((job) => job.systemData.createdAt));
      next = json.nextLink;
      pages += 1;
      bench.pass(5);
    }
    expect(pages).toBe(5);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(4900);
    expect(times).toEqual([...times].sort().toReversed());
  });

  it('can be filtered by type, tag and archive', async () => {
    const bench = simulatorBench();
    const tagged = { properties: { ...jobBody('cpu-batch').properties, tags: { origin: 'me' } } };
    await bench.ask('PUT', `${mainPath}/jobs/tagged`, tagged);
    const names = async (query: string) =>
      (await bench.ask('GET', `${mainPath}/jobs?${query}`)).json.value.map((job) => job.name);
    expect(await names('tag=origin')).toEqual(['tagged']);
    expect(await names('jobType=Pipeline')).not.toContain('tagged');
    await bench.ask('PUT', `${mainPath}/jobs/tagged`, {
      properties: { ...tagged.properties, isArchived: true },
    });
    expect(await names('listViewType=ArchivedOnly')).toEqual(['tagged']);
    expect(await names('listViewType=ActiveOnly')).not.toContain('tagged');
    expect(await names('listViewType=All')).toContain('tagged');
  });

  it('are cancelled in a while, with an address that tells when', async () => {
    const bench = simulatorBench();
    await bench.ask('PUT', `${mainPath}/jobs/to-cancel`, jobBody('cpu-batch'));
    const answer = await bench.ask('POST', `${mainPath}/jobs/to-cancel/cancel`);
    expect(answer.status).toBe(202);
    expect(answer.headers['retry-after']).toBe('10');
    expect((await bench.ask('GET', `${mainPath}/jobs/to-cancel`)).json.properties.status).toBe(
      'CancelRequested',
    );
    expect((await bench.ask('GET', answer.headers['location'] ?? '')).status).toBe(202);
    bench.pass(1);
    expect((await bench.ask('GET', answer.headers['location'] ?? '')).status).toBe(200);
    expect((await bench.ask('GET', `${mainPath}/jobs/to-cancel`)).json.properties.status).toBe('Canceled');
  });

  it('are cancelled once, however often that is asked for, and not when they have ended', async () => {
    const bench = simulatorBench();
    await bench.ask('PUT', `${mainPath}/jobs/twice`, jobBody('cpu-batch'));
    const first = await bench.ask('POST', `${mainPath}/jobs/twice/cancel`);
    const second = await bench.ask('POST', `${mainPath}/jobs/twice/cancel`);
    expect([second.status, second.headers['location']]).toEqual([202, first.headers['location']]);
    bench.pass(1);
    expect((await bench.ask('GET', first.headers['location'] ?? '')).status).toBe(200);
    expect((await bench.ask('POST', `${mainPath}/jobs/twice/cancel`)).status).toBe(200);
    const done = bench.world().workspaces[0]?.jobs.find(({ status }) => status === 'Completed');
    const late = await refusal(bench, 'POST', `${mainPath}/jobs/${done?.name ?? ''}/cancel`);
    expect(late).toMatchObject({ status: 409, code: 'Conflict' });
    expect(late.message).toContain('is Completed');
    expect((await bench.ask('POST', `${mainPath}/jobs/nobody/cancel`)).status).toBe(404);
  });

  it('are refused when they ask for what their compute can not give', async () => {
    const bench = simulatorBench();
    expect(await refusal(bench, 'PUT', `${mainPath}/jobs/j1`, jobBody('nobody'))).toMatchObject({
      status: 400,
    });
    expect(await refusal(bench, 'PUT', `${mainPath}/jobs/j1`, jobBody('gpu-train', 40))).toMatchObject({
      status: 400,
    });
    expect(await refusal(bench, 'PUT', `${mainPath}/jobs/j1`, jobBody('ci-amara', 2))).toMatchObject({
      status: 400,
    });
    expect(
      await refusal(bench, 'PUT', `${mainPath}/jobs/j1`, { properties: { jobType: 'Command' } }),
    ).toMatchObject({ status: 400 });
  });
});

describe('long lists', () => {
  it('give computes and nodes in pages, by GET and by POST', async () => {
    const bench = simulatorBench({ scale: 'large' });
    const first = (await bench.ask('GET', computes)).json;
    const second = (await bench.ask('GET', first.nextLink ?? '')).json;
    const names = [...first.value, ...second.value].map((compute) => compute.name);
    expect(new Set(names).size).toBe(200);
    expect(second.nextLink).toBeUndefined();
    expect(await refusal(bench, 'GET', `${computes}?$skip=nonsense`)).toMatchObject({ status: 400 });
  });
});

describe('sizes and quota', () => {
  it('prices every size and says what it is for', async () => {
    const { value } = (await simulatorBench().ask('GET', `${regionPath}/vmSizes`)).json;
    expect(value.length).toBeGreaterThanOrEqual(30);
    const ds3 = value.find((size: { name: string }) => size.name === 'Standard_DS3_v2');
    expect(ds3).toMatchObject({
      family: 'standardDSv2Family',
      vCPUs: 4,
      lowPriorityCapable: true,
      supportedComputeTypes: ['AmlCompute', 'ComputeInstance'],
    });
  });

  it('counts what clusters and instances hold, as the world says', async () => {
    const bench = simulatorBench();
    const { value } = (await bench.ask('GET', `${regionPath}/usages`)).json;
    const row = (name: string, type: string): unknown =>
      value.find(
        (usage) =>
          JSON.stringify(usage).includes(`${type}/usages`) && JSON.stringify(usage).includes(`"${name}"`),
      );
    expect(row('Clusters', 'totalCores')).toMatchObject({ currentValue: 7 });
    const etl = bench.world().workspaces[0]?.computes.find((compute) => compute.name === 'cpu-etl')?.detail;
    const nodes = etl?.kind === 'cluster' ? etl.nodes.length : 0;
    expect(row('Standard FSv2 Family Cluster Dedicated vCPUs', 'vmFamily')).toMatchObject({
      currentValue: nodes * 16,
      limit: 48,
    });
    expect(row('Standard FSv2 Family Cluster LowPriority vCPUs', 'vmFamily')).toMatchObject({ limit: -1 });
    expect(row('Total Cluster Dedicated Regional vCPUs', 'dedicatedCores')).toMatchObject({ limit: 600 });
  });
});
