import { AzureMachineLearningWorkspaces } from '@azure/arm-machinelearning';
import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import { mainPlace } from '#simulator/simulator.ts';
import { simulatorBench, type Bench, freeResources } from '../support/simulator-clock.ts';

const { subscriptionId, resourceGroup, workspace } = mainPlace;

/** The official client, whose requests end at the simulator's handler; every request lets ten seconds pass. */
const clientOf = (bench: Bench): AzureMachineLearningWorkspaces => {
  const httpClient: HttpClient = {
    sendRequest: async (request) => {
      bench.clock.advance(10_000);
      const { status, headers, body } = await bench.simulator.send({
        method: request.method,
        url: request.url,
        headers: request.headers.toJSON(),
        ...(typeof request.body === 'string' ? { body: request.body } : {}),
      });
      // The clock is the simulator's: nobody has to wait for it.
      const { 'retry-after': _, ...others } = headers;
      return { request, status, headers: createHttpHeaders(others), bodyAsText: body };
    },
  };
  const credential = { getToken: async () => ({ token: 'demo', expiresOnTimestamp: 4_102_444_800_000 }) };
  return new AzureMachineLearningWorkspaces(credential, subscriptionId, { httpClient });
};

const all = async <T>(pages: AsyncIterable<T>): Promise<T[]> => {
  const items: T[] = [];
  for await (const item of pages) items.push(item);
  return items;
};

describe('the official client', () => {
  it('reads what the simulator answers as its own types', async () => {
    const client = clientOf(simulatorBench());
    const computes = await all(client.computeOperations.list(resourceGroup, workspace));
    expect(computes).toHaveLength(17);
    const cluster = await client.computeOperations.get(resourceGroup, workspace, 'gpu-train');
    expect(cluster.properties).toMatchObject({
      computeType: 'AmlCompute',
      properties: { vmSize: 'STANDARD_NC6S_V3', scaleSettings: { minNodeCount: 1 } },
    });
    const nodes = await all(client.computeOperations.listNodes(resourceGroup, workspace, 'gpu-train'));
    expect(nodes.length).toBeGreaterThan(0);
    const jobs = await all(client.jobs.list(resourceGroup, workspace));
    expect(jobs.every((job) => job.systemData?.createdAt instanceof Date)).toBe(true);
    expect((await all(client.usages.list('westeurope'))).length).toBeGreaterThan(20);
    expect((await client.virtualMachineSizes.list('westeurope')).value?.length).toBeGreaterThan(30);
    expect(await all(client.workspaces.listBySubscription())).toHaveLength(2);
    expect((await all(client.environmentContainers.list(resourceGroup, workspace))).length).toBeGreaterThan(
      2,
    );
  });

  it('creates, scales and deletes a cluster to the end of each operation', async () => {
    const client = clientOf(simulatorBench());
    const body = {
      location: 'westeurope',
      properties: {
        computeType: 'AmlCompute' as const,
        properties: { vmSize: 'Standard_DS3_v2', scaleSettings: { minNodeCount: 0, maxNodeCount: 4 } },
      },
    };
    const options = { updateIntervalInMs: 1 };
    const created = await client.computeOperations.beginCreateOrUpdateAndWait(
      resourceGroup,
      workspace,
      'train-1',
      body,
      options,
    );
    expect(created.properties?.provisioningState).toBe('Succeeded');
    const scaled = await client.computeOperations.beginUpdateAndWait(
      resourceGroup,
      workspace,
      'train-1',
      { properties: { scaleSettings: { minNodeCount: 0, maxNodeCount: 9 } } },
      options,
    );
    expect(scaled.properties).toMatchObject({ properties: { scaleSettings: { maxNodeCount: 9 } } });
    await client.computeOperations.beginDeleteAndWait(resourceGroup, workspace, 'train-1', 'Delete', options);
    await expect(client.computeOperations.get(resourceGroup, workspace, 'train-1')).rejects.toMatchObject({
      statusCode: 404,
      code: 'ResourceNotFound',
    });
  });

  it('hears why a creation failed', async () => {
    const client = clientOf(simulatorBench());
    const body = {
      location: 'westeurope',
      properties: {
        computeType: 'VirtualMachine' as const,
        resourceId: freeResources.VirtualMachine,
        properties: {
          address: 'z.invalid',
          sshPort: 22,
          administratorAccount: { username: 'ada', password: 'secret' },
        },
      },
    };
    const attempt = client.computeOperations.beginCreateOrUpdateAndWait(
      resourceGroup,
      workspace,
      'vm-x',
      body,
      { updateIntervalInMs: 1 },
    );
    await expect(attempt).rejects.toThrow('ComputeAttachFailed');
  });
});
