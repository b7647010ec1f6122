import { describe, expect, it } from 'vitest';
import {
  clusterBody,
  jobBody,
  mainPath,
  regionPath,
  simulatorBench,
  type Answered,
  type Bench,
  freeResources,
} from '../support/simulator-clock.ts';
import { answerFaults, laterFieldCount, type AnswerFindings } from './answer-faults.ts';
import { readSdkMappers } from './sdk-mappers.ts';
import { readSpecification, skipNote, specificationIsThere } from './specification.ts';

type Step = {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** Minutes that pass before it. */
  readonly after?: number;
};

const computes = `${mainPath}/computes`;
const group = mainPath.split('/providers/')[0] ?? '';
const subscription = group.split('/resourceGroups/')[0] ?? '';

const identityId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-ml-data`;

const instanceBody = {
  location: 'westeurope',
  properties: {
    computeType: 'ComputeInstance',
    properties: {
      vmSize: 'Standard_DS3_v2',
      sshSettings: { sshPublicAccess: 'Enabled', adminPublicKey: 'ssh-ed25519 AAAA me' },
      schedules: {
        computeStartStop: [
          {
            action: 'Stop',
            status: 'Enabled',
            triggerType: 'Cron',
            cron: { expression: '0 18 * * *', timeZone: 'UTC' },
          },
        ],
      },
    },
  },
};

const attachBody = (computeType: keyof typeof freeResources, properties: unknown) => ({
  location: 'westeurope',
  properties: { computeType, resourceId: freeResources[computeType], properties },
});

/** A day in the life: every address of the specification that the simulator knows, with good and with bad requests. */
const steps: readonly Step[] = [
  { method: 'GET', path: `${subscription}/providers/Microsoft.MachineLearningServices/workspaces` },
  { method: 'GET', path: `${group}/providers/Microsoft.MachineLearningServices/workspaces` },
  { method: 'GET', path: mainPath },
  { method: 'GET', path: `${mainPath}x` },
  { method: 'GET', path: `${regionPath}/vmSizes` },
  { method: 'GET', path: `${regionPath}/usages` },
  { method: 'GET', path: `${regionPath}/quotas` },
  { method: 'GET', path: `${regionPath.replace('westeurope', 'atlantis')}/vmSizes` },
  { method: 'GET', path: computes },
  { method: 'PUT', path: `${computes}/train-1`, body: clusterBody() },
  { method: 'PUT', path: `${computes}/train-1`, body: clusterBody() },
  { method: 'GET', path: `${computes}/train-1` },
  { method: 'PUT', path: `${computes}/ci-new`, body: instanceBody },
  {
    method: 'PUT',
    path: `${computes}/dbx-new`,
    body: attachBody('Databricks', { databricksAccessToken: 'secret', workspaceUrl: 'adb.example' }),
  },
  {
    method: 'PUT',
    path: `${computes}/hdi-new`,
    body: attachBody('HDInsight', {
      sshPort: 22,
      address: 'hdi.invalid',
      administratorAccount: { username: 'a', password: 'secret' },
    }),
  },
  { method: 'PUT', path: `${computes}/bad_name`, body: clusterBody() },
  { method: 'PUT', path: `${computes}/odd-type`, body: { properties: { computeType: 'Abacus' } } },
  { method: 'GET', path: computes, after: 5 },
  {
    method: 'PATCH',
    path: `${computes}/train-1`,
    body: { properties: { properties: { scaleSettings: { minNodeCount: 1, maxNodeCount: 3 } } } },
  },
  { method: 'PATCH', path: `${computes}/train-1`, body: { properties: {} } },
  {
    method: 'PUT',
    path: `${computes}/train-1`,
    body: {
      ...clusterBody(),
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identityId]: {} } },
    },
    after: 2,
  },
  { method: 'GET', path: `${computes}/train-1`, after: 2 },
  {
    method: 'PUT',
    path: `${computes}/own-id`,
    body: { ...clusterBody(), identity: { type: 'SystemAssigned' } },
  },
  { method: 'PUT', path: `${computes}/no-net`, body: clusterBody({ subnet: { id: `${group}/nothing` } }) },
  { method: 'PUT', path: `${mainPath}/jobs/run-1`, body: jobBody('train-1'), after: 2 },
  { method: 'PUT', path: `${mainPath}/jobs/run-2`, body: jobBody('train-1') },
  {
    method: 'PUT',
    path: `${mainPath}/jobs/run-1`,
    body: { properties: { jobType: 'Command', isArchived: true, tags: { done: 'yes' } } },
  },
  { method: 'GET', path: `${mainPath}/jobs/run-1` },
  { method: 'GET', path: `${mainPath}/jobs/nobody` },
  { method: 'GET', path: `${mainPath}/jobs`, after: 12 },
  { method: 'POST', path: `${computes}/train-1/listNodes` },
  { method: 'POST', path: `${computes}/ci-new/listNodes` },
  { method: 'POST', path: `${mainPath}/jobs/run-2/cancel` },
  { method: 'POST', path: `${mainPath}/jobs/run-2/cancel`, after: 2 },
  { method: 'DELETE', path: `${mainPath}/jobs/run-2` },
  { method: 'DELETE', path: `${mainPath}/jobs/run-2` },
  { method: 'POST', path: `${computes}/ci-new/stop` },
  { method: 'POST', path: `${computes}/ci-new/start`, after: 6 },
  { method: 'POST', path: `${computes}/ci-new/restart`, after: 6 },
  { method: 'POST', path: `${computes}/ci-new/start` },
  { method: 'GET', path: `${computes}/ci-new` },
  { method: 'DELETE', path: `${computes}/train-1` },
  { method: 'DELETE', path: `${computes}/train-1?underlyingResourceAction=Detach` },
  { method: 'DELETE', path: `${computes}/train-1?underlyingResourceAction=Delete` },
  { method: 'DELETE', path: `${computes}/train-1?underlyingResourceAction=Delete`, after: 5 },
  { method: 'DELETE', path: `${computes}/dbx-new?underlyingResourceAction=Detach` },
  { method: 'GET', path: `${mainPath}/environments` },
  { method: 'GET', path: `${mainPath}/environments/AzureML-sklearn-1.5` },
  { method: 'GET', path: `${mainPath}/environments/AzureML-sklearn-1.5/versions` },
  { method: 'GET', path: `${mainPath}/environments/AzureML-sklearn-1.5/versions/25` },
  { method: 'GET', path: `${mainPath}/datastores` },
  { method: 'GET', path: `${mainPath}/datastores/workspaceblobstore` },
  { method: 'GET', path: `${mainPath}/datastores/nothing` },
  { method: 'GET', path: `${mainPath}/codes` },
  { method: 'GET', path: `${mainPath}/codes/nothing` },
  { method: 'GET', path: `${mainPath}/codes/nothing/versions` },
  { method: 'POST', path: `${computes}/aks-serving/listKeys` },
  { method: 'POST', path: `${computes}/cpu-batch/listKeys` },
  { method: 'GET', path: computes, after: 240 },
  { method: 'GET', path: `${mainPath}/jobs` },
];

describe.skipIf(!specificationIsThere)(`answers against the specification${skipNote}`, async () => {
  const specification = specificationIsThere ? readSpecification() : undefined;
  const mappers = await readSdkMappers();

  const findingsOf = (step: Step, { status, headers, text }: Answered): AnswerFindings => {
    const asked = specification?.operationAt(step.method, step.path);
    if (specification === undefined || asked === undefined)
      throw new Error(`${step.method} ${step.path}: not in the specification`);
    return answerFaults(specification, mappers, asked.operation, { status, headers, body: text });
  };

  const live = async (bench: Bench): Promise<{ readonly step: Step; readonly answer: Answered }[]> => {
    const answers = [];
    for (const step of steps) {
      bench.pass(step.after ?? 0.1);
      answers.push({ step, answer: await bench.ask(step.method, step.path, step.body) });
    }
    return answers;
  };

  it.each([1, 2])(
    'has declared statuses, headers and bodies through a day of good and bad requests (seed %i)',
    async (seed) => {
      const answers = await live(simulatorBench({ seed }));
      const findings = answers.map(({ step, answer }) => findingsOf(step, answer));
      expect(findings.flatMap(({ faults }) => faults)).toEqual([]);
      expect([...new Set(findings.flatMap(({ newWords }) => newWords))].sort()).toEqual([
        'PaginatedComputeResourcesList.value[].properties.computeType: "Batch" is no value of it',
      ]);
      expect(new Set(findings.flatMap(({ later }) => later)).size).toBe(laterFieldCount);
      const statuses = new Set(answers.map(({ answer }) => answer.status));
      expect([...statuses].sort((a, b) => a - b)).toEqual([200, 201, 202, 204, 400, 404, 409]);
    },
  );

  it('keeps to the specification whatever state the world is in, for three days', async () => {
    const bench = simulatorBench({ seed: 3 });
    const reads: readonly Step[] = [
      { method: 'GET', path: computes },
      { method: 'GET', path: `${mainPath}/jobs` },
      { method: 'POST', path: `${computes}/lowpri-sweep/listNodes` },
      { method: 'GET', path: `${regionPath}/usages` },
    ];
    const found = new Set<string>();
    for (let looked = 0; looked < 100; looked += 1) {
      bench.pass(43);
      for (const step of reads) {
        const { faults } = findingsOf(step, await bench.ask(step.method, step.path));
        for (const fault of faults) found.add(fault);
      }
    }
    expect([...found]).toEqual([]);
  }, 30_000);

  it('covers every address of the specification that the simulator has', async () => {
    const bench = simulatorBench();
    await live(bench);
    const asked = new Set(bench.simulator.requests.keys());
    const known = specification?.operations.map((operation) => `${operation.method} ${operation.path}`) ?? [];
    const here = known.filter((address) => asked.has(address));
    expect(here).toHaveLength(30);
    const readable = specification?.operations
      .filter(({ operationId }) => mappers.operations.includes(operationId))
      .map((operation) => `${operation.method} ${operation.path}`);
    expect(here.filter((address) => readable?.includes(address) !== true)).toEqual([]);
  });

  const wrongCompute = {
    name: 7,
    location: 'westeurope',
    systemData: { createdAt: 'yesterday', createdByType: 'Robot' },
    properties: {
      computeType: 'AmlCompute',
      provisioningErrors: {},
      properties: {
        vmSize: 4,
        scaleSettings: { minNodeCount: 2 ** 31, nodeIdleTimeBeforeScaleDown: '2 minutes' },
        userAccountCredentials: { adminUserName: 'ada', adminUserPassword: 'shown' },
        allocationState: 'Dancing',
        allocationStateTransitionTime: 'soon',
        surprise: 1,
      },
    },
  };

  it('finds fault with a wrong answer', () => {
    const { faults, newWords } = specification?.check('ComputeResource', wrongCompute, 'answer') ?? {};
    expect(faults).toEqual([
      'ComputeResource.name: not a string',
      'ComputeResource.systemData.createdAt: not a time',
      'ComputeResource.properties.provisioningErrors: not a list',
      'ComputeResource.properties.properties.vmSize: not a string',
      'ComputeResource.properties.properties.scaleSettings.maxNodeCount: missing',
      'ComputeResource.properties.properties.scaleSettings.minNodeCount: too large',
      'ComputeResource.properties.properties.scaleSettings.nodeIdleTimeBeforeScaleDown: not a duration',
      'ComputeResource.properties.properties.userAccountCredentials.adminUserPassword: a secret',
      'ComputeResource.properties.properties.allocationStateTransitionTime: not a time',
      'ComputeResource.properties.properties.surprise: not in the specification',
    ]);
    expect(newWords).toEqual([
      'ComputeResource.systemData.createdByType: "Robot" is no value of it',
      'ComputeResource.properties.properties.allocationState: "Dancing" is no value of it',
    ]);
  });

  it('finds what the SDK would lose of an answer', () => {
    expect(mappers.lost('Compute_Get', 200, wrongCompute)).toEqual([
      'Compute_Get.systemData.createdAt: lost',
      'Compute_Get.properties.provisioningErrors: lost',
      'Compute_Get.properties.properties.allocationStateTransitionTime: lost',
    ]);
  });

  it('finds fault with a wrong status, a missing header and a body that is not there', () => {
    const headers = { 'content-type': 'application/json' };
    const faultsOf = (method: string, path: string, status: number, body: string): readonly string[] => {
      const asked = specification?.operationAt(method, path);
      if (specification === undefined || asked === undefined) throw new Error(path);
      return answerFaults(specification, mappers, asked.operation, { status, headers, body }).faults;
    };
    expect(faultsOf('GET', `${computes}/x`, 202, '{}')).toEqual([
      'Compute_Get 202: this status is not declared',
    ]);
    expect(faultsOf('GET', `${computes}/x`, 200, '')).toEqual(['Compute_Get 200: no body']);
    expect(faultsOf('DELETE', `${computes}/x`, 202, '{}')).toEqual([
      'Compute_Delete 202: header Azure-AsyncOperation is missing',
      'Compute_Delete 202: header Location is missing',
      'Compute_Delete 202: a body where none is declared',
    ]);
    expect(faultsOf('GET', `${computes}/x`, 404, '{"error":{"code":"Gone"}}')).toEqual([
      'Compute_Get 404: no error code and message',
    ]);
  });
});
