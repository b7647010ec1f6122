import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { demoCredential } from '#azure/arm/credential.ts';
import { createSignIn } from '#azure/arm/sign-in.ts';
import { customCloud } from '#azure/clouds.ts';
import type { PlainResponse } from '#azure/arm/transport.ts';
import type { Account, SignInWay } from '#azure/sign-in.ts';
import { cannedGateway, never, reply, testPlace } from '#test/support/canned.ts';
import { authority, refusal, signInService, tenant, tokenFor } from '#test/support/sign-in-service.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aml-workbench-programs-'));
  vi.stubEnv('PATH', folder);
  vi.stubEnv('AZURE_CONFIG_DIR', folder);
  for (const name of ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET', 'IDENTITY_ENDPOINT'])
    vi.stubEnv(name, undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a program of that name first on the search path. */
const install = (name: string, script: string): void => {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
};

const azAnswer = JSON.stringify({
  accessToken: tokenFor({ upn: 'bo@contoso.example', tid: tenant }),
  expires_on: Math.floor(Date.now() / 1000) + 3600,
});

const open = (
  way: SignInWay,
  env: Readonly<Record<string, string>> = {},
  { service = signInService(), timeoutMs = 5000, tenantId = '', endpoint = 'https://arm.test' } = {},
) => {
  const cloud = customCloud({ endpoint, authority });
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const { signIn, credential } = createSignIn({
    cloud,
    way,
    env,
    transport: service.transport,
    ...(tenantId === '' ? {} : { tenantId }),
  });
  const accounts: Account[] = [];
  signIn.subscribe({ signedIn: (account) => accounts.push(account), signedOut: () => undefined });
  const { gateway, requests } = cannedGateway(() => reply(200, { value: [] }), {
    credential,
    endpoint: cloud.endpoint,
    timeoutMs,
  });
  return { accounts, requests, service, signIn, ask: () => gateway.listComputes(testPlace, never()) };
};

test('the demo needs nobody, and its token does not run out', async () => {
  const token = await demoCredential().getToken('https://management.azure.com/.default');
  expect(token?.token).toBe('demo');
  expect(token?.expiresOnTimestamp).toBeGreaterThan(Date.now() + 30 * 24 * 3_600_000);
});

describe('Azure CLI', () => {
  test('is asked for a token of the cloud and of the tenant', async () => {
    install('az', `echo "$@" > '${folder}/asked'; echo '${azAnswer}'; /bin/cat '${folder}/asked' >&2`);
    const { ask, accounts } = open('cli', {}, { tenantId: tenant });
    expect(await ask()).toMatchObject({ ok: true });
    expect(accounts).toEqual([{ name: 'bo@contoso.example', tenantId: tenant, way: 'cli' }]);
  });

  test('that is not installed is said so', async () => {
    const { ask, requests } = open('cli');
    expect(await ask()).toMatchObject({
      problem: {
        kind: 'signed-out',
        error: {
          code: 'AzureCliUnavailable',
          message: expect.stringMatching(/could not be found/u) as unknown,
        },
      },
    });
    expect(requests).toHaveLength(0);
  });

  test('where nobody has signed in says how to', async () => {
    install('az', `echo "ERROR: Please run 'az login' to setup account." >&2; exit 1`);
    expect(await open('cli').ask()).toMatchObject({
      problem: {
        error: { code: 'AzureCliUnavailable', message: expect.stringContaining('az login') as unknown },
      },
    });
  });

  test('whose sign-in has ended is told by the code of Microsoft Entra', async () => {
    install('az', `echo "ERROR: AADSTS700082: The refresh token has expired." >&2; exit 1`);
    expect(await open('cli').ask()).toMatchObject({
      problem: {
        kind: 'signed-out',
        error: { code: 'AADSTS700082', message: 'The refresh token has expired.' },
      },
    });
  });

  test('that hangs ends with the time of the request', async () => {
    install('az', 'exec /bin/sleep 20');
    const { ask } = open('cli', {}, { timeoutMs: 200 });
    expect(await ask()).toEqual({ ok: false, problem: { kind: 'unreachable', reason: 'timeout' } });
  });
});

describe('the default way', () => {
  const principal = { AZURE_CLIENT_ID: 'client-1', AZURE_CLIENT_SECRET: 'secret-1' };

  test('takes the service principal of the environment before anybody else', async () => {
    install('az', `echo '${azAnswer}'`);
    const { ask, accounts } = open('default', principal, { tenantId: tenant });
    expect(await ask()).toMatchObject({ ok: true });
    expect(accounts).toMatchObject([{ name: 'ana@contoso.example', way: 'service-principal' }]);
  });

  test('takes Azure CLI before the identity of the machine', async () => {
    install('az', `echo '${azAnswer}'`);
    const { ask, accounts, service } = open('default');
    expect(await ask()).toMatchObject({ ok: true });
    expect(accounts).toMatchObject([{ name: 'bo@contoso.example', way: 'cli' }]);
    expect(service.forms).toHaveLength(0);
  });

  test('does not become somebody else where what is configured is refused', async () => {
    install('az', `echo '${azAnswer}'`);
    const service = signInService(() => refusal('invalid_client', 7_000_222, 'The secret has expired.', 401));
    const { ask, accounts } = open('default', principal, { tenantId: tenant, service });
    expect(await ask()).toMatchObject({ problem: { kind: 'signed-out', error: { code: 'AADSTS7000222' } } });
    expect(accounts).toEqual([]);
  });

  test('nor where the tenant that is configured is unknown', async () => {
    install('az', `echo '${azAnswer}'`);
    const service = signInService(undefined, { knowsTenant: false });
    const { ask, accounts } = open('default', principal, { tenantId: tenant, service });
    expect(await ask()).toMatchObject({ problem: { kind: 'signed-out', error: { code: 'AADSTS90002' } } });
    expect(accounts).toEqual([]);
  });

  test('nor where the sign-in service could not be reached', async () => {
    install('az', `echo '${azAnswer}'`);
    const service = signInService(() =>
      Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })),
    );
    const { ask, accounts } = open('default', principal, { tenantId: tenant, service });
    expect(await ask()).toEqual({ ok: false, problem: { kind: 'unreachable', reason: 'ENOTFOUND' } });
    expect(accounts).toEqual([]);
  });

  test('says of every way why it is none, and asks Azure nothing', async () => {
    const service = signInService((_form, { url }) =>
      url.startsWith('http:')
        ? Promise.reject(Object.assign(new Error('no'), { code: 'EHOSTUNREACH' }))
        : undefined,
    );
    const { ask, requests } = open('default', {}, { service });
    const answer = await ask();
    expect(answer).toMatchObject({
      problem: { kind: 'signed-out', error: { code: 'AggregateAuthenticationError' } },
    });
    for (const words of ['Environment: Neither', 'Azure CLI: Azure CLI could not', 'Managed identity: '])
      expect(JSON.stringify(answer)).toContain(words);
    expect(requests).toHaveLength(0);
  });

  test('obeys AZURE_TOKEN_CREDENTIALS', async () => {
    install('az', `echo '${azAnswer}'`);
    const only = (name: string) => open('default', { AZURE_TOKEN_CREDENTIALS: name });
    const cli = only('AzureCliCredential');
    expect(await cli.ask()).toMatchObject({ ok: true });
    expect(cli.accounts).toMatchObject([{ way: 'cli' }]);
    expect(await only('EnvironmentCredential').ask()).toMatchObject({ problem: { kind: 'signed-out' } });
    expect(await only('dev').ask()).toMatchObject({ ok: true });
    expect(await only('nobody').ask()).toMatchObject({
      problem: {
        kind: 'signed-out',
        error: { message: expect.stringContaining('AZURE_TOKEN_CREDENTIALS') as unknown },
      },
    });
  });
});

describe('the identity of a machine', () => {
  /*
   * The library keeps the machine's tokens and its way to the machine for the whole process: so there is one machine here, and
   * each test asks it for a token of its own.
   */
  let asked: URL[] = [];
  let answer: (address: URL) => PlainResponse = () => reply(404);
  const machine = signInService((_form, { url }) => {
    const address = new URL(url);
    if (address.host !== '169.254.169.254') return undefined;
    asked.push(address);
    return answer(address);
  });

  beforeEach(() => {
    asked = [];
    answer = ({ searchParams }) =>
      reply(200, {
        access_token: tokenFor({ appid: 'app-1', oid: 'o', tid: tenant }),
        expires_on: String(Math.floor(Date.now() / 1000) + 3600),
        resource: searchParams.get('resource'),
        token_type: 'Bearer',
      });
  });

  test('is asked of the machine, by its client id where there are several', async () => {
    const env = { AZURE_CLIENT_ID: 'client-7' };
    const { ask, accounts } = open('managed-identity', env, {
      service: machine,
      endpoint: 'https://one.test',
    });
    expect(await ask()).toMatchObject({ ok: true });
    expect(accounts).toEqual([{ name: 'app-1', tenantId: tenant, aliases: ['o'], way: 'managed-identity' }]);
    expect(asked.at(-1)?.searchParams.get('client_id')).toBe('client-7');
    expect(asked.at(-1)?.searchParams.get('resource')).toBe('https://one.test');
  });

  test('is the last resort of the default way', async () => {
    const { ask, accounts } = open('default', {}, { service: machine, endpoint: 'https://two.test' });
    expect(await ask()).toMatchObject({ ok: true });
    expect(accounts).toMatchObject([{ name: 'app-1', way: 'managed-identity' }]);
  });

  test('that does not exist is said so', async () => {
    answer = () => reply(400, { error: 'invalid_request', error_description: 'Identity not found' });
    const { ask } = open('managed-identity', {}, { service: machine, endpoint: 'https://three.test' });
    expect(await ask()).toMatchObject({
      problem: {
        kind: 'signed-out',
        error: { message: expect.stringContaining('Identity not found') as unknown },
      },
    });
  });
});

describe('a workload identity', () => {
  test('signs in with the token in its file', async () => {
    writeFileSync(join(folder, 'token'), 'federated-1');
    const env = { AZURE_CLIENT_ID: 'client-1', AZURE_FEDERATED_TOKEN_FILE: join(folder, 'token') };
    const { ask, accounts, service } = open('workload-identity', env, { tenantId: tenant });
    expect(await ask()).toMatchObject({ ok: true });
    expect(accounts).toMatchObject([{ way: 'workload-identity' }]);
    expect(service.forms.at(-1)?.get('client_assertion')).toBe('federated-1');
  });

  test('without its file says so', async () => {
    expect(await open('workload-identity', {}, { tenantId: tenant }).ask()).toMatchObject({
      problem: {
        error: { code: 'WorkloadIdentityUnavailable', message: 'AZURE_FEDERATED_TOKEN_FILE is not set.' },
      },
    });
  });
});
