import { describe, expect, it } from 'vitest';
import {
  applicationForm,
  signInBench,
  signInOrigin,
  signInTenant,
  type SignInBench,
} from '../support/sign-in-bench.ts';

const tokenPath = `/${signInTenant}/oauth2/v2.0/token`;
const devicePath = `/${signInTenant}/oauth2/v2.0/devicecode`;
const cli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const scope = 'https://management.azure.com/.default offline_access openid profile';
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object): string => `${part({ alg: 'RS256' })}.${part(claims)}.c2ln`;

const begin = async (bench: SignInBench) => {
  const { json } = await bench.post(devicePath, { client_id: cli, scope });
  const ask = () =>
    bench.post(tokenPath, { grant_type: deviceGrant, client_id: cli, device_code: json.device_code });
  const decide = async (body: unknown, code = json.user_code) =>
    (await bench.send(`/_simulator/device-codes/${code}`, { method: 'POST', body: JSON.stringify(body) }))
      .status;
  return { json, ask, decide };
};

const signUserIn = async (bench: SignInBench) => {
  const { ask, decide } = await begin(bench);
  await decide({ decision: 'approve' });
  return (await ask()).json;
};

describe('what clients look up first', () => {
  it.each([
    [signInTenant, signInTenant, `${signInOrigin}/${signInTenant}/v2.0`],
    ['contoso.example', signInTenant, `${signInOrigin}/${signInTenant}/v2.0`],
    ['organizations', 'organizations', `${signInOrigin}/{tenantid}/v2.0`],
    ['common', 'common', `${signInOrigin}/{tenantid}/v2.0`],
  ])('is there for the tenant %s', async (asked, named, issuer) => {
    const response = await signInBench().send(`/${asked}/v2.0/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({
      issuer,
      token_endpoint: `${signInOrigin}/${named}/oauth2/v2.0/token`,
      device_authorization_endpoint: `${signInOrigin}/${named}/oauth2/v2.0/devicecode`,
    });
  });

  it('names this service as the only host of its cloud', async () => {
    const response = await signInBench().send('/common/discovery/instance?api-version=1.1');
    expect(await response.json()).toMatchObject({
      tenant_discovery_endpoint: `${signInOrigin}/${signInTenant}/v2.0/.well-known/openid-configuration`,
      metadata: [{ preferred_network: '127.0.0.1:8443', aliases: ['127.0.0.1:8443'] }],
    });
  });

  it('is found as if by AD FS, too', async () => {
    const response = await signInBench().send('/adfs/.well-known/openid-configuration');
    expect(await response.json()).toMatchObject({ token_endpoint: `${signInOrigin}${tokenPath}` });
  });

  it('says that a tenant does not exist', async () => {
    const response = await signInBench().send('/nobody.example/v2.0/.well-known/openid-configuration');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_tenant', error_codes: [90002] });
  });
});

describe('signing an application in', () => {
  it('gives a token that Azure Resource Manager takes, with who it is for in it', async () => {
    const bench = signInBench();
    const { status, json } = await bench.post(tokenPath, applicationForm(bench.signIn));
    expect(status).toBe(200);
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    const claims: unknown = JSON.parse(
      Buffer.from(json.access_token.split('.')[1] ?? '', 'base64url').toString('utf8'),
    );
    const now = Math.floor(bench.clock.now() / 1000);
    expect(claims).toMatchObject({
      aud: 'https://management.azure.com',
      iss: `${signInOrigin}/${signInTenant}/`,
      tid: signInTenant,
      appid: bench.signIn.application.clientId,
      iat: now,
      exp: now + 3600,
    });
    expect((await bench.arm(json.access_token)).status).toBe(200);
  });

  it.each([
    'https://management.azure.com/.default',
    'https://management.azure.com//.default',
    'https://management.core.windows.net//.default',
    `${signInOrigin}/.default`,
    `${signInOrigin}//.default`,
  ])('for Azure Resource Manager by the name of %s', async (name) => {
    const bench = signInBench();
    const { json } = await bench.post(tokenPath, { ...applicationForm(bench.signIn), scope: name });
    expect((await bench.arm(json.access_token)).status).toBe(200);
  });

  it.each([
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
    ['another application', { client_id: cli }, 400, 'unauthorized_client', 700016],
    [
      'a resource there are no tokens for',
      { scope: 'https://vault.azure.net/.default' },
      400,
      'invalid_resource',
      500011,
    ],
    ['no resource', { scope: 'openid' }, 400, 'invalid_scope', 70011],
    ['two resources', { scope: 'https://a/.default https://b/.default' }, 400, 'invalid_scope', 70011],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
  ])('is refused with %s', async (_, change, status, error, code) => {
    const bench = signInBench();
    const answer = await bench.post(tokenPath, { ...applicationForm(bench.signIn), ...change });
    expect(answer).toMatchObject({ status, json: { error, error_codes: [code] } });
    expect(answer.json.error_description).toMatch(
      new RegExp(`^AADSTS${code}: .+ Trace ID: .+ Correlation ID: .+ Timestamp: 2026-11-16 10:00:00Z$`, 'u'),
    );
    expect(answer.json).toMatchObject({ timestamp: '2026-11-16 10:00:00Z' });
    expect(answer.json.access_token).toBeUndefined();
  });

  it.each([
    ['grant_type', 400, 900144],
    ['client_id', 400, 900144],
    ['client_secret', 401, 7000218],
  ])('is refused without %s', async (name, status, code) => {
    const bench = signInBench();
    const { [name]: _, ...form } = applicationForm(bench.signIn);
    const answer = await bench.post(tokenPath, form);
    expect(answer).toMatchObject({ status, json: { error_codes: [code] } });
  });

  it('is refused where no tenant is named', async () => {
    const bench = signInBench();
    const answer = await bench.post('/common/oauth2/v2.0/token', applicationForm(bench.signIn));
    expect(answer).toMatchObject({ status: 400, json: { error_codes: [50059] } });
  });

  it('is refused in a tenant that does not exist', async () => {
    const bench = signInBench();
    const answer = await bench.post('/nobody.example/oauth2/v2.0/token', applicationForm(bench.signIn));
    expect(answer).toMatchObject({ status: 400, json: { error_codes: [90002] } });
  });
});

describe('signing an application in with an assertion', () => {
  const answerTo = async (claims: (clientId: string, nowSeconds: number) => object, change: object = {}) => {
    const bench = signInBench();
    const { client_secret: _, ...form } = applicationForm(bench.signIn);
    const now = Math.floor(bench.clock.now() / 1000);
    const answer = await bench.post(tokenPath, {
      ...form,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: jwt(claims(bench.signIn.application.clientId, now)),
      ...change,
    });
    return [answer.status, answer.json.error_codes?.[0]];
  };
  const own = (clientId: string, now: number) => ({
    iss: clientId,
    sub: clientId,
    aud: `${signInOrigin}${tokenPath}`,
    nbf: now,
    exp: now + 600,
  });
  const federated = (_: string, now: number) => ({
    iss: 'https://oidc.cluster.example',
    sub: 'system:serviceaccount:ml:jobs',
    aud: 'api://AzureADTokenExchange',
    exp: now + 600,
  });

  it('is done with one of its own (certificate) and with one of a service it trusts (workload identity)', async () => {
    expect(await answerTo(own)).toEqual([200, undefined]);
    expect(await answerTo(federated)).toEqual([200, undefined]);
  });

  it('is refused when the assertion is for somebody else, about somebody else or out of its time', async () => {
    expect(await answerTo((id, now) => ({ ...own(id, now), aud: 'https://elsewhere/token' }))).toEqual([
      401, 700023,
    ]);
    expect(await answerTo((id, now) => ({ ...own(id, now), sub: 'x' }))).toEqual([401, 700023]);
    expect(await answerTo((id, now) => ({ ...federated(id, now), aud: 'x' }))).toEqual([401, 700212]);
    expect(await answerTo((id, now) => ({ ...own(id, now), exp: now - 1 }))).toEqual([401, 700024]);
    expect(await answerTo((id, now) => ({ ...own(id, now), nbf: now + 3600 }))).toEqual([401, 700024]);
  });

  it('is refused when it is no token, or not said to be one', async () => {
    expect(await answerTo(own, { client_assertion: 'a.b.c' })).toEqual([401, 50027]);
    expect(await answerTo(own, { client_assertion: 'text' })).toEqual([401, 50027]);
    expect(await answerTo(own, { client_assertion_type: 'x' })).toEqual([400, 900144]);
  });
});

describe('signing a user in with a code', () => {
  it('tells the user where to go and how long there is time', async () => {
    const { json } = await begin(signInBench());
    expect(json).toMatchObject({
      verification_uri: `${signInOrigin}/devicelogin`,
      expires_in: 900,
      interval: 5,
    });
    expect(json.user_code).toMatch(/^[B-DF-HJ-NP-TV-XZ2-9]{9}$/u);
  });

  it('shows a page there that says how to approve', async () => {
    const response = await signInBench().send('/devicelogin');
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain(`${signInOrigin}/_simulator/device-codes/`);
  });

  it('goes on waiting until it is approved, and then works once', async () => {
    const bench = signInBench();
    const { json, ask, decide } = await begin(bench);
    expect(await ask()).toMatchObject({
      status: 400,
      json: { error: 'authorization_pending', error_codes: [70016] },
    });
    bench.clock.advance(5000);
    expect(await decide({ decision: 'approve' }, json.user_code.toLowerCase())).toBe(204);
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      scope: 'https://management.azure.com/user_impersonation https://management.azure.com/.default',
    });
    expect((await bench.arm(answer.json.access_token)).status).toBe(200);
    expect(await ask()).toMatchObject({ status: 400, json: { error_codes: [70019] } });
  });

  it('tells a client that asks too often to slow down', async () => {
    const bench = signInBench();
    const { ask } = await begin(bench);
    await ask();
    bench.clock.advance(1000);
    expect((await ask()).json.error).toBe('slow_down');
    bench.clock.advance(5000);
    expect((await ask()).json.error).toBe('authorization_pending');
  });

  it('says so when the user refused, and when the time is over', async () => {
    const bench = signInBench();
    const denied = await begin(bench);
    await denied.decide({ decision: 'deny' });
    expect((await denied.ask()).json.error).toBe('authorization_declined');
    const late = await begin(bench);
    bench.clock.advance(900_000);
    expect(await late.decide({ decision: 'approve' })).toBe(404);
    expect((await late.ask()).json.error).toBe('expired_token');
  });

  it('gives nothing to another application than the one that began', async () => {
    const bench = signInBench();
    const { json, decide } = await begin(bench);
    await decide({ decision: 'approve' });
    const answer = await bench.post(tokenPath, {
      grant_type: deviceGrant,
      client_id: bench.signIn.application.clientId,
      device_code: json.device_code,
    });
    expect(answer).toMatchObject({ status: 400, json: { error_codes: [70019] } });
  });

  it('takes no other decision, and none for a code that is not there', async () => {
    const { decide } = await begin(signInBench());
    expect(await decide({ decision: 'perhaps' })).toBe(400);
    expect(await decide('approve')).toBe(400);
    expect(await decide({ decision: 'approve' }, 'BBBBBBBBB')).toBe(404);
  });

  it('is refused to applications that are not there', async () => {
    const answer = await signInBench().post(devicePath, { client_id: 'x', scope });
    expect(answer).toMatchObject({ status: 400, json: { error_codes: [700016] } });
  });
});

describe('renewing a token', () => {
  const renew = (bench: SignInBench, refreshToken: string, clientId = cli) =>
    bench.post(tokenPath, {
      grant_type: 'refresh_token',
      client_id: clientId,
      refresh_token: refreshToken,
      scope,
    });

  it('needs no user', async () => {
    const bench = signInBench();
    const { refresh_token: first } = await signUserIn(bench);
    const { status, json } = await renew(bench, first);
    expect(status).toBe(200);
    expect((await bench.arm(json.access_token)).status).toBe(200);
    expect((await renew(bench, json.refresh_token)).status).toBe(200);
  });

  it('is refused with a made-up refresh token, or to another application', async () => {
    const bench = signInBench();
    const { refresh_token: token } = await signUserIn(bench);
    expect(await renew(bench, 'made-up')).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
    const other = await renew(bench, token, bench.signIn.application.clientId);
    expect(other).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
  });
});

describe('Azure Resource Manager', () => {
  it('turns away tokens that were never given out, and says where to sign in', async () => {
    const bench = signInBench();
    const token = await bench.token();
    const forged = `${token.slice(0, token.lastIndexOf('.'))}.${Buffer.alloc(32).toString('base64url')}`;
    for (const bad of ['demo', 'a.b.c', `${token}.x`, forged]) {
      const answer = await bench.arm(bad);
      expect(answer).toMatchObject({ status: 401, code: 'InvalidAuthenticationToken' });
      expect(answer.challenge).toContain(`authorization_uri="${signInOrigin}/${signInTenant}"`);
    }
  });

  it('turns away tokens of another simulator', async () => {
    const answer = await signInBench().arm(await signInBench().token());
    expect(answer).toMatchObject({ status: 401, code: 'InvalidAuthenticationToken' });
  });

  it('turns away who brings none', async () => {
    const response = await signInBench().send('/subscriptions?api-version=2022-12-01');
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 'AuthenticationFailed' } });
  });

  it('takes a token until it ends, and not a second longer', async () => {
    const bench = signInBench({ tokenSeconds: 60 });
    const token = await bench.token();
    bench.clock.advance(59_000);
    expect((await bench.arm(token)).status).toBe(200);
    bench.clock.advance(1000);
    expect(await bench.arm(token)).toMatchObject({
      status: 401,
      code: 'ExpiredAuthenticationToken',
      message:
        "The access token expiry UTC time 'Mon, 16 Nov 2026 10:01:00 GMT' is earlier than current UTC time 'Mon, 16 Nov 2026 10:01:00 GMT'.",
    });
  });

  it('wants a token that is for itself, at the address it was reached at', async () => {
    const bench = signInBench();
    const { json } = await bench.post(tokenPath, {
      ...applicationForm(bench.signIn),
      scope: `${signInOrigin}/.default`,
    });
    expect(bench.signIn.judge(json.access_token, signInOrigin).ok).toBe(true);
    expect(bench.signIn.judge(json.access_token, 'https://127.0.0.1:9999')).toMatchObject({
      ok: false,
      code: 'InvalidAuthenticationTokenAudience',
    });
  });

  it('names the application that may not do something', async () => {
    const bench = signInBench();
    const production = '/subscriptions/c27a90d4-6b3f-4e58-8d21-5a9e0f4b7c12';
    const workspaces = 'providers/Microsoft.MachineLearningServices/workspaces/mlw-forecast-prod';
    const answer = await bench.arm(
      await bench.token(),
      `${production}/resourceGroups/rg-ml-prod/${workspaces}/computes/x`,
      'DELETE',
    );
    expect(answer).toMatchObject({ status: 403, code: 'AuthorizationFailed' });
    expect(answer.message).toContain(`The client '${bench.signIn.application.clientId}' with object id`);
  });

  it.each([
    ['2015-01-01', { authentication: { loginEndpoint: `${signInOrigin}/` } }],
    ['2019-05-01', [{ name: 'AzureSimulator', authentication: { loginEndpoint: signInOrigin } }]],
    ['2022-09-01', { name: 'AzureSimulator', resourceManager: `${signInOrigin}/`, suffixes: {} }],
  ])('tells anybody where to sign in (version %s)', async (version, expected) => {
    const response = await signInBench().send(`/metadata/endpoints?api-version=${version}`);
    expect(await response.json()).toMatchObject(expected);
  });

  it('tells which tenants there are and that its provider is registered, to who has signed in', async () => {
    const bench = signInBench();
    expect((await bench.send('/tenants?api-version=2022-12-01')).status).toBe(401);
    const authorization = `Bearer ${await bench.token()}`;
    const read = async (path: string): Promise<unknown> =>
      (await bench.send(`${path}?api-version=2022-12-01`, { headers: { authorization } })).json();
    expect(await read('/tenants')).toMatchObject({ value: [{ tenantId: signInTenant }] });
    const providers = '/subscriptions/8f6c1c2e-41d7-4b0a-9a55-2f1c7d3e9b01/providers';
    const registered = { namespace: 'Microsoft.MachineLearningServices', registrationState: 'Registered' };
    expect(await read(providers)).toMatchObject({ value: [registered] });
    expect(await read(`${providers}/microsoft.machinelearningservices`)).toMatchObject(registered);
    expect(await read(`${providers}/Microsoft.Nothing`)).toMatchObject({
      error: { code: 'InvalidResourceNamespace' },
    });
  });
});

describe('tokens that are made to expire', () => {
  it('are good for nothing, but the user is asked nothing', async () => {
    const bench = signInBench();
    const { access_token: access, refresh_token: refresh } = await signUserIn(bench);
    bench.signIn.expireTokens({ refreshTokens: false });
    expect(await bench.arm(access)).toMatchObject({ status: 401, code: 'ExpiredAuthenticationToken' });
    const form = { grant_type: 'refresh_token', client_id: cli, refresh_token: refresh, scope };
    const renewed = await bench.post(tokenPath, form);
    expect((await bench.arm(renewed.json.access_token)).status).toBe(200);
  });

  it('take the refresh tokens along when that is wanted', async () => {
    const bench = signInBench();
    const { refresh_token: refresh } = await signUserIn(bench);
    bench.signIn.expireTokens({ refreshTokens: true });
    const form = { grant_type: 'refresh_token', client_id: cli, refresh_token: refresh, scope };
    expect(await bench.post(tokenPath, form)).toMatchObject({
      status: 400,
      json: { error: 'invalid_grant', error_codes: [50173] },
    });
    expect((await bench.arm((await signUserIn(bench)).access_token)).status).toBe(200);
  });
});

describe('a managed identity', () => {
  const ask = (bench: SignInBench, header: string | undefined, query: string) =>
    bench.send(`/msi/token?api-version=2019-08-01&${query}`, {
      headers: header === undefined ? {} : { 'X-IDENTITY-HEADER': header },
    });

  it('gets a token with the header of its environment only, for Azure Resource Manager only', async () => {
    const bench = signInBench();
    const { clientSecret } = bench.signIn.application;
    const resource = `resource=${encodeURIComponent('https://management.azure.com/')}`;
    const answer = await ask(bench, clientSecret, resource);
    const body = (await answer.json()) as { readonly access_token: string; readonly expires_on: string };
    expect(body.expires_on).toBe(String(Math.floor(bench.clock.now() / 1000) + 3600));
    expect((await bench.arm(body.access_token)).status).toBe(200);
    expect((await ask(bench, undefined, resource)).status).toBe(401);
    expect((await ask(bench, clientSecret, 'resource=https://vault.azure.net')).status).toBe(400);
    expect((await ask(bench, clientSecret, `${resource}&client_id=${cli}`)).status).toBe(400);
  });
});
