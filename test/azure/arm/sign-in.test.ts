import { afterEach, describe, expect, test, vi } from 'vitest';
import { createArmGateway } from '#azure/arm/gateway.ts';
import { createSignIn, type SignInOptions } from '#azure/arm/sign-in.ts';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import { customCloud } from '#azure/clouds.ts';
import type { Problem } from '#azure/problem.ts';
import type { Account, DevicePrompt } from '#azure/sign-in.ts';
import { never, reply, testPlace } from '#test/support/canned.ts';
import { authority, refusal, signInService, tenant, tokens } from '#test/support/sign-in-service.ts';

afterEach(() => {
  vi.useRealTimers();
});

const cloud = customCloud({ endpoint: 'https://arm.test', authority });
const secret = 'the-client-secret-9f8e';
const principal = { AZURE_CLIENT_ID: '00000000-0000-4000-8000-00000000000c', AZURE_CLIENT_SECRET: secret };
const noPrompt = (): void => {
  throw new Error('prompted');
};

/** A gateway whose sign-in service and whose Azure are functions, with everything that was told. */
const session = (
  options: Partial<SignInOptions> = {},
  service = signInService(),
  azure: (request: PlainRequest) => PlainResponse | Promise<PlainResponse> = () => reply(200, { value: [] }),
) => {
  const { signIn, credential, who } = createSignIn({
    cloud,
    way: 'service-principal',
    tenantId: tenant,
    env: principal,
    transport: service.transport,
    ...options,
  });
  const sent: string[] = [];
  const told: (Account | Problem)[] = [];
  const unsubscribe = signIn.subscribe({
    signedIn: (account) => told.push(account),
    signedOut: (problem) => told.push(problem),
  });
  const gateway = createArmGateway({
    credential,
    endpoint: cloud.endpoint,
    timeoutMs: 2000,
    transport: (request) => {
      sent.push(request.headers['authorization'] ?? '');
      return Promise.resolve(azure(request));
    },
  });
  const ask = () => gateway.listComputes(testPlace, never());
  return { signIn, gateway, ask, sent, told, who, service, unsubscribe };
};

const ana = { name: 'ana@contoso.example', tenantId: tenant, aliases: ['object-1'] };

describe('a service principal', () => {
  test('signs in with its secret when the first request needs it, and is told by name', async () => {
    const { ask, told, service, sent, who } = session();
    expect(service.forms).toHaveLength(0);
    expect(await ask()).toMatchObject({ ok: true });
    expect(Object.fromEntries(service.forms[0] ?? [])).toMatchObject({
      grant_type: 'client_credentials',
      client_id: principal.AZURE_CLIENT_ID,
      client_secret: secret,
      scope: expect.stringContaining('https://arm.test/.default') as unknown,
    });
    expect(told).toEqual([{ ...ana, way: 'service-principal' }]);
    expect(who()).toBe('ana@contoso.example');
    await ask();
    expect(service.given()).toBe(1);
    expect(sent[0]).toBe(sent[1]);
  });

  test('with a wrong secret is told by the code of Microsoft Entra, never by the secret', async () => {
    const service = signInService(() =>
      refusal('invalid_client', 7_000_215, 'Invalid client secret provided.', 401),
    );
    const { ask, told } = session({}, service);
    const answer = await ask();
    expect(answer).toEqual({
      ok: false,
      problem: {
        kind: 'signed-out',
        error: { code: 'AADSTS7000215', message: 'Invalid client secret provided.', details: [] },
      },
    });
    expect(told).toMatchObject([{ kind: 'signed-out' }]);
    expect(JSON.stringify([answer, told])).not.toContain(secret);
  });

  test.each([
    [{ AZURE_CLIENT_ID: 'x' }, 'Neither AZURE_CLIENT_SECRET nor AZURE_CLIENT_CERTIFICATE_PATH is set.'],
    [{ AZURE_CLIENT_SECRET: 'x' }, 'AZURE_CLIENT_ID is not set.'],
  ])('that is not whole says what is missing: %o', async (env, message) => {
    const { ask, service } = session({ env });
    expect(await ask()).toEqual({
      ok: false,
      problem: { kind: 'signed-out', error: { code: 'ServicePrincipalUnavailable', message, details: [] } },
    });
    expect(service.forms).toHaveLength(0);
  });

  test('whose certificate cannot be read is signed out, not unreachable', async () => {
    const env = { AZURE_CLIENT_ID: 'x', AZURE_CLIENT_CERTIFICATE_PATH: '/nowhere/cert.pem' };
    expect(await session({ env }).ask()).toMatchObject({
      problem: {
        kind: 'signed-out',
        error: { message: expect.stringContaining('/nowhere/cert.pem') as unknown },
      },
    });
  });
});

describe('trouble on the way to the sign-in service', () => {
  test('is unreachable with the code of the network: nobody has signed out', async () => {
    const service = signInService(() =>
      Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' })),
    );
    const { ask, told } = session({}, service);
    expect(await ask()).toEqual({ ok: false, problem: { kind: 'unreachable', reason: 'ECONNREFUSED' } });
    expect(told).toEqual([]);
  });

  test.each([
    [503, { kind: 'service-fault', status: 503 }],
    [429, { kind: 'throttled', retryAfterMs: 7000 }],
  ])('an answer %i is told as such, with the wait it asks for', async (status, problem) => {
    const service = signInService(() => reply(status, 'busy', { 'retry-after': '7' }));
    const { ask, told } = session({}, service);
    expect(await ask()).toMatchObject({ problem });
    expect(told).toEqual([]);
    expect(service.forms).toHaveLength(1);
  });

  test('that hangs ends with the time of the request, and with its caller', async () => {
    const service = signInService(() => new Promise<never>(() => {}));
    const { gateway } = session({}, service);
    const caller = new AbortController();
    const given = gateway.listComputes(testPlace, caller.signal);
    caller.abort();
    expect(await given).toEqual({ ok: false, problem: { kind: 'aborted' } });
    expect(await gateway.listComputes(testPlace, never())).toEqual({
      ok: false,
      problem: { kind: 'unreachable', reason: 'timeout' },
    });
  });
});

describe('signing in with a code', () => {
  test('nothing prompts before the user asks, and no sign-in service is asked', async () => {
    const { ask, told, service } = session({ way: 'device-code', env: {} });
    const problem = { kind: 'signed-out', error: { code: 'DeviceCodeNeeded' } };
    expect(await ask()).toMatchObject({ problem });
    expect(told).toMatchObject([problem]);
    expect(service.forms).toHaveLength(0);
  });

  test('shows the code, its address and its end; then requests go out with the new token', async () => {
    const { ask, signIn, told, sent } = session({ way: 'device-code', env: {} });
    const prompts: DevicePrompt[] = [];
    const before = Date.now();
    const answer = await signIn.signIn('device-code', (prompt) => prompts.push(prompt), never());
    expect(answer).toEqual({ ok: true, value: { ...ana, way: 'device-code' } });
    expect(prompts).toMatchObject([{ userCode: 'ABCD-EFGH', verificationUrl: 'https://login.test/device' }]);
    const left = (prompts[0]?.expiresAtMs ?? 0) - before;
    expect(left).toBeGreaterThanOrEqual(600_000);
    expect(left).toBeLessThan(660_000);
    expect(told).toEqual([{ ...ana, way: 'device-code' }]);
    expect(await ask()).toMatchObject({ ok: true });
    expect(sent).toHaveLength(1);
  });

  test('a code that was declined is told by the service’s words, and leaves who was there', async () => {
    const service = signInService((form) =>
      form.get('grant_type')?.includes('device') === true
        ? reply(400, { error: 'authorization_declined', error_description: 'The user said no.' })
        : undefined,
    );
    const { ask, signIn, told } = session({}, service);
    await ask();
    expect(await signIn.signIn('device-code', () => undefined, never())).toMatchObject({
      problem: {
        kind: 'signed-out',
        error: { code: 'authorization_declined', message: 'The user said no.' },
      },
    });
    expect(told).toEqual([{ ...ana, way: 'service-principal' }]);
    expect(await ask()).toMatchObject({ ok: true });
  });

  test('a code that nobody typed in in time says so', async () => {
    const service = signInService((form, { url }) => {
      if (form.has('device_code')) return reply(400, { error: 'authorization_pending' });
      return url.endsWith('/devicecode')
        ? reply(200, { user_code: 'A', device_code: 'd', verification_uri: 'v', expires_in: 1, interval: 0 })
        : undefined;
    });
    const { signIn } = session({ way: 'device-code' }, service);
    expect(await signIn.signIn('device-code', () => undefined, never())).toMatchObject({
      problem: { kind: 'signed-out', error: { code: 'device_code_expired' } },
    });
  });

  test('ends when the sign-in service does not answer', async () => {
    const service = signInService(() => new Promise<never>(() => {}));
    const { signIn } = session({ way: 'device-code', timeoutMs: 20 }, service);
    expect(await signIn.signIn('device-code', noPrompt, never())).toEqual({
      ok: false,
      problem: { kind: 'unreachable', reason: 'timeout' },
    });
  });

  test('is given up at once by its caller', async () => {
    const service = signInService((form) =>
      form.has('device_code') ? reply(400, { error: 'authorization_pending' }) : undefined,
    );
    const { signIn, told } = session({ way: 'device-code' }, service);
    const caller = new AbortController();
    const answer = signIn.signIn('device-code', () => caller.abort(), caller.signal);
    expect(await answer).toEqual({ ok: false, problem: { kind: 'aborted' } });
    expect(told).toEqual([]);
  });

  test('a token near its end is renewed in silence, while requests go on with the old one', async () => {
    let asked = 0;
    const service = signInService((form) => {
      if (form.get('grant_type') !== 'refresh_token')
        return form.has('device_code') ? tokens(1, 60) : undefined;
      asked += 1;
      return asked === 1 ? tokens(2, 100) : tokens(3);
    });
    const { ask, signIn, sent } = session({ way: 'device-code', env: {} }, service);
    await signIn.signIn('device-code', () => undefined, never());
    await ask();
    await expect.poll(async () => (await ask(), new Set(sent).size)).toBe(2);
    expect(asked).toBe(2);
  });

  test('a renewal that needs the user signs out and does not prompt', async () => {
    const service = signInService((form) => {
      if (form.get('grant_type') === 'refresh_token')
        return refusal('invalid_grant', 50_173, 'The grant has been revoked.');
      return form.has('device_code') ? tokens(1, 400) : undefined;
    });
    const { ask, signIn, told } = session({ way: 'device-code', env: {} }, service);
    const prompts: DevicePrompt[] = [];
    await signIn.signIn('device-code', (prompt) => prompts.push(prompt), never());
    vi.useFakeTimers({ now: Date.now() + 500_000, toFake: ['Date'] });
    expect(await ask()).toMatchObject({ problem: { kind: 'signed-out', error: { code: 'AADSTS50173' } } });
    expect(told.at(-1)).toMatchObject({ kind: 'signed-out' });
    expect(prompts).toHaveLength(1);
  });
});

describe('a token that the service no longer takes', () => {
  /** Azure refuses every token but the newest that was given. */
  const revocable = () => {
    const service = signInService();
    const revoked = new Set<string>();
    const azure = (request: PlainRequest): PlainResponse =>
      revoked.has(request.headers['authorization'] ?? '')
        ? reply(401, { error: { code: 'ExpiredAuthenticationToken', message: 'It has ended.' } })
        : reply(200, { value: [] });
    const made = session({}, service, azure);
    return { ...made, revoke: () => revoked.add(made.sent.at(-1) ?? '') };
  };

  test('is told once per refused request, and after a new sign-in requests go out with the new one at once', async () => {
    const { ask, told, revoke, signIn, sent } = revocable();
    await ask();
    revoke();
    expect(await ask()).toMatchObject({
      problem: { kind: 'signed-out', error: { code: 'ExpiredAuthenticationToken' } },
    });
    expect(told.slice(1)).toMatchObject([{ kind: 'signed-out' }]);
    expect(await signIn.signIn('service-principal', noPrompt, never())).toMatchObject({ ok: true });
    expect(told.at(-1)).toEqual({ ...ana, way: 'service-principal' });
    expect(await ask()).toMatchObject({ ok: true });
    expect(sent.at(-1)).not.toBe(sent[0]);
  });

  test('a late refusal of the old one does not sign out who has signed in since: the request is sent again', async () => {
    let release = (_answer: PlainResponse): void => undefined;
    const late = new Promise<PlainResponse>((resolve) => {
      release = resolve;
    });
    let asked = 0;
    const { ask, told, signIn, sent } = session({}, signInService(), () => {
      asked += 1;
      return asked === 1 ? late : reply(200, { value: [] });
    });
    const waiting = ask();
    await expect.poll(() => sent.length).toBe(1);
    await signIn.signIn('service-principal', noPrompt, never());
    release(reply(401, { error: { code: 'ExpiredAuthenticationToken', message: '' } }));
    expect(await waiting).toMatchObject({ ok: true });
    expect(told.every((news) => !('kind' in news))).toBe(true);
    expect(sent[1]).not.toBe(sent[0]);
  });

  test('that must prove more is asked for once more; the next sign-in asks for the same', async () => {
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const service = signInService((form) =>
      form.get('grant_type') === 'refresh_token'
        ? refusal('interaction_required', 50_076, 'Use multi-factor authentication.')
        : undefined,
    );
    let isEnough = false;
    const { ask, signIn, told } = session({ way: 'device-code', env: {} }, service, () =>
      isEnough
        ? reply(200, { value: [] })
        : reply(401, undefined, {
            'www-authenticate': `Bearer realm="", error="insufficient_claims", claims="${btoa(claims)}"`,
          }),
    );
    await signIn.signIn('device-code', () => undefined, never());
    expect(await ask()).toMatchObject({ problem: { kind: 'signed-out', error: { code: 'AADSTS50076' } } });
    expect(told.at(-1)).toMatchObject({ kind: 'signed-out' });
    isEnough = true;
    await signIn.signIn('device-code', () => undefined, never());
    expect(service.forms.findLast((form) => form.has('claims'))?.get('claims')).toContain('acrs');
    expect(await ask()).toMatchObject({ ok: true });
  });

  test('requests that wait for a token which never comes go out when somebody signs in', async () => {
    let asked = 0;
    const service = signInService(() => {
      asked += 1;
      return asked === 1 ? new Promise<never>(() => {}) : undefined;
    });
    const { ask, signIn } = session({}, service);
    const waiting = ask();
    await expect.poll(() => asked).toBe(1);
    await signIn.signIn('service-principal', noPrompt, never());
    expect(await waiting).toMatchObject({ ok: true });
  });
});

test('whoever listens late is told who is signed in, and nobody after the end of listening', async () => {
  const { ask, signIn, unsubscribe, told } = session();
  await ask();
  unsubscribe();
  const late: Account[] = [];
  signIn.subscribe({ signedIn: (account) => late.push(account), signedOut: () => undefined });
  await expect.poll(() => late).toEqual([{ ...ana, way: 'service-principal' }]);
  await signIn.signIn('service-principal', noPrompt, never());
  expect([told.length, late.length]).toEqual([1, 2]);
});

test('a hundred requests at once ask for one token', async () => {
  const { ask, service } = session();
  await Promise.all(Array.from({ length: 100 }, ask));
  expect(service.given()).toBe(1);
});

describe('a cloud whose sign-in service was not given', () => {
  const unknown = customCloud({ endpoint: 'https://arm.test' });
  const metadata =
    (authentication: unknown) =>
    (_form: URLSearchParams, { url }: PlainRequest) =>
      url === 'https://arm.test/metadata/endpoints?api-version=2022-09-01'
        ? reply(200, { name: 'Own', resourceManager: 'https://arm.test/', authentication })
        : undefined;

  test('is asked for it, and for what tokens are for', async () => {
    const told = { loginEndpoint: `${authority}/`, audiences: ['https://arm.audience.test/'] };
    const { ask, service } = session({ cloud: unknown }, signInService(metadata(told)));
    expect(await ask()).toMatchObject({ ok: true });
    expect(service.forms.at(-1)?.get('scope')).toContain('https://arm.audience.test//.default');
  });

  test.each([{ loginEndpoint: 'http://login.test' }, {}])(
    'is an odd answer when it names no https address: %o',
    async (authentication) => {
      const { ask, told } = session({ cloud: unknown }, signInService(metadata(authentication)));
      expect(await ask()).toMatchObject({ problem: { kind: 'malformed' } });
      expect(told).toEqual([]);
    },
  );

  test('is unreachable when nobody answers, and asked again with the next request', async () => {
    let asked = 0;
    const service = signInService((form, request) => {
      asked += 1;
      if (asked === 1) return Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
      return metadata({ loginEndpoint: authority })(form, request);
    });
    const { ask } = session({ cloud: unknown }, service);
    expect(await ask()).toEqual({ ok: false, problem: { kind: 'unreachable', reason: 'ENOTFOUND' } });
    expect(await ask()).toMatchObject({ ok: true });
  });
});

describe('another service of the cloud', () => {
  const scope = 'https://ml.azure.com/.default';

  test('gets a token of its own from whoever is signed in, once for all who wait, and another one after a new sign-in', async () => {
    const service = signInService();
    const { signIn, credentialFor } = createSignIn({
      cloud,
      way: 'service-principal',
      tenantId: tenant,
      env: principal,
      transport: service.transport,
    });
    const other = credentialFor(scope);
    await Promise.all([other.getToken(scope), other.getToken(scope)]);
    await other.getToken(scope);
    const asked = (): readonly (string | null)[] =>
      service.forms.map((form) => form.get('scope')).filter((each) => each?.includes(scope) === true);
    expect(asked()).toHaveLength(1);
    await signIn.signIn('service-principal', noPrompt, never());
    await other.getToken(scope);
    expect(asked()).toHaveLength(2);
  });

  test('never makes anybody sign in with a code', async () => {
    const { credentialFor } = createSignIn({
      cloud,
      way: 'device-code',
      env: {},
      transport: signInService().transport,
    });
    await expect(credentialFor(scope).getToken(scope)).rejects.toMatchObject({
      problem: { kind: 'signed-out', error: { code: 'DeviceCodeNeeded' } },
    });
  });
});
