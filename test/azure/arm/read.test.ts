import { describe, expect, test } from 'vitest';
import type { Compute, Job, Node, QuotaCap, Usage, VmSize } from '#azure/model.ts';
import { cannedGateway, never, reply, testPlace } from '#test/support/canned.ts';

const ws = '/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.MachineLearningServices/workspaces/ws1';

const value = async <T>(asked: Promise<{ ok: boolean; value?: T }>): Promise<T> => {
  const answer = await asked;
  if (!answer.ok || answer.value === undefined) throw new Error(JSON.stringify(answer));
  return answer.value;
};

const computes = (rows: readonly unknown[]): Promise<readonly Compute[]> =>
  value(cannedGateway(() => reply(200, { value: rows })).gateway.listComputes(testPlace, never()));

const compute = async (properties: unknown, rest: object = {}): Promise<Compute | undefined> =>
  (await computes([{ id: `${ws}/computes/c`, name: 'c', properties, ...rest }]))[0];

describe('a compute cluster', () => {
  test('is read field by field', async () => {
    const cluster = await compute(
      {
        description: 'some compute',
        createdOn: '2021-04-01T22:00:00.0000000+00:00',
        modifiedOn: '2021-04-01T23:00:00.0000000+00:00',
        computeType: 'AmlCompute',
        provisioningState: 'Succeeded',
        isAttachedCompute: false,
        provisioningErrors: [{ error: { code: 'E', message: 'e' } }],
        properties: {
          vmSize: 'STANDARD_NC6',
          vmPriority: 'LowPriority',
          subnet: { id: '/subnet' },
          scaleSettings: { maxNodeCount: 4, minNodeCount: 1, nodeIdleTimeBeforeScaleDown: 'PT1H5M' },
          remoteLoginPortPublicAccess: 'Enabled',
          allocationState: 'Resizing',
          allocationStateTransitionTime: '2017-09-27T22:28:08.998Z',
          errors: [{ error: { code: 'QuotaExceeded', message: 'no cores' } }],
          currentNodeCount: 2,
          targetNodeCount: 3,
          nodeStateCounts: {
            preparingNodeCount: 1,
            runningNodeCount: 2,
            idleNodeCount: 3,
            unusableNodeCount: 4,
            leavingNodeCount: 5,
            preemptedNodeCount: 6,
          },
        },
      },
      { location: 'eastus2', tags: { team: 'a' }, identity: { type: 'SystemAssigned' } },
    );
    expect(cluster).toStrictEqual({
      id: `${ws}/computes/c`,
      name: 'c',
      type: { is: 'AmlCompute', text: 'AmlCompute' },
      location: 'eastus2',
      description: 'some compute',
      provisioning: { is: 'Succeeded', text: 'Succeeded' },
      provisioningErrors: [{ code: 'E', message: 'e', details: [] }],
      createdAt: Date.UTC(2021, 3, 1, 22),
      modifiedAt: Date.UTC(2021, 3, 1, 23),
      attached: false,
      tags: { team: 'a' },
      identity: 'SystemAssigned',
      identityType: 'SystemAssigned',
      detail: {
        is: 'cluster',
        vmSize: 'STANDARD_NC6',
        priority: { is: 'LowPriority', text: 'LowPriority' },
        minNodes: 1,
        maxNodes: 4,
        idleSeconds: 3900,
        currentNodes: 2,
        targetNodes: 3,
        allocation: { is: 'Resizing', text: 'Resizing' },
        allocationSince: Date.UTC(2017, 8, 27, 22, 28, 8, 998),
        counts: { preparing: 1, running: 2, idle: 3, unusable: 4, leaving: 5, preempted: 6 },
        allocationErrors: [{ code: 'QuotaExceeded', message: 'no cores', details: [] }],
        subnetId: '/subnet',
        publicSsh: 'Enabled',
      },
    });
  });

  test('full of nulls is read as if they were absent, and nothing is invented', async () => {
    const cluster = await compute(
      {
        computeType: 'AmlCompute',
        description: null,
        resourceId: null,
        provisioningErrors: null,
        properties: { vmSize: null, subnet: null, errors: null, scaleSettings: null, nodeStateCounts: null },
      },
      { tags: null, identity: null },
    );
    expect(cluster).toStrictEqual({
      id: `${ws}/computes/c`,
      name: 'c',
      type: { is: 'AmlCompute', text: 'AmlCompute' },
      location: '',
      provisioning: { is: 'other', text: '' },
      provisioningErrors: [],
      attached: false,
      tags: {},
      detail: {
        is: 'cluster',
        vmSize: '',
        priority: { is: 'Dedicated', text: 'Dedicated' },
        minNodes: 0,
        maxNodes: 0,
        currentNodes: 0,
        targetNodes: 0,
        allocation: { is: 'other', text: '' },
        counts: { preparing: 0, running: 0, idle: 0, unusable: 0, leaving: 0, preempted: 0 },
        allocationErrors: [],
      },
    });
  });

  test.each(['soon', 'PT', '', '-PT5M', 5, null])(
    'an idle time that is no duration is unknown: %o',
    async (idle) => {
      const cluster = await compute({
        computeType: 'AmlCompute',
        properties: { scaleSettings: { nodeIdleTimeBeforeScaleDown: idle } },
      });
      expect(cluster?.detail).not.toHaveProperty('idleSeconds');
    },
  );
});

describe('a compute instance', () => {
  test('is read field by field', async () => {
    const instance = await compute({
      computeType: 'ComputeInstance',
      properties: {
        vmSize: 'STANDARD_D1_V2',
        state: 'JobRunning',
        lastOperation: {
          operationName: 'Start',
          operationTime: '2026-01-02T03:04:05Z',
          operationStatus: 'Succeeded',
          operationTrigger: 'Schedule',
        },
        createdBy: { userName: 'ana@example.com', userId: 'o-2' },
        idleTimeBeforeShutdown: 'PT90M',
        personalComputeInstanceSettings: { assignedUser: { objectId: 'o-1' } },
        applications: [{ displayName: 'Jupyter', endpointUri: 'https://j' }],
        connectivityEndpoints: { publicIpAddress: '1.2.3.4', privateIpAddress: '10.0.0.4' },
        sshSettings: { sshPublicAccess: 'Enabled', adminUserName: 'azureuser', sshPort: 50_001 },
        schedules: {
          computeStartStop: [
            {
              action: 'Stop',
              status: 'Enabled',
              cron: { expression: '0 18 * * *', timeZone: 'W. Europe Standard Time' },
            },
            {
              action: 'Start',
              status: 'Disabled',
              recurrence: {
                frequency: 'Week',
                interval: 1,
                schedule: { hours: [8], minutes: [5, 30], weekDays: ['Monday', 'Friday'] },
              },
            },
          ],
        },
        errors: [{ error: { code: 'DiskFull', message: 'full' } }],
      },
    });
    expect(instance?.detail).toStrictEqual({
      is: 'instance',
      vmSize: 'STANDARD_D1_V2',
      state: { is: 'JobRunning', text: 'JobRunning' },
      lastOperation: {
        name: 'Start',
        status: 'Succeeded',
        trigger: 'Schedule',
        at: Date.UTC(2026, 0, 2, 3, 4, 5),
      },
      createdBy: 'ana@example.com',
      createdById: 'o-2',
      assignedUser: 'o-1',
      applications: [{ name: 'Jupyter', url: 'https://j' }],
      publicIp: '1.2.3.4',
      privateIp: '10.0.0.4',
      ssh: { access: 'Enabled', user: 'azureuser', port: 50_001 },
      schedules: [
        'Stop every day at 18:00 (W. Europe Standard Time)',
        'Start every week on Monday, Friday at 08:05, 08:30 (UTC, disabled)',
      ],
      idleShutdownSeconds: 5400,
      instanceErrors: [{ code: 'DiskFull', message: 'full', details: [] }],
    });
  });
});

describe('any compute', () => {
  test('of an unknown type, in an unknown state, is shown with the words of the service', async () => {
    const found = await compute({
      computeType: 'Quantum',
      provisioningState: 'Entangled',
      properties: { a: 1 },
    });
    expect(found).toMatchObject({
      type: { is: 'other', text: 'Quantum' },
      provisioning: { is: 'other', text: 'Entangled' },
      detail: { is: 'other' },
    });
  });

  test('is recognised in any case', async () => {
    const found = await compute({ computeType: 'amlcompute', provisioningState: 'SUCCEEDED' });
    expect(found).toMatchObject({ type: { is: 'AmlCompute' }, provisioning: { is: 'Succeeded' } });
  });

  test.each([
    [{ computeType: 'VirtualMachine', isAttachedCompute: true }, true],
    [{ computeType: 'AKS', isAttachedCompute: false, resourceId: '/aks' }, false],
    [{ computeType: 'VirtualMachine', resourceId: '/vm' }, true],
    [{ computeType: 'Whatever', resourceId: '/vm' }, true],
    [{ computeType: 'AmlCompute', resourceId: '/x' }, false],
    [{ computeType: 'AmlCompute' }, false],
  ])(
    'says whether it is attached; when the service does not, never offers a foreign resource for deletion: %o',
    async (properties, attached) => {
      expect((await compute(properties))?.attached).toBe(attached);
    },
  );

  test('with a broken row beside it is still listed; only rows without a name are left out', async () => {
    const rows = await computes([
      null,
      7,
      'x',
      [],
      {},
      { name: 'named' },
      { id: `${ws}/computes/by-id`, properties: 3 },
    ]);
    expect(rows.map(({ name }) => name)).toStrictEqual(['named', 'by-id']);
  });

  test('lives where its machines are', async () => {
    const found = await compute(
      { computeType: 'AmlCompute', computeLocation: 'northeurope' },
      { location: 'westeurope' },
    );
    expect(found?.location).toBe('northeurope');
  });

  test('can be read as the service sends it, untouched', async () => {
    const raw = { name: 'a\u001b[2J', properties: { unknown: [1, { x: null }] } };
    const { gateway } = cannedGateway(() => reply(200, raw));
    expect(await value(gateway.readCompute(testPlace, 'a', never()))).toStrictEqual(raw);
  });
});

test('nodes of a cluster are read; those without a job have none', async () => {
  const nodes = [
    {
      nodeId: 'tvm-1',
      privateIpAddress: '10.0.0.5',
      publicIpAddress: '1.2.3.4',
      port: 50_000,
      nodeState: 'running',
      runId: 'job-1',
    },
    { nodeId: 'tvm-2', nodeState: 'rebooting', publicIpAddress: null, runId: null },
    { nodeState: 'idle' },
  ];
  const { gateway } = cannedGateway(() => reply(200, { nodes }));
  expect(await value(gateway.listNodes(testPlace, 'cpu', never()))).toStrictEqual([
    {
      id: 'tvm-1',
      state: { is: 'running', text: 'running' },
      jobName: 'job-1',
      privateIp: '10.0.0.5',
      publicIp: '1.2.3.4',
      sshPort: 50_000,
    },
    { id: 'tvm-2', state: { is: 'other', text: 'rebooting' } },
  ] satisfies Node[]);
});

describe('jobs', () => {
  const job = (properties: object, rest: object = {}) => ({ name: 'j', properties, ...rest });
  const jobs = async (rows: readonly unknown[]): Promise<readonly Job[]> => {
    const { gateway } = cannedGateway(() => reply(200, { value: rows }));
    return (await value(gateway.listJobs(testPlace, undefined, never()))).jobs;
  };

  test('are read as slim rows', async () => {
    const row = job(
      {
        displayName: 'Train',
        experimentName: 'exp',
        jobType: 'Command',
        status: 'Scheduled',
        computeId: `${ws.toUpperCase()}/COMPUTES/CPU-1`,
        resources: { instanceCount: 3 },
        command: 'not kept in a row',
      },
      { systemData: { createdAt: '2026-01-01T00:00:00.123Z', createdBy: 'Ana' } },
    );
    expect(await jobs([row])).toStrictEqual([
      {
        name: 'j',
        displayName: 'Train',
        experiment: 'exp',
        type: 'Command',
        status: { is: 'Scheduled', text: 'Scheduled' },
        compute: 'cpu-1',
        createdAt: Date.UTC(2026, 0, 1, 0, 0, 0, 123),
        createdBy: 'Ana',
        nodes: 3,
      },
    ]);
  });

  test.each([
    null,
    undefined,
    'local',
    '',
    '/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.MachineLearningServices/workspaces/ws2/computes/cpu',
  ])('without a compute of this workspace have none: %s', async (computeId) => {
    expect(await jobs([job({ computeId })])).toMatchObject([{ compute: '' }]);
  });

  test('that say almost nothing are listed all the same', async () => {
    expect(await jobs([{ id: `${ws}/jobs/by-id` }, {}, null])).toStrictEqual([
      {
        name: 'by-id',
        displayName: 'by-id',
        experiment: '',
        type: '',
        status: { is: 'other', text: '' },
        compute: '',
        createdAt: 0,
        createdBy: '',
        nodes: 1,
      },
    ]);
  });

  test('tell more on their own page', async () => {
    const whole = job({
      status: 'Running',
      computeId: `${ws}/computes/CPU`,
      command: 'python train.py\n --lr 1',
      environmentId: 'azureml:env:1',
      description: 'd',
      tags: { a: 'b', c: 1 },
      limits: { timeout: 'PT1H' },
      services: { Studio: { endpoint: 'https://ml.azure.com/runs/j' } },
    });
    const { gateway } = cannedGateway(() => reply(200, whole));
    expect(await value(gateway.getJob(testPlace, 'j', never()))).toMatchObject({
      name: 'j',
      compute: 'cpu',
      command: 'python train.py  --lr 1',
      environment: 'azureml:env:1',
      description: 'd',
      tags: { a: 'b' },
      timeoutSeconds: 3600,
      studioUrl: 'https://ml.azure.com/runs/j',
      computeId: `${ws}/computes/CPU`,
    });
  });
});

describe('sizes', () => {
  const sizes = (rows: readonly unknown[]): Promise<readonly VmSize[]> =>
    value(cannedGateway(() => reply(200, { value: rows })).gateway.listSizes('s1', 'eastus', never()));
  const prices = [
    { retailPrice: 0.13, osType: 'Windows', vmTier: 'Standard' },
    { retailPrice: 0.01, osType: 'Linux', vmTier: 'LowPriority' },
    { retailPrice: 0.07, osType: 'Linux', vmTier: 'Standard' },
  ];

  test('carry the Linux prices of both tiers', async () => {
    const row = {
      name: 'Standard_DS1_v2',
      family: 'standardDSv2Family',
      vCPUs: 1,
      gpus: 0,
      memoryGB: 3.5,
      lowPriorityCapable: true,
      estimatedVMPrices: { billingCurrency: 'USD', unitOfMeasure: 'OneHour', values: prices },
      supportedComputeTypes: ['AmlCompute', 'MIR'],
    };
    expect(await sizes([row])).toStrictEqual([
      {
        name: 'Standard_DS1_v2',
        family: 'standardDSv2Family',
        vCpus: 1,
        gpus: 0,
        memoryGb: 3.5,
        lowPriorityCapable: true,
        forClusters: true,
        forInstances: false,
        dedicatedPerHour: 0.07,
        lowPriorityPerHour: 0.01,
      },
    ]);
  });

  test.each([
    undefined,
    null,
    { values: null },
    { values: [{ retailPrice: 0, osType: 'Linux', vmTier: 'Standard' }] },
    { billingCurrency: 'EUR', values: prices },
    { unitOfMeasure: 'OneMonth', values: prices },
  ])('without a price in dollars per hour have no price, never 0: %o', async (estimatedVMPrices) => {
    const [size] = await sizes([{ name: 'a', estimatedVMPrices }]);
    expect(size).not.toHaveProperty('dedicatedPerHour');
  });
});

test('quotas say whose limit they are; -1 is no limit', async () => {
  const row = (id: string, limit: number) => ({
    id,
    type: 'Microsoft.MachineLearningServices/workspaces/quotas',
    name: { value: 'Standard DSv2 Family Cluster Dedicated vCPUs' },
    limit,
    unit: 'Count',
  });
  const { gateway } = cannedGateway(() =>
    reply(200, {
      value: [
        row('/subscriptions/s1/quotas/x', 48),
        row(`${ws}/quotas/x`, 24),
        row(`${ws}/quotas/y`, -1),
        {},
      ],
    }),
  );
  const name = 'Standard DSv2 Family Cluster Dedicated vCPUs';
  expect(await value<readonly QuotaCap[]>(gateway.listQuotas('s1', 'eastus', never()))).toStrictEqual([
    { name, limit: 48 },
    { name, workspaceId: ws.toLowerCase(), limit: 24 },
    { name, workspaceId: ws.toLowerCase() },
  ]);
});

test('usages say what they count; -1 is no limit', async () => {
  const row = (type: string, name: string, limit: number) => ({
    type: `Microsoft.MachineLearningServices/${type}`,
    name: { value: name },
    currentValue: 7,
    limit,
  });
  const { gateway } = cannedGateway(() =>
    reply(200, {
      value: [
        row('totalCores/usages', 'Clusters', 100),
        row('dedicatedCores/usages', 'Dedicated', 24),
        row('lowPriorityCores/usages', 'Low', 50),
        row('vmFamily/usages', 'Family', -1),
        row('workspace/usages', 'W', 1),
        row('workspaces/computes/usages', 'C', 1),
        row('new/usages', 'N', 1),
        {},
      ],
    }),
  );
  const usages = await value<readonly Usage[]>(gateway.listUsages('s1', 'eastus', never()));
  expect(usages.map(({ scope }) => scope)).toStrictEqual([
    'computes',
    'dedicated-cores',
    'low-priority-cores',
    'family',
    'workspace',
    'compute',
    'other',
  ]);
  expect(usages[0]).toStrictEqual({ scope: 'computes', name: 'Clusters', current: 7, limit: 100 });
  expect(usages[3]).not.toHaveProperty('limit');
});
