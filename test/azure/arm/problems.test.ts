import { describe, expect, test } from 'vitest';
import type { TokenCredential } from '@azure/core-auth';
import type { Gateway } from '#azure/gateway.ts';
import type { Answer, Problem } from '#azure/problem.ts';
import { cannedGateway, never, reply, testPlace } from '#test/support/canned.ts';

const problemOf = <T>(answer: Answer<T>): Problem => {
  if (answer.ok) throw new Error(`expected a problem, got ${JSON.stringify(answer.value)}`);
  return answer.problem;
};

const list = async (gateway: Gateway): Promise<Problem> =>
  problemOf(await gateway.listComputes(testPlace, never()));

const error = (code: string, message = 'words') => ({ error: { code, message } });

describe('what the service refuses becomes a problem, by its status and code', () => {
  test.each([
    ['signed-out', 401, 'InvalidAuthenticationToken'],
    ['forbidden', 403, 'AuthorizationFailed'],
    ['not-found', 404, 'ResourceNotFound'],
    ['conflict', 409, 'Conflict'],
    ['throttled', 429, 'TooManyRequests'],
    ['rejected', 400, 'BadArgument'],
    ['conflict', 412, 'PreconditionFailed'],
    ['service-fault', 500, 'InternalServerError'],
    ['service-fault', 503, 'ServiceUnavailable'],
    ['quota', 400, 'ClusterMinNodesExceedCoreQuota'],
    ['quota', 409, 'QuotaExceeded'],
  ])('%s for %i %s, asked once and not again', async (kind, status, code) => {
    const { gateway, requests } = cannedGateway(() =>
      reply(status, error(code), { 'x-ms-request-id': 'r-1' }),
    );
    expect(await list(gateway)).toMatchObject({
      kind,
      requestId: 'r-1',
      error: { code, message: 'words', details: [] },
    });
    expect(requests).toHaveLength(1);
  });

  test.each([['ConditionNotMet'], ['']])(
    'a 412 says that the name is taken, also with the code "%s"',
    async (code) => {
      const { gateway } = cannedGateway(() => reply(412, code === '' ? undefined : error(code)));
      expect(await list(gateway)).toMatchObject({ kind: 'conflict', error: { code: 'PreconditionFailed' } });
    },
  );

  test('a 401 that names a sign-in page is not asked again', async () => {
    const { gateway, requests } = cannedGateway(() =>
      reply(401, error('InvalidAuthenticationToken'), {
        'www-authenticate':
          'Bearer authorization_uri="https://login.microsoftonline.com/t", error="invalid_token"',
      }),
    );
    expect((await list(gateway)).kind).toBe('signed-out');
    expect(requests).toHaveLength(1);
  });

  test('the text of a message decides nothing', async () => {
    const { gateway } = cannedGateway(() => reply(400, error('UserError', 'QuotaExceeded 403 Forbidden')));
    expect((await list(gateway)).kind).toBe('rejected');
  });

  test('a quota code inside the details is found, and the details come flat', async () => {
    const nested = {
      error: {
        code: 'UserError',
        message: 'outer',
        details: [
          { code: 'A', message: 'a', details: [{ code: 'ClusterMinNodesExceedCoreQuota', message: 'b' }] },
        ],
        innererror: { code: 'Inner' },
      },
    };
    const { gateway } = cannedGateway(() => reply(400, nested));
    expect(await list(gateway)).toStrictEqual({
      kind: 'quota',
      error: {
        code: 'UserError',
        message: 'outer',
        details: [
          { code: 'A', message: 'a', details: [] },
          { code: 'ClusterMinNodesExceedCoreQuota', message: 'b', details: [] },
          { code: 'Inner', message: '', details: [] },
        ],
      },
    });
  });

  test('an error wrapped twice, as old services send it, is unwrapped', async () => {
    const { gateway } = cannedGateway(() =>
      reply(404, { error: { error: { code: 'NotFound', message: 'gone' } } }),
    );
    expect(await list(gateway)).toMatchObject({ error: { code: 'NotFound', message: 'gone' } });
  });

  test('the words of a 403 keep the action that is missing', async () => {
    const message =
      "The client 'x' does not have authorization to perform action 'a/listNodes/action' over scope '/s'";
    const { gateway } = cannedGateway(() => reply(403, error('AuthorizationFailed', message)));
    expect(problemOf(await gateway.listNodes(testPlace, 'cpu', never()))).toMatchObject({
      kind: 'forbidden',
      error: { message },
    });
  });

  test('escape sequences in an error never reach the caller', async () => {
    const { gateway } = cannedGateway(() => reply(409, error('C\u001b[2J', 'a\u001b]0;title\u0007b\nc')));
    expect(await list(gateway)).toMatchObject({ error: { code: 'C', message: 'ab c' } });
  });

  test('a refusal in HTML is told by its status alone', async () => {
    const { gateway } = cannedGateway(() =>
      reply(502, '<html>Bad gateway</html>', { 'content-type': 'text/html' }),
    );
    expect(await list(gateway)).toStrictEqual({
      kind: 'service-fault',
      status: 502,
      error: { code: '', message: '', details: [] },
    });
  });

  test('half JSON under a 500 is a fault of the service, not a malformed answer', async () => {
    const { gateway } = cannedGateway(() => reply(500, '{"error":{"code":'));
    expect(await list(gateway)).toMatchObject({ kind: 'service-fault', status: 500 });
  });
});

describe('the wait that the service asks for', () => {
  const waits = async (headers: Readonly<Record<string, string>>): Promise<Problem> =>
    list(cannedGateway(() => reply(429, error('TooManyRequests'), headers)).gateway);

  test('is read in seconds', async () => {
    expect(await waits({ 'retry-after': '17' })).toMatchObject({ retryAfterMs: 17_000 });
  });

  test("is read as a date, by the service's own clock", async () => {
    const date = 'Wed, 18 Nov 2026 10:00:00 GMT';
    const until = 'Wed, 18 Nov 2026 10:00:40 GMT';
    expect(await waits({ 'retry-after': until, date })).toMatchObject({ retryAfterMs: 40_000 });
  });

  test('is read in milliseconds', async () => {
    expect(await waits({ 'x-ms-retry-after-ms': '1500' })).toMatchObject({ retryAfterMs: 1500 });
  });

  test.each([{}, { 'retry-after': 'soon' }])(
    'is absent when the service gave none that can be read: %o',
    async (headers) => {
      expect(await waits(headers)).not.toHaveProperty('retryAfterMs');
    },
  );
});

describe('answers that are not what Azure documents', () => {
  test.each([
    ['a sign-in page', reply(200, '<html></html>', { 'content-type': 'text/html' })],
    ['half JSON', reply(200, '{"value":[{')],
    ['XML', reply(200, '<a/>', { 'content-type': 'application/xml' })],
    ['an empty body', reply(200)],
    ['a list', reply(200, [])],
    ['a number', reply(200, 7)],
    ['no value', reply(200, { values: [] })],
    ['a value that is no list', reply(200, { value: {} })],
    ['a redirect', reply(302, undefined, { location: 'https://elsewhere.example/' })],
  ])('%s is malformed, not a crash', async (_name, answer) => {
    const { gateway, requests } = cannedGateway(() => answer);
    expect((await list(gateway)).kind).toBe('malformed');
    expect(problemOf(await gateway.listJobs(testPlace, undefined, never())).kind).toBe('malformed');
    expect(problemOf(await gateway.getCompute(testPlace, 'a', never())).kind).toBe('malformed');
    expect(requests).toHaveLength(3);
  });
});

describe('no answer at all', () => {
  test('a cut connection is unreachable, with the code of the network', async () => {
    const { gateway, requests } = cannedGateway(() =>
      Promise.reject(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })),
    );
    expect(await list(gateway)).toStrictEqual({ kind: 'unreachable', reason: 'ECONNRESET' });
    expect(requests).toHaveLength(1);
  });

  test('a failure without a code is unreachable too', async () => {
    const { gateway } = cannedGateway(() => Promise.reject(new Error('no')));
    expect(await list(gateway)).toStrictEqual({ kind: 'unreachable', reason: 'REQUEST_SEND_ERROR' });
  });

  test('a service that never answers is given up after the time limit', async () => {
    const { gateway } = cannedGateway(() => new Promise<never>(() => {}), { timeoutMs: 5 });
    expect(await list(gateway)).toStrictEqual({ kind: 'unreachable', reason: 'timeout' });
  });

  test('the transport is told when the time is over', async () => {
    let told = false;
    const { gateway } = cannedGateway(
      (_request, signal) =>
        new Promise<never>((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            told = true;
            reject(new Error('late'));
          });
        }),
      { timeoutMs: 5 },
    );
    expect(await list(gateway)).toStrictEqual({ kind: 'unreachable', reason: 'timeout' });
    expect(told).toBe(true);
  });

  test('a caller who gives up gets "aborted" at once', async () => {
    const caller = new AbortController();
    const { gateway } = cannedGateway(() => {
      caller.abort();
      return new Promise<never>(() => {});
    });
    expect(problemOf(await gateway.listComputes(testPlace, caller.signal))).toStrictEqual({
      kind: 'aborted',
    });
  });

  test('nothing is sent for a caller who gave up before', async () => {
    const { gateway, requests } = cannedGateway(() => reply(200, { value: [] }));
    expect(problemOf(await gateway.listComputes(testPlace, AbortSignal.abort()))).toStrictEqual({
      kind: 'aborted',
    });
    expect(requests).toHaveLength(0);
  });
});

describe('signing in', () => {
  const named = (name: string): TokenCredential => ({
    getToken: () => Promise.reject(Object.assign(new Error('run az login\u001b[0m'), { name })),
  });

  test.each(['CredentialUnavailableError', 'AuthenticationRequiredError', 'AggregateAuthenticationError'])(
    'a credential that fails with %s means signed out',
    async (name) => {
      const { gateway, requests } = cannedGateway(() => reply(200, { value: [] }), {
        credential: named(name),
      });
      expect(await list(gateway)).toStrictEqual({
        kind: 'signed-out',
        error: { code: name, message: 'run az login', details: [] },
      });
      expect(requests).toHaveLength(0);
    },
  );

  test('a credential that hangs ends with the time limit', async () => {
    const { gateway } = cannedGateway(() => reply(200, { value: [] }), {
      credential: { getToken: () => new Promise<never>(() => {}) },
      timeoutMs: 5,
    });
    expect(await list(gateway)).toStrictEqual({ kind: 'unreachable', reason: 'timeout' });
  });

  test('one token serves requests to every subscription', async () => {
    let asked = 0;
    const { gateway } = cannedGateway(() => reply(200, { value: [] }), {
      credential: {
        getToken: () => {
          asked += 1;
          return Promise.resolve({ token: 't', expiresOnTimestamp: Date.now() + 3_600_000 });
        },
      },
    });
    await gateway.listComputes(testPlace, never());
    await gateway.listComputes({ ...testPlace, subscriptionId: 's2' }, never());
    expect(asked).toBe(1);
  });
});
