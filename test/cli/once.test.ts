import { ProblemError } from '#azure/arm/problem-error.ts';
import { describe, expect, test } from 'vitest';
import type { Gateway } from '#azure/gateway.ts';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import type { OnceFormat } from '#cli/once-format.ts';
import { runOnce } from '#cli/once.ts';
import { cannedGateway, reply, testPlace } from '#test/support/canned.ts';

const date = 'Wed, 18 Nov 2026 10:00:00 GMT';
const ws = '/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.MachineLearningServices/workspaces/ws1';

const cluster = (name: string, nodes: number, vmSize = 'STANDARD_DS3_V2') => ({
  id: `${ws}/computes/${name}`,
  name,
  location: 'westeurope',
  tags: { team: 'vision' },
  properties: {
    computeType: 'AmlCompute',
    provisioningState: 'Succeeded',
    createdOn: '2026-11-01T00:00:00Z',
    properties: {
      vmSize,
      vmPriority: 'Dedicated',
      allocationState: 'Steady',
      currentNodeCount: nodes,
      targetNodeCount: nodes,
      scaleSettings: { minNodeCount: 0, maxNodeCount: 8, nodeIdleTimeBeforeScaleDown: 'PT2M' },
      nodeStateCounts: { runningNodeCount: nodes },
      errors: [{ error: { code: 'QuotaExceeded', message: 'no cores' } }],
    },
  },
});

const job = (name: string, status: string, hour = 9, experiment = 'exp') => ({
  name,
  properties: {
    displayName: `Train ${name}`,
    experimentName: experiment,
    jobType: 'Command',
    status,
    computeId: `${ws}/computes/cpu`,
  },
  systemData: { createdAt: `2026-11-18T0${hour}:00:00Z`, createdBy: 'Ana' },
});

const sizes = [
  {
    name: 'Standard_DS3_v2',
    estimatedVMPrices: { values: [{ retailPrice: 0.25, osType: 'Linux', vmTier: 'Standard' }] },
  },
];

type Service = Partial<
  Record<'computes' | 'nodes' | 'jobs' | 'sizes', (request: PlainRequest) => PlainResponse>
>;

const service = (answers: Service = {}) =>
  cannedGateway((request) => {
    const { url } = request;
    if (url.includes('/listNodes'))
      return (
        answers.nodes?.(request) ??
        reply(200, {
          nodes: [{ nodeId: 'tvm-1', nodeState: 'running', runId: 'j1', privateIpAddress: '10.0.0.4' }],
        })
      );
    if (url.includes('/jobs?'))
      return (
        answers.jobs?.(request) ?? reply(200, { value: [job('j1', 'Running'), job('j2', 'Completed', 8)] })
      );
    if (url.includes('/vmSizes')) return answers.sizes?.(request) ?? reply(200, { value: sizes });
    return (
      answers.computes?.(request) ?? reply(200, { value: [cluster('cpu', 2), cluster('empty', 0)] }, { date })
    );
  });

const run = async (
  gateway: Gateway,
  format: OnceFormat,
  columns?: number,
): Promise<{ readonly code: number; readonly out: string; readonly errors: string }> => {
  let [out, errors] = ['', ''];
  const code = await runOnce({
    gateway,
    place: testPlace,
    format,
    write: (text) => (out += text),
    writeError: (text) => (errors += text),
    columns,
  });
  return { code, out, errors };
};

const json = async (gateway: Gateway): Promise<unknown> => JSON.parse((await run(gateway, 'json')).out);

describe('a snapshot as JSON', () => {
  test('says everything about the workspace, by the clock of the service', async () => {
    const { gateway } = service();
    expect(await json(gateway)).toStrictEqual({
      workspace: { id: ws, subscriptionId: 's1', resourceGroup: 'rg1', name: 'ws1' },
      takenAt: '2026-11-18T10:00:00.000Z',
      costPerHour: 0.5,
      costIsPartial: false,
      computes: [
        {
          id: `${ws}/computes/cpu`,
          name: 'cpu',
          type: 'AmlCompute',
          location: 'westeurope',
          state: 'Steady',
          provisioningState: 'Succeeded',
          attached: false,
          resourceId: null,
          description: null,
          createdAt: '2026-11-01T00:00:00.000Z',
          modifiedAt: null,
          tags: { team: 'vision' },
          identity: null,
          costPerHour: 0.5,
          vmSize: 'STANDARD_DS3_V2',
          cluster: {
            priority: 'Dedicated',
            minNodes: 0,
            maxNodes: 8,
            currentNodes: 2,
            targetNodes: 2,
            idleSecondsBeforeScaleDown: 120,
            nodeCounts: { idle: 0, running: 2, preparing: 0, leaving: 0, unusable: 0, preempted: 0 },
          },
          instance: null,
          errors: [{ code: 'QuotaExceeded', message: 'no cores' }],
        },
        expect.objectContaining({ name: 'empty', costPerHour: 0 }),
      ],
      nodes: [
        {
          id: 'tvm-1',
          compute: 'cpu',
          state: 'running',
          job: 'j1',
          privateIp: '10.0.0.4',
          publicIp: null,
          sshPort: null,
        },
      ],
      jobs: [
        {
          name: 'j1',
          displayName: 'Train j1',
          experiment: 'exp',
          type: 'Command',
          status: 'Running',
          compute: 'cpu',
          createdAt: '2026-11-18T09:00:00.000Z',
          createdBy: 'Ana',
          nodes: 1,
        },
        expect.objectContaining({ name: 'j2', status: 'Completed' }),
      ],
      problems: [],
    });
  });

  test('asks for the nodes of clusters that have some, and for no others', async () => {
    const { gateway, requests } = service();
    await run(gateway, 'json');
    expect(requests.filter(({ method }) => method === 'POST').map(({ url }) => url)).toStrictEqual([
      expect.stringContaining('/computes/cpu/listNodes'),
    ]);
  });

  test('holds the jobs of every page', async () => {
    const next = `https://management.azure.com${ws}/jobs?api-version=2022-10-01&$skip=2`;
    const { gateway } = service({
      jobs: ({ url }) =>
        reply(
          200,
          url.includes('$skip')
            ? { value: [job('old', 'Failed')] }
            : { value: [job('new', 'Queued')], nextLink: next },
        ),
    });
    expect(await json(gateway)).toMatchObject({ jobs: [{ name: 'new' }, { name: 'old' }] });
  });

  test('marks a total that a compute of unknown price is missing from', async () => {
    const { gateway } = service({
      computes: () => reply(200, { value: [cluster('cpu', 1), cluster('odd', 1, 'STANDARD_UNKNOWN')] }),
    });
    expect(await json(gateway)).toMatchObject({ costPerHour: 0.25, costIsPartial: true });
  });
});

describe('when something cannot be read', () => {
  const forbidden = () =>
    reply(
      403,
      { error: { code: 'AuthorizationFailed', message: 'no action listNodes' } },
      { 'x-ms-request-id': 'r-1' },
    );

  test('the rest is printed, the reason is told on stderr and in the JSON, and the exit code is 0', async () => {
    const { gateway } = service({ nodes: forbidden });
    const { code, out, errors } = await run(gateway, 'json');
    expect(code).toBe(0);
    expect(errors).toBe('nodes of cpu: forbidden: AuthorizationFailed: no action listNodes (request r-1)\n');
    expect(JSON.parse(out)).toMatchObject({
      computes: [{ name: 'cpu' }, { name: 'empty' }],
      nodes: [],
      problems: [
        {
          source: 'nodes',
          of: 'cpu',
          kind: 'forbidden',
          code: 'AuthorizationFailed',
          message: 'no action listNodes',
          requestId: 'r-1',
        },
      ],
    });
  });

  test('without computes the exit code is 1, and the jobs are printed all the same', async () => {
    const { gateway } = service({
      computes: () => reply(404, { error: { code: 'ResourceNotFound', message: 'gone' } }),
    });
    const { code, out, errors } = await run(gateway, 'json');
    expect(code).toBe(1);
    expect(errors).toBe(
      'The computes of ws1 could not be read: not-found: ResourceNotFound: gone. Check --subscription, --resource-group and --workspace.\n',
    );
    expect(JSON.parse(out)).toMatchObject({
      computes: [],
      costPerHour: null,
      jobs: [{ name: 'j1' }, { name: 'j2' }],
    });
  });

  test('a page of jobs that fails keeps the pages before it', async () => {
    const next = `https://management.azure.com${ws}/jobs?api-version=2022-10-01&$skip=2`;
    const { gateway } = service({
      jobs: ({ url }) =>
        url.includes('$skip')
          ? reply(503, {})
          : reply(200, { value: [job('new', 'Queued')], nextLink: next }),
    });
    const { code, out, errors } = await run(gateway, 'json');
    expect(code).toBe(0);
    expect(errors).toBe('jobs: service-fault\n');
    expect(JSON.parse(out)).toMatchObject({ jobs: [{ name: 'new' }] });
  });

  test('a busy service is asked again when it said it would be', async () => {
    let asked = 0;
    const { gateway } = service({
      jobs: () => {
        asked += 1;
        return asked < 3
          ? reply(429, { error: { code: 'TooManyRequests' } }, { 'retry-after-ms': '1' })
          : reply(200, { value: [job('j', 'Running')] });
      },
    });
    const { errors, out } = await run(gateway, 'json');
    expect(errors).toBe('');
    expect(JSON.parse(out)).toMatchObject({ jobs: [{ name: 'j' }] });
  });

  test.each([{}, { 'retry-after': '3600' }])(
    'a service that is busy for who knows how long is not waited for: %o',
    async (headers) => {
      const { gateway, requests } = service({ jobs: () => reply(429, {}, headers) });
      const { errors } = await run(gateway, 'json');
      expect(errors).toBe('jobs: throttled\n');
      expect(requests.filter(({ url }) => url.includes('/jobs?'))).toHaveLength(1);
    },
  );

  test('an endless job list stops at a number that is told', async () => {
    const rows = Array.from({ length: 1000 }, (_value, index) => job(`j${index}`, 'Running'));
    let page = 0;
    const { gateway } = service({
      jobs: () => {
        page += 1;
        return reply(200, { value: rows, nextLink: `https://management.azure.com/jobs?x=${page}` });
      },
    });
    const { errors } = await run(gateway, 'table');
    expect(page).toBe(5);
    expect(errors).toBe('jobs: capped: the workspace has more than 5000 jobs; only that many were read\n');
  });

  test('without computes no table is printed: it would look like an empty workspace', async () => {
    const { gateway } = service({
      computes: () => reply(404, { error: { code: 'ResourceNotFound', message: 'gone' } }),
    });
    expect(await run(gateway, 'table')).toMatchObject({ code: 1, out: '' });
  });

  test('an unreachable service is told once, with what to look at', async () => {
    const { gateway } = cannedGateway(() =>
      Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })),
    );
    const { code, out, errors } = await run(gateway, 'table');
    expect([code, out]).toEqual([1, '']);
    expect(errors).toBe(
      'The computes of ws1 could not be read: unreachable: ENOTFOUND: no answer from the service. Check the network, the VPN, and --cloud or --arm-endpoint.\n',
    );
  });

  test('that nobody is signed in is told in one sentence; what each way to sign in said is in the JSON', async () => {
    const chain = `ChainedTokenCredential authentication failed. ${'CredentialUnavailableError: no. '.repeat(50)}`;
    const nobody = () => {
      const refused = Object.assign(new Error(chain), { name: 'AggregateAuthenticationError' });
      return cannedGateway(() => reply(200), { credential: { getToken: () => Promise.reject(refused) } })
        .gateway;
    };
    const { code, out, errors } = await run(nobody(), 'table');
    expect([code, out]).toEqual([1, '']);
    expect(errors).toBe(
      'The computes of ws1 could not be read: nobody is signed in. Sign in with "az login", or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.\n',
    );
    expect(await json(nobody())).toMatchObject({ problems: [{ message: chain }, {}] });
  });

  test('a wrong AZURE_TOKEN_CREDENTIALS is named', async () => {
    const message = 'Invalid value for AZURE_TOKEN_CREDENTIALS = nobody.';
    const wrong = new ProblemError({ kind: 'signed-out', error: { code: 'Error', message, details: [] } });
    const { gateway } = cannedGateway(() => reply(200), {
      credential: { getToken: () => Promise.reject(wrong) },
    });
    const { code, errors } = await run(gateway, 'table');
    expect(code).toBe(1);
    expect(errors).toContain('AZURE_TOKEN_CREDENTIALS = nobody');
    expect(errors).toContain('Set it to dev, prod or the name of a credential');
    expect(errors).not.toContain('az login');
  });

  test('long words of the service are cut on stderr', async () => {
    const long = 'word '.repeat(200);
    const { gateway } = service({
      nodes: () => reply(403, { error: { code: 'AuthorizationFailed', message: long } }),
    });
    expect((await run(gateway, 'table')).errors.length).toBeLessThan(320);
  });
});

describe('a snapshot as CSV', () => {
  test('is one table of computes, nodes and jobs with titles', async () => {
    const { out } = await run(service().gateway, 'csv');
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => line.split(',').slice(0, 2).join(','))).toStrictEqual([
      'kind,name',
      'compute,cpu',
      'compute,empty',
      'node,tvm-1',
      'job,j1',
      'job,j2',
    ]);
    expect(new Set(lines.map((line) => line.split(',').length)).size).toBe(1);
  });

  test.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(1)'])(
    'a name that is a formula is not run by a spreadsheet: %s',
    async (name) => {
      const { gateway } = service({ jobs: () => reply(200, { value: [job('j', 'Running', 9, name)] }) });
      const { out } = await run(gateway, 'csv');
      expect(out).toContain(`'${name.replaceAll('"', '""')}`);
      expect(out).not.toContain(`,${name}`);
      expect(out).not.toContain(`,"${name.slice(0, 2)}`);
    },
  );
});

describe('a snapshot as a table', () => {
  test('shows computes, nodes and the live jobs in columns', async () => {
    const { out } = await run(service().gateway, 'table', 80);
    expect(out).toMatchInlineSnapshot(`
      "ws1  rg1  2026-11-18T10:00:00.000Z  $0.50/hour now

      COMPUTES (2)
      NAME   STATE   NODES  MAX  $/HOUR  TYPE        SIZE
      cpu    Steady    2/2    8    0.50  AmlCompute  STANDARD_DS3_V2
      empty  Steady    0/0    8    0.00  AmlCompute  STANDARD_DS3_V2

      NODES (1)
      COMPUTE  NODE   STATE    JOB  IP
      cpu      tvm-1  running  j1   10.0.0.4

      LIVE JOBS (1)
      JOB       STATUS   COMPUTE  NODES  AGE  USER
      Train j1  Running  cpu          1  60m  Ana
      "
    `);
  });

  test('is not cut when it goes to a file', async () => {
    const long = 'a'.repeat(300);
    const { gateway } = service({ jobs: () => reply(200, { value: [job(long, 'Running')] }) });
    expect((await run(gateway, 'table')).out).toContain(long);
  });

  test('of nothing says so', async () => {
    const empty = () => reply(200, { value: [] });
    const { out } = await run(service({ computes: empty, jobs: empty }).gateway, 'table', 80);
    expect(out).toContain('COMPUTES (0)\n\nNODES (0)\n\nLIVE JOBS (0)\n');
  });
});
