import { describe, expect, it } from 'vitest';
import {
  clusterBody,
  jobBody,
  mainPath,
  regionPath,
  simulatorBench,
  type Answered,
  type Bench,
} from '../support/simulator-clock.ts';
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

const attachBody = (computeType: string, properties: unknown) => ({
  location: 'westeurope',
  properties: { computeType, resourceId: `${group}/providers/Microsoft.Example/things/x`, properties },
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
  { method: 'GET', path: computes, after: 240 },
  { method: 'GET', path: `${mainPath}/jobs` },
];

/** Fields later API versions have, which the service sends here already (for instances also the idle time); the Batch type is outside the list of kinds. */
const allowed =
  /Workspace(ListResult\.value\[\d+\])?\.(kind|etag)|Batch is no kind of Compute|\.properties\.properties\.idleTimeBeforeShutdown:/u;

const matches = (template: string, path: string): boolean => {
  const pattern = template.replaceAll(/[.$]/gu, '\\$&').replaceAll(/\{\w+\}/gu, '[^/]+');
  return new RegExp(`^${pattern}$`, 'u').test(path.split('?')[0] ?? '');
};

describe.skipIf(!specificationIsThere)(`answers against the specification${skipNote}`, () => {
  const specification = specificationIsThere ? readSpecification() : undefined;

  const faultsOf = (step: Step, answer: Answered): string[] => {
    const operation = specification?.operations.find(
      (one) => one.method === step.method && matches(one.path, step.path),
    );
    if (specification === undefined || operation === undefined)
      return [`${step.method} ${step.path}: not in the specification`];
    const where = `${operation.operationId} ${answer.status}`;
    const declared = operation.responses[String(answer.status)];
    if (declared === undefined) {
      if (answer.status < 400) return [`${where}: this status is not declared`];
      if (answer.json.error?.code === undefined || answer.json.error.message === '')
        return [`${where}: no error code and message`];
      return specification.faults('ErrorResponse', answer.json).map((fault) => `${where} ${fault}`);
    }
    const missing = declared.headers
      .filter((header) => answer.headers[header.toLowerCase()] === undefined)
      .map((header) => `${where}: header ${header} is missing`);
    if (declared.schema === null)
      return [...missing, ...(answer.text === '' ? [] : [`${where}: a body where none is declared`])];
    const faults = specification.faults(declared.schema, answer.json).filter((fault) => !allowed.test(fault));
    return [...missing, ...faults.map((fault) => `${where} ${fault}`)];
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
      expect(answers.flatMap(({ step, answer }) => faultsOf(step, answer))).toEqual([]);
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
        for (const fault of faultsOf(step, await bench.ask(step.method, step.path))) found.add(fault);
      }
    }
    expect([...found]).toEqual([]);
  });

  it('covers every address of the specification that the simulator has', async () => {
    const bench = simulatorBench();
    await live(bench);
    const asked = new Set(bench.simulator.requests.keys());
    const known = specification?.operations.map((operation) => `${operation.method} ${operation.path}`) ?? [];
    expect(known.filter((address) => asked.has(address))).toHaveLength(24);
  });

  it('finds fault with a wrong answer', () => {
    const wrong = {
      properties: {
        computeType: 'AmlCompute',
        properties: { vmSize: 4, scaleSettings: {}, allocationState: 'Dancing', surprise: 1 },
      },
    };
    expect(specification?.faults('ComputeResource', wrong)).toEqual([
      'ComputeResource.properties.properties.vmSize: not a string',
      'ComputeResource.properties.properties.scaleSettings.maxNodeCount: missing',
      'ComputeResource.properties.properties.allocationState: "Dancing" is no value of it',
      'ComputeResource.properties.properties.surprise: not in the specification',
    ]);
  });
});
