import { describe, expect, it } from 'vitest';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import { watchOperation, type Learned } from '#state/commands/watch-operation.ts';
import type { Operation } from '#state/app-state.ts';
import { rhythms } from '#state/rhythm.ts';
import { createAppStore, initialState } from '#state/store.ts';
import { handTimers } from '#test/support/hand-timers.ts';
import { cannedGateway, never, reply, testPlace } from '#test/support/canned.ts';
import { refusal } from './plans.ts';

const about = { mode: 'azure', readOnly: false } as const;
const statusUrl = 'https://management.azure.com/subscriptions/s1/status/1?s=secret';

/** Watches an operation whose service answers what is given, one answer after the other, until it ends. */
const watch = async (does: Operation['does'], answers: readonly PlainResponse[], url: string = statusUrl) => {
  const waiting = [...answers];
  const { gateway, requests } = cannedGateway(() => waiting.shift() ?? refusal(500, 'NoMoreAnswers'));
  const told: Learned[] = [];
  const waitsMs: (number | 'wait')[] = [];
  const attempt = watchOperation(
    {
      paceMs: () => rhythms.operation.steady,
      gateway,
      random: () => 0.5,
      clock: handTimers().clock,
      store: createAppStore(initialState({ about })),
    },
    { does, name: 'c1', place: testPlace },
    url === '' ? undefined : url,
    (news) => told.push(news),
  );
  while (waiting.length > 0) {
    const next = await attempt(never());
    waitsMs.push(next === 'wait' ? next : next.inMs);
  }
  const asked = requests.map(({ url: each }: PlainRequest) =>
    each.includes('/computes/c1') ? 'resource' : 'status',
  );
  return { told, last: told.at(-1), waitsMs, asked };
};

const status = (word: string, error?: unknown, headers: Readonly<Record<string, string>> = {}) =>
  reply(200, { status: word, ...(error === undefined ? {} : { error }) }, headers);

const cluster = (provisioningState: string, more: Readonly<Record<string, unknown>> = {}) =>
  reply(200, {
    id: '/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.MachineLearningServices/workspaces/ws1/computes/c1',
    name: 'c1',
    location: 'westeurope',
    properties: { computeType: 'AmlCompute', provisioningState, properties: {}, ...more },
  });

const instance = (
  state: string,
  lastOperation?: { readonly operationName: string; readonly operationStatus: string },
) =>
  reply(200, {
    id: '/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.MachineLearningServices/workspaces/ws1/computes/c1',
    name: 'c1',
    location: 'westeurope',
    properties: {
      computeType: 'ComputeInstance',
      provisioningState: 'Succeeded',
      properties: { state, ...(lastOperation === undefined ? {} : { lastOperation }) },
    },
  });

const outer = {
  code: 'BadRequest',
  message: 'The operation failed.',
  details: [{ code: 'ClusterCoreQuotaReached', message: 'Maximum allowed: 64.' }],
};

describe('watching an operation', () => {
  it('follows its status, then the resource itself, and ends with its word', async () => {
    const { last, asked, told } = await watch('create', [
      status('InProgress'),
      status('Succeeded'),
      cluster('Creating'),
      cluster('Succeeded'),
    ]);
    expect(asked).toEqual(['status', 'status', 'resource', 'resource']);
    expect(told.map(({ word }) => word)).toEqual(['InProgress', 'Creating', 'Succeeded']);
    expect(last).toMatchObject({ state: 'succeeded' });
  });

  it('has failed with the code, the message and what is nested in them', async () => {
    expect((await watch('create', [status('Failed', outer)])).last).toEqual({
      state: 'failed',
      word: 'Failed',
      errors: [outer].map(({ details, ...error }) => ({
        ...error,
        details: details.map((each) => ({ ...each, details: [] })),
      })),
    });
  });

  it.each(['Canceled', 'Cancelled'])('has failed when it was %s', async (word) => {
    expect((await watch('scale', [status(word)])).last).toMatchObject({ state: 'failed', word });
  });

  it('looks at the resource, at once and without a complaint, when the status has expired', async () => {
    const { told, asked } = await watch('create', [
      refusal(404, 'NotFound'),
      cluster('Creating'),
      cluster('Succeeded'),
    ]);
    expect(asked).toEqual(['status', 'resource', 'resource']);
    expect(told).toEqual([
      { word: 'Creating', errors: [] },
      { word: 'Succeeded', errors: [], state: 'succeeded' },
    ]);
  });

  it('goes on by the resource alone where the service named no status', async () => {
    const { last, asked } = await watch('scale', [cluster('Updating'), cluster('Succeeded')], '');
    // Without an address of a status nothing but the resource is asked.
    expect(asked.every((each) => each === 'resource')).toBe(true);
    expect(last).toMatchObject({ state: 'succeeded' });
  });

  it.each(['Failed', 'Canceled'])(
    'ends as failed when the resource says %s, with its errors',
    async (word) => {
      const errors = [{ error: { code: 'SubnetNotFound', message: 'no such subnet' } }];
      const { last } = await watch('create', [cluster(word, { provisioningErrors: errors })], '');
      expect(last).toMatchObject({
        state: 'failed',
        word,
        errors: [{ code: 'SubnetNotFound', message: 'no such subnet' }],
      });
    },
  );

  it.each(['Creating', 'Updating', 'Deleting', 'Unknown', 'Pondering'])(
    'goes on while the resource says %s, without an end by the clock',
    async (word) => {
      const { told, waitsMs } = await watch(
        'create',
        Array.from({ length: 50 }, () => cluster(word)),
        '',
      );
      expect(told.every(({ state }) => state === undefined)).toBe(true);
      expect(waitsMs.every((wait) => wait !== 'wait')).toBe(true);
    },
  );

  it('waits as long as the service asks, but never longer than a quarter of a minute', async () => {
    const { waitsMs } = await watch('create', [
      status('InProgress'),
      status('InProgress', undefined, { 'retry-after': '8' }),
      status('InProgress', undefined, { 'retry-after': '300' }),
    ]);
    expect(waitsMs).toEqual([rhythms.operation.steady, 8000, 15_000]);
  });

  it('of a creation whose compute is gone has failed, of a removal has succeeded', async () => {
    const gone = [refusal(404, 'ResourceNotFound')];
    expect((await watch('create', gone, '')).last).toMatchObject({ state: 'failed', word: 'gone' });
    for (const does of ['delete', 'detach'] as const)
      expect((await watch(does, gone, '')).last).toMatchObject({ state: 'succeeded', word: 'gone' });
  });

  it('of a removal: what had failed before goes on, what fails while it is removed has failed', async () => {
    const before = await watch('delete', [cluster('Failed'), cluster('Failed')], '');
    expect(before.last).not.toHaveProperty('state');
    const during = await watch('delete', [cluster('Deleting'), cluster('Failed')], '');
    expect(during.last).toMatchObject({ state: 'failed' });
  });

  it('meets a fault and goes on, waiting longer each time', async () => {
    const fault = refusal(503, 'Busy');
    const { told, waitsMs } = await watch('create', [fault, fault, cluster('Succeeded')], '');
    expect(told.map(({ problem }) => problem?.kind)).toEqual(['service-fault', 'service-fault', undefined]);
    expect(waitsMs).toEqual([3000, 6000, 'wait']);
  });
});

describe('watching an instance', () => {
  const last = async (does: 'start' | 'stop' | 'restart', ...answers: readonly PlainResponse[]) =>
    (await watch(does, answers, '')).last;
  const operation = (operationName: string, operationStatus: string) => ({ operationName, operationStatus });

  it('has arrived only when the state and the last operation are those that were asked for', async () => {
    expect(await last('restart', instance('Running', operation('Start', 'Succeeded')))).not.toHaveProperty(
      'state',
    );
    expect(await last('restart', instance('Running', operation('Restart', 'InProgress')))).not.toHaveProperty(
      'state',
    );
    expect(await last('restart', instance('JobRunning', operation('Restart', 'Succeeded')))).toMatchObject({
      state: 'succeeded',
    });
    expect(await last('stop', instance('Stopped', operation('Stop', 'Succeeded')))).toMatchObject({
      state: 'succeeded',
    });
  });

  it('is told by its state alone when the service tells no last operation', async () => {
    expect(await last('start', instance('Running'))).toMatchObject({ state: 'succeeded' });
    expect(await last('start', instance('Starting'))).not.toHaveProperty('state');
  });

  it('has failed when its operation has, or when it cannot be used', async () => {
    expect(await last('start', instance('Stopped', operation('Start', 'StartFailed')))).toMatchObject({
      state: 'failed',
    });
    expect(await last('start', instance('Unusable'))).toMatchObject({ state: 'failed', word: 'Unusable' });
    expect(await last('start', instance('SetupFailed'))).toMatchObject({ state: 'failed' });
    expect(await last('stop', instance('Running', operation('Start', 'StartFailed')))).not.toHaveProperty(
      'state',
    );
  });
});
