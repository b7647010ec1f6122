import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cannedGateway, never, reply, testPlace } from '#test/support/canned.ts';

const ws = '/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.MachineLearningServices/workspaces/ws1';

/** Text that wants to drive the terminal, in among names in every script. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '\u001b[2J',
    '\u001b]52;c;AAAA\u0007',
    '\u009b31m',
    'a\r\nb',
    '名前\u0000',
    '\u202eevil',
    '\ud800',
    '👩‍👩‍👧',
  ),
);
const word = fc.oneof(
  hostile,
  fc.constantFrom('AmlCompute', 'ComputeInstance', 'Succeeded', 'Running', 'PT5M'),
);
const anything = fc.oneof({ weight: 5, arbitrary: word }, fc.jsonValue() as fc.Arbitrary<unknown>);

/** Objects of the shape that Azure documents, with anything at all in their fields. */
const row = (fields: readonly string[], nested: Readonly<Record<string, fc.Arbitrary<unknown>>> = {}) =>
  fc.record(
    { ...Object.fromEntries(fields.map((field) => [field, anything])), ...nested },
    { requiredKeys: [] },
  );

const errors = fc.array(fc.record({ error: row(['code', 'message', 'details', 'innererror']) }), {
  maxLength: 2,
});
const own = row(
  ['vmSize', 'vmPriority', 'allocationState', 'state', 'remoteLoginPortPublicAccess', 'currentNodeCount'],
  {
    errors,
    applications: fc.array(row(['displayName', 'endpointUri']), { maxLength: 2 }),
    createdBy: row(['userName', 'userId']),
    lastOperation: row(['operationName', 'operationStatus', 'operationTrigger', 'operationTime']),
    sshSettings: row(['sshPublicAccess', 'adminUserName', 'sshPort']),
    scaleSettings: row(['minNodeCount', 'maxNodeCount', 'nodeIdleTimeBeforeScaleDown']),
    schedules: fc.record({
      computeStartStop: fc.array(
        row(['action', 'status'], {
          cron: row(['expression', 'timeZone']),
          recurrence: row(['frequency', 'interval', 'schedule']),
        }),
        { maxLength: 2 },
      ),
    }),
    subnet: row(['id']),
  },
);
const compute = row(['id', 'name', 'location'], {
  tags: fc.dictionary(hostile, anything, { maxKeys: 3 }),
  identity: row(['type'], { userAssignedIdentities: fc.dictionary(hostile, anything, { maxKeys: 2 }) }),
  properties: row(
    ['computeType', 'provisioningState', 'description', 'resourceId', 'createdOn', 'isAttachedCompute'],
    {
      provisioningErrors: errors,
      properties: own,
    },
  ),
});
const job = row(['id', 'name'], {
  systemData: row(['createdAt', 'createdBy']),
  properties: row(
    [
      'displayName',
      'experimentName',
      'jobType',
      'status',
      'command',
      'environmentId',
      'description',
      'services',
      'resources',
    ],
    {
      tags: fc.dictionary(hostile, anything, { maxKeys: 3 }),
      computeId: hostile.map((name) => `${ws}/computes/${name}`),
    },
  ),
});

const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

/** Every string in a value, keys too. */
const strings = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...strings(inner)]);
};

/** The strings in a value that could drive a terminal. */
const harmful = (value: unknown): readonly string[] => strings(value).filter((each) => controls.test(each));

describe('whatever a service sends, no control character gets into the model and nothing throws', () => {
  test('computes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(compute, { maxLength: 3 }), async (rows) => {
        const answer = await cannedGateway(() => reply(200, { value: rows })).gateway.listComputes(
          testPlace,
          never(),
        );
        expect(answer.ok).toBe(true);
        expect(harmful(answer)).toStrictEqual([]);
      }),
    );
  });

  test('jobs, as rows and as pages', async () => {
    await fc.assert(
      fc.asyncProperty(job, async (one) => {
        const { gateway } = cannedGateway(({ url }) =>
          reply(200, url.includes('/jobs?') ? { value: [one] } : one),
        );
        const page = await gateway.listJobs(testPlace, undefined, never());
        expect(page.ok).toBe(true);
        expect(harmful(page)).toStrictEqual([]);
        expect(harmful(await gateway.getJob(testPlace, 'j', never()))).toStrictEqual([]);
      }),
    );
  });

  test('nodes, sizes, usages and workspaces', async () => {
    const any = row(
      [
        'nodeId',
        'nodeState',
        'runId',
        'privateIpAddress',
        'name',
        'family',
        'type',
        'kind',
        'location',
        'friendlyName',
      ],
      {
        id: hostile.map((name) => `${ws}${name}`),
        name: fc.oneof(anything, row(['value', 'localizedValue'])),
        estimatedVMPrices: row(['values', 'billingCurrency']),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(any, { maxLength: 3 }), async (rows) => {
        const { gateway } = cannedGateway(() => reply(200, { value: rows, nodes: rows, data: rows }));
        expect(harmful(await gateway.listNodes(testPlace, 'c', never()))).toStrictEqual([]);
        expect(harmful(await gateway.listSizes('s1', 'eastus', never()))).toStrictEqual([]);
        expect(harmful(await gateway.listUsages('s1', 'eastus', never()))).toStrictEqual([]);
        expect(harmful(await gateway.listQuotas('s1', 'eastus', never()))).toStrictEqual([]);
        expect(harmful(await gateway.listWorkspaces(never()))).toStrictEqual([]);
      }),
    );
  });

  test('errors and their headers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 400, max: 599 }),
        fc.oneof(
          fc.record({ error: row(['code', 'message', 'details', 'innererror', 'error']) }),
          fc.jsonValue(),
        ),
        fc.oneof(hostile, fc.constantFrom('5', '-1', '1e9')),
        async (status, body, header) => {
          const headers = { 'retry-after': header, 'x-ms-request-id': header, date: header };
          const { gateway } = cannedGateway(() => reply(status, body, headers));
          const answer = await gateway.listComputes(testPlace, never());
          expect(answer.ok).toBe(false);
          expect(harmful(answer)).toStrictEqual([]);
        },
      ),
    );
  });

  test('bodies that are not JSON of any shape we know', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          hostile,
          fc.jsonValue().map((json) => JSON.stringify(json)),
        ),
        async (body) => {
          const { gateway } = cannedGateway(() => reply(200, body));
          const answers = [
            await gateway.listComputes(testPlace, never()),
            await gateway.getWorkspace(testPlace, never()),
            await gateway.getJob(testPlace, 'j', never()),
            await gateway.readOperation('/x', never()),
          ];
          for (const answer of answers) expect(harmful(answer)).toStrictEqual([]);
        },
      ),
    );
  });
});
