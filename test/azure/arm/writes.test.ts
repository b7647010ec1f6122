import { describe, expect, test } from 'vitest';
import type { PlainResponse } from '#azure/arm/transport.ts';
import type { Accepted, OperationStatus } from '#azure/gateway.ts';
import type { Answer } from '#azure/problem.ts';
import { cannedGateway, never, reply, testPlace } from '#test/support/canned.ts';

const status = 'https://management.azure.com/subscriptions/s1/operations/1?api-version=2022-10-01&s=secret';

const put = (answer: PlainResponse): Promise<Answer<Accepted>> =>
  cannedGateway(() => answer).gateway.putCompute(testPlace, 'c', {}, never());
const remove = (answer: PlainResponse): Promise<Answer<Accepted>> =>
  cannedGateway(() => answer).gateway.deleteCompute(testPlace, 'c', 'Delete', never());
const operation = (answer: PlainResponse): Promise<Answer<OperationStatus>> =>
  cannedGateway(() => answer).gateway.readOperation(status, never());

const creating = { properties: { provisioningState: 'Creating' } };

describe('an accepted write', () => {
  test('names where to ask how it goes, and when', async () => {
    expect(
      await put(reply(201, creating, { 'azure-asyncoperation': status, 'retry-after': '5' })),
    ).toStrictEqual({
      ok: true,
      value: { statusUrl: status, retryAfterMs: 5000, finished: false, created: true },
    });
  });

  test('prefers the operation over its result', async () => {
    expect(
      await remove(
        reply(202, undefined, {
          location: 'https://management.azure.com/result',
          'azure-asyncoperation': status,
        }),
      ),
    ).toMatchObject({ value: { statusUrl: status, finished: false } });
    expect(await remove(reply(202, undefined, { location: '/result' }))).toMatchObject({
      value: { statusUrl: 'https://management.azure.com/result', finished: false },
    });
  });

  test.each([
    [200, undefined, true],
    [204, undefined, true],
    [202, undefined, false],
    [200, { properties: { provisioningState: 'Succeeded' } }, true],
    [200, { properties: { provisioningState: 'Updating' } }, false],
  ])('without such an address is judged by what came: %i %o', async (code, body, finished) => {
    expect(await put(reply(code, body))).toStrictEqual({ ok: true, value: { finished } });
  });

  test('is none when a page of HTML came back', async () => {
    const page: PlainResponse = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' };
    expect(await put(page)).toMatchObject({ ok: false, problem: { kind: 'malformed' } });
    expect(await remove(page)).toMatchObject({ ok: false, problem: { kind: 'malformed' } });
  });

  test('never sends us to another host, and is accepted all the same', async () => {
    expect(
      await put(reply(201, creating, { 'azure-asyncoperation': 'https://evil.example/op' })),
    ).toStrictEqual({
      ok: true,
      value: { finished: false, created: true },
    });
  });

  test('says when nothing of that name was there before', async () => {
    expect(await put(reply(201, creating))).toStrictEqual({
      ok: true,
      value: { finished: false, created: true },
    });
    expect(await put(reply(200, creating))).toStrictEqual({ ok: true, value: { finished: false } });
  });

  test('of a scale, whose body lacks the settings, is followed to its end', async () => {
    const { gateway } = cannedGateway(() =>
      reply(200, { properties: { provisioningState: 'Updating' } }, { 'azure-asyncoperation': status }),
    );
    expect(await gateway.patchCompute(testPlace, 'c', {}, never())).toStrictEqual({
      ok: true,
      value: { statusUrl: status, finished: false },
    });
  });

  test('that changes nothing is over at once', async () => {
    const { gateway } = cannedGateway(() => reply(200, { properties: { provisioningState: 'Succeeded' } }));
    expect(await gateway.patchCompute(testPlace, 'c', {}, never())).toStrictEqual({
      ok: true,
      value: { finished: true },
    });
  });

  test('of an instance is not over because the answer names nothing to ask', async () => {
    const { gateway } = cannedGateway(() => reply(202));
    expect(await gateway.actOnInstance(testPlace, 'ci', 'stop', never())).toStrictEqual({
      ok: true,
      value: { finished: false },
    });
  });

  test.each([
    [202, 'goes on, which its status tells', { finished: false }],
    [200, 'leaves nothing to do', { finished: true }],
  ] as const)('of a job answered with %i %s', async (code, _what, value) => {
    const { gateway, requests } = cannedGateway(() => reply(code));
    expect(await gateway.cancelJob(testPlace, 'brave hat/1', never())).toStrictEqual({ ok: true, value });
    expect(requests.map(({ method, url, body }) => [method, new URL(url).pathname, body])).toEqual([
      [
        'POST',
        '/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.MachineLearningServices/workspaces/ws1/jobs/brave%20hat%2F1/cancel',
        undefined,
      ],
    ]);
  });

  test('that is refused is a problem', async () => {
    expect(await put(reply(409, { error: { code: 'Conflict', message: 'busy' } }))).toMatchObject({
      ok: false,
      problem: { kind: 'conflict', error: { code: 'Conflict' } },
    });
  });
});

describe('the state of an operation', () => {
  test.each([
    ['InProgress', 'running'],
    ['Accepted', 'running'],
    ['Thinking', 'running'],
    ['Succeeded', 'succeeded'],
    ['succeeded', 'succeeded'],
    ['FAILED', 'failed'],
    ['Canceled', 'canceled'],
    ['Cancelled', 'canceled'],
  ])('"%s" means %s', async (word, is) => {
    expect(await operation(reply(200, { status: word }))).toStrictEqual({
      ok: true,
      value: { is, text: word },
    });
  });

  test('tells why it failed', async () => {
    expect(
      await operation(
        reply(200, { status: 'Failed', error: { code: 'QuotaExceeded', message: 'no cores' } }),
      ),
    ).toStrictEqual({
      ok: true,
      value: {
        is: 'failed',
        text: 'Failed',
        error: { code: 'QuotaExceeded', message: 'no cores', details: [] },
      },
    });
  });

  test('tells when to ask again', async () => {
    expect(await operation(reply(200, { status: 'InProgress' }, { 'retry-after': '10' }))).toMatchObject({
      value: { retryAfterMs: 10_000 },
    });
  });

  test.each([
    [202, undefined, 'running'],
    [200, undefined, 'succeeded'],
    [204, undefined, 'succeeded'],
    [200, { name: 'c' }, 'succeeded'],
    [200, creating, 'running'],
    [202, {}, 'running'],
  ])('at a result address follows from the code: %i %o', async (code, body, is) => {
    expect(await operation(reply(code, body))).toMatchObject({ ok: true, value: { is } });
  });

  test('in HTML is malformed', async () => {
    expect(await operation(reply(200, '<html></html>', { 'content-type': 'text/html' }))).toMatchObject({
      problem: { kind: 'malformed' },
    });
  });

  test('is never asked at another host', async () => {
    const { gateway, requests } = cannedGateway(() => reply(200, { status: 'Succeeded' }));
    expect(await gateway.readOperation('https://evil.example/op', never())).toMatchObject({
      problem: { kind: 'malformed' },
    });
    expect(requests).toHaveLength(0);
  });

  test('is asked without showing its signature to whoever watches the calls', async () => {
    const { gateway, calls } = cannedGateway(() => reply(200, { status: 'Succeeded' }));
    await gateway.readOperation(status, never());
    expect(JSON.stringify(calls)).not.toContain('secret');
  });
});

describe('a creation that must not overwrite', () => {
  const create = async (answer: PlainResponse) => {
    const { gateway, requests } = cannedGateway(() => answer);
    const accepted = await gateway.putCompute(testPlace, 'c', {}, never(), { onlyIfNew: true });
    return { accepted, headers: requests[0]?.headers };
  };

  test('says so in the request; an ordinary one does not', async () => {
    const { headers } = await create(reply(201, creating));
    expect(headers).toMatchObject({ 'if-none-match': '*', 'content-type': expect.any(String) as unknown });
    const { gateway, requests } = cannedGateway(() => reply(200, creating));
    await gateway.putCompute(testPlace, 'c', {}, never());
    expect(requests[0]?.headers).not.toHaveProperty('if-none-match');
  });

  test('is a conflict when the service minds it', async () => {
    const { accepted } = await create(
      reply(412, { error: { code: 'PreconditionFailed', message: 'taken' } }),
    );
    expect(accepted).toMatchObject({
      ok: false,
      problem: { kind: 'conflict', error: { code: 'PreconditionFailed' } },
    });
  });

  test('does not claim to have created what was there, when the service does not mind it', async () => {
    const { accepted } = await create(reply(200, { properties: { provisioningState: 'Updating' } }));
    expect(accepted).toStrictEqual({ ok: true, value: { finished: false } });
  });
});
