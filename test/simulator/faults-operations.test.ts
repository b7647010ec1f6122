import { describe, expect, it } from 'vitest';
import { parseFaults } from '#simulator/faults/parse-faults.ts';
import { clusterBody, jobBody, mainPath, simulatorBench, type Bench } from '../support/simulator-clock.ts';

const computes = `${mainPath}/computes`;

const benchWith = (spec: string) => simulatorBench({ faults: parseFaults(spec) });

const read = async (bench: Bench, name: string) =>
  (await bench.ask('GET', `${computes}/${name}`)).json.properties;

const statusAt = async (bench: Bench, headers: Readonly<Record<string, string>>) =>
  (await bench.ask('GET', headers['azure-asyncoperation'] ?? '')).json;

describe('an operation that fails', () => {
  it('says so with its code, in the operation and in the cluster that is made; the next one succeeds', async () => {
    const bench = benchWith('operation-failed code=AllocationFailed');
    const { headers, status } = await bench.ask('PUT', `${computes}/train-1`, clusterBody());
    expect(status).toBe(201);
    bench.pass(4);
    expect(await statusAt(bench, headers)).toMatchObject({
      status: 'Failed',
      error: { code: 'AllocationFailed' },
    });
    expect(await read(bench, 'train-1')).toMatchObject({
      provisioningState: 'Failed',
      provisioningErrors: [{ error: { code: 'AllocationFailed' } }],
    });
    await bench.ask('PUT', `${computes}/train-2`, clusterBody());
    bench.pass(4);
    expect((await read(bench, 'train-2')).provisioningState).toBe('Succeeded');
  });

  it('leaves what was to be deleted, and it can be deleted after all', async () => {
    const bench = benchWith('operation-failed DELETE');
    const gone = () => bench.ask('DELETE', `${computes}/cpu-batch?underlyingResourceAction=Delete`);
    const { headers } = await gone();
    bench.pass(4);
    expect((await statusAt(bench, headers)).status).toBe('Failed');
    expect(await bench.ask('GET', headers['location'] ?? '')).toMatchObject({ status: 400 });
    expect((await read(bench, 'cpu-batch')).provisioningState).toBe('Failed');
    expect((await gone()).status).toBe(202);
    bench.pass(4);
    expect((await bench.ask('GET', `${computes}/cpu-batch`)).status).toBe(404);
  });

  it.each([
    ['stop', 'ci-amara', 'Running', 'StopFailed'],
    ['restart', 'ci-amara', 'Running', 'RestartFailed'],
  ])(
    'leaves an instance it was to %s as it was, with its last operation to tell',
    async (move, name, state, status) => {
      const bench = benchWith('operation-failed POST');
      expect((await bench.ask('POST', `${computes}/${name}/${move}`)).status).toBe(202);
      bench.pass(10);
      expect(await read(bench, name)).toMatchObject({
        provisioningState: 'Succeeded',
        properties: {
          state,
          lastOperation: { operationStatus: status },
          errors: [{ error: { code: 'InternalServerError' } }],
        },
      });
      await bench.ask('POST', `${computes}/${name}/${move}`);
      bench.pass(10);
      expect((await read(bench, name)).properties).toMatchObject({
        lastOperation: { operationStatus: 'Succeeded' },
        errors: null,
      });
    },
  );

  it('waits for a write that begins one: reads, refusals and jobs do not use it up', async () => {
    const bench = benchWith('operation-failed');
    await bench.ask('GET', computes);
    await bench.ask('PUT', `${computes}/bad_name`, clusterBody());
    await bench.ask('PUT', `${mainPath}/jobs/run-1`, jobBody('cpu-batch'));
    expect(bench.simulator.faults.list()).toMatchObject([{ struck: 0 }]);
    await bench.ask('PATCH', `${computes}/cpu-batch`, {
      properties: { properties: { scaleSettings: { minNodeCount: 0, maxNodeCount: 3 } } },
    });
    expect(bench.simulator.faults.list()).toMatchObject([{ struck: 1 }]);
  });
});

describe('an operation that never ends', () => {
  it('is in progress a day later; what it was to make can still be deleted', async () => {
    const bench = benchWith('operation-stuck PUT');
    const { headers } = await bench.ask('PUT', `${computes}/train-1`, clusterBody());
    bench.pass(24 * 60);
    expect((await statusAt(bench, headers)).status).toBe('InProgress');
    expect((await read(bench, 'train-1')).provisioningState).toBe('Creating');
    await bench.ask('DELETE', `${computes}/train-1?underlyingResourceAction=Delete`);
    bench.pass(4);
    expect((await bench.ask('GET', `${computes}/train-1`)).status).toBe(404);
  });
});

describe('a creation whose nodes never come', () => {
  it('succeeds, then reports the errors, and has no node though jobs wait', async () => {
    const bench = benchWith('node-errors');
    const { headers } = await bench.ask(
      'PUT',
      `${computes}/train-1`,
      clusterBody({ scaleSettings: { minNodeCount: 2, maxNodeCount: 4 } }),
    );
    bench.pass(4);
    expect((await statusAt(bench, headers)).status).toBe('Succeeded');
    await bench.ask('PUT', `${mainPath}/jobs/run-1`, jobBody('train-1', 2));
    bench.pass(120);
    expect(await read(bench, 'train-1')).toMatchObject({
      provisioningState: 'Succeeded',
      provisioningErrors: null,
      properties: {
        currentNodeCount: 0,
        targetNodeCount: 2,
        allocationState: 'Resizing',
        errors: [{ error: { code: 'ClusterCoreQuotaReached' } }],
      },
    });
    expect((await bench.ask('POST', `${computes}/train-1/listNodes`)).json.nodes).toEqual([]);
  });

  it('strikes neither instances nor changes of a cluster', async () => {
    const bench = benchWith('node-errors');
    await bench.ask('PUT', `${computes}/cpu-batch`, clusterBody());
    await bench.ask('PUT', `${computes}/ci-new`, {
      location: 'westeurope',
      properties: { computeType: 'ComputeInstance', properties: { vmSize: 'Standard_DS2_v2' } },
    });
    expect(bench.simulator.faults.list()).toMatchObject([{ struck: 0 }]);
  });
});
