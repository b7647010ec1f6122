import { describe, expect, it } from 'vitest';
import { freeResources, mainPath, simulatorBench } from '../support/simulator-clock.ts';

const attach = async (computeType: keyof typeof freeResources, properties: unknown) => {
  const bench = simulatorBench();
  const body = {
    location: 'westeurope',
    properties: { computeType, resourceId: freeResources[computeType], properties },
  };
  return bench.ask('PUT', `${mainPath}/computes/attached`, body);
};

describe('what is kept of an attached compute', () => {
  it.each<[keyof typeof freeResources, unknown, unknown]>([
    ['AKS', { agentCount: 3, sslConfiguration: { key: 'hidden' } }, { agentCount: 3 }],
    [
      'Kubernetes',
      { namespace: 'ml', relayConnectionString: 'hidden', serviceBusConnectionString: 'hidden' },
      { namespace: 'ml' },
    ],
    [
      'VirtualMachine',
      { sshPort: 22, administratorAccount: { username: 'ada', password: 'hidden' } },
      { sshPort: 22 },
    ],
    ['Databricks', { databricksAccessToken: 'hidden', workspaceUrl: null }, { workspaceUrl: null }],
    ['Batch', { password: 'hidden' }, {}],
  ])('of %s is what is known of it, and no secret', async (type, sent, kept) => {
    const { status, json, text } = await attach(type, sent);
    expect(status).toBe(201);
    expect(json.properties.properties).toEqual(kept);
    expect(text).not.toContain('hidden');
  });

  it.each<[keyof typeof freeResources, unknown, string]>([
    ['HDInsight', 'text', 'properties.properties must be an object'],
    ['HDInsight', { sshPort: '22' }, 'properties.properties.sshPort must be a whole number'],
    ['AKS', { agentCount: 2 ** 31 }, 'properties.properties.agentCount must be a whole number'],
    ['AKS', { clusterPurpose: 'Fun' }, 'clusterPurpose must be one of FastProd, DenseProd, DevTest'],
    ['VirtualMachine', { isNotebookInstanceCompute: 'no' }, 'isNotebookInstanceCompute must be a boolean'],
    [
      'Kubernetes',
      { instanceTypes: { cpu: { nodeSelector: { pool: 1 } } } },
      'instanceTypes.cpu.nodeSelector.pool must be a text',
    ],
  ])('of %s with %j is nothing: it is refused', async (type, sent, words) => {
    const { status, json } = await attach(type, sent);
    expect(status).toBe(400);
    expect(json.error?.message).toContain(words);
  });
});

describe('the schedules and scripts of an instance', () => {
  it.each([
    [{ schedules: { computeStartStop: ['daily'] } }, 'computeStartStop must be an object'],
    [
      { schedules: { computeStartStop: [{ cron: { expression: '0 8 * * *', timeZone: 8 } }] } },
      'computeStartStop.cron.timeZone must be a text',
    ],
    [
      {
        schedules: {
          computeStartStop: [
            { recurrence: { frequency: 'Week', schedule: { hours: [8], minutes: [0], weekDays: ['Moon'] } } },
          ],
        },
      },
      'weekDays.0 must be one of Monday',
    ],
    [{ setupScripts: 'echo' }, 'setupScripts must be an object'],
  ])('are refused as %j', async (more, words) => {
    const body = {
      location: 'westeurope',
      properties: { computeType: 'ComputeInstance', properties: { vmSize: 'Standard_DS3_v2', ...more } },
    };
    const { status, json } = await simulatorBench().ask('PUT', `${mainPath}/computes/ci-new`, body);
    expect(status).toBe(400);
    expect(json.error?.message).toContain(words);
  });
});
