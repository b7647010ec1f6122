import { describe, expect, test } from 'vitest';
import type { WriteRecord } from '#azure/audit.ts';
import type { ArmGatewayOptions } from '#azure/arm/gateway.ts';
import { cannedGateway, never, reply, testPlace } from '#test/support/canned.ts';

const prefix = 'Microsoft.MachineLearningServices/workspaces';
const compute =
  '/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.MachineLearningServices/workspaces/ws1/computes/c';

const audited = (answer: Parameters<typeof cannedGateway>[0], options: Partial<ArmGatewayOptions> = {}) => {
  const [sent, records] = [new Array<WriteRecord>(), new Array<WriteRecord>()];
  const made = cannedGateway(answer, {
    onWrite: (record) => void (record.sent === true ? sent : records).push(record),
    who: () => 'ana@contoso.example',
    ...options,
  });
  return { ...made, sent, records };
};

const ids = { 'x-ms-request-id': 'r-1', 'x-ms-correlation-request-id': 'c-1' };

describe('what is told of a write', () => {
  test('is who, what, where, and how it ended', async () => {
    const before = Date.now();
    const { gateway, records } = audited(() => reply(202, undefined, ids));
    await gateway.deleteCompute(testPlace, 'c', 'Delete', never());
    expect(records).toEqual([
      {
        at: expect.any(Number) as unknown,
        method: 'DELETE',
        resourceId: compute,
        what: `${prefix}/computes/delete`,
        removal: 'Delete',
        who: 'ana@contoso.example',
        clientRequestId: expect.stringMatching(/^[\da-f-]{36}$/u) as unknown,
        requestId: 'r-1',
        correlationId: 'c-1',
        status: 202,
      },
    ]);
    expect(records[0]?.at).toBeGreaterThanOrEqual(before);
  });

  test('is told before it leaves, and by the same id again when it has ended', async () => {
    const before: WriteRecord[] = [];
    const told: WriteRecord[] = [];
    const { gateway, requests } = cannedGateway(
      () => {
        before.push(...told);
        return reply(202);
      },
      // The file may take a while: the write waits for it.
      {
        onWrite: (record) =>
          new Promise((resolve) => {
            setTimeout(() => {
              told.push(record);
              resolve();
            }, 5);
          }),
      },
    );
    await gateway.deleteCompute(testPlace, 'c', 'Delete', never());
    const id = requests[0]?.headers['x-ms-client-request-id'];
    expect(id).toMatch(/^[\da-f-]{36}$/u);
    expect(before).toMatchObject([
      { sent: true, method: 'DELETE', resourceId: compute, clientRequestId: id },
    ]);
    expect(told).toMatchObject([{ sent: true }, { status: 202, clientRequestId: id }]);
    expect(told[1]).not.toHaveProperty('sent');
  });

  test('names the action of a POST, and the code of a refusal', async () => {
    const { gateway, records } = audited(() =>
      reply(409, { error: { code: 'Conflict', message: 'busy' } }, ids),
    );
    await gateway.actOnInstance(testPlace, 'c', 'stop', never());
    expect(records).toMatchObject([
      {
        method: 'POST',
        resourceId: `${compute}/stop`,
        what: `${prefix}/computes/stop/action`,
        status: 409,
        error: 'Conflict',
      },
    ]);
  });

  test('names the cancellation of a job, and what the service answered', async () => {
    const { gateway, records } = audited(() => reply(202, undefined, ids));
    await gateway.cancelJob(testPlace, 'brave hat', never());
    expect(records).toMatchObject([
      {
        method: 'POST',
        resourceId: `${compute.replace(/computes.*$/u, '')}jobs/brave hat/cancel`,
        what: `${prefix}/jobs/cancel/action`,
        status: 202,
      },
    ]);
  });

  test('holds no body and no token', async () => {
    const { gateway, sent, records } = audited(() => reply(200, {}), {
      credential: {
        getToken: () => Promise.resolve({ token: 'token-7', expiresOnTimestamp: Date.now() + 1e6 }),
      },
    });
    await gateway.putCompute(testPlace, 'c', { properties: { adminUserPassword: 'password-7' } }, never());
    expect([...sent, ...records]).toHaveLength(2);
    expect(JSON.stringify([sent, records])).not.toMatch(/token-7|password-7|api-version/u);
  });

  test('is told when no answer came, with the reason of the network', async () => {
    const { gateway, records } = audited(() =>
      Promise.reject(Object.assign(new Error('cut'), { code: 'ECONNRESET' })),
    );
    await gateway.patchCompute(testPlace, 'c', {}, never());
    expect(records).toMatchObject([{ method: 'PATCH', error: 'ECONNRESET' }]);
    expect(records[0]).not.toHaveProperty('status');
  });

  test('is told when it was given up for want of an answer', async () => {
    const { gateway, records } = audited(() => new Promise<never>(() => {}), { timeoutMs: 20 });
    expect(await gateway.putCompute(testPlace, 'c', {}, never())).toMatchObject({ ok: false });
    await expect.poll(() => records).toMatchObject([{ method: 'PUT', error: 'given up' }]);
  });
});

describe('nothing is told', () => {
  test('of questions', async () => {
    const { gateway, sent, records, requests } = audited(() => reply(200, { value: [] }));
    await gateway.listComputes(testPlace, never());
    await gateway.listNodes(testPlace, 'c', never());
    await gateway.checkName(testPlace, 'c', never());
    await gateway.listWorkspaces(never());
    expect(requests.length).toBeGreaterThan(3);
    expect([...sent, ...records]).toEqual([]);
  });

  test('of what was refused here and never left', async () => {
    const { gateway, sent, records } = audited(() => reply(200, {}), { readOnly: () => true });
    await gateway.putCompute(testPlace, 'c', {}, never());
    expect([...sent, ...records]).toEqual([]);
  });
});
