import { X509Certificate } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startStandAlone, type StandAlone, type StandAloneOptions } from '#simulator/server/stand-alone.ts';

let running: StandAlone | undefined;
let scratch = '';
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'stand-alone-test-'));
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  rmSync(scratch, { recursive: true, force: true });
});

const start = async (options: Partial<StandAloneOptions> = {}): Promise<StandAlone> => {
  running = await startStandAlone({
    scale: 'small',
    seed: 1,
    speed: 1,
    port: 0,
    logSecrets: false,
    ...options,
  });
  return running;
};

type Send = {
  readonly method?: string;
  readonly token?: string;
  readonly body?: string;
  readonly type?: string;
};

const send = ({ ready }: StandAlone, path: string, { method = 'GET', token, body, type }: Send = {}) =>
  new Promise<{ readonly status: number; readonly body: string }>((resolve, reject) => {
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(type === undefined ? {} : { 'content-type': type }),
    };
    const ca = readFileSync(ready.caFile);
    const sent = request(`${ready.endpoint}${path}`, { method, headers, ca, agent: false }, (answer) => {
      text(answer).then((whole) => resolve({ status: answer.statusCode ?? 0, body: whole }), reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });

const form = 'application/x-www-form-urlencoded';

const signIn = async (server: StandAlone): Promise<string> => {
  const { tenantId, clientId, clientSecret } = server.ready;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: 'https://management.azure.com/.default',
  }).toString();
  const answer = await send(server, `/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body, type: form });
  return (JSON.parse(answer.body) as { readonly access_token: string }).access_token;
};

const workspaceOf = ({ ready }: StandAlone): string =>
  `/subscriptions/${ready.subscriptionId}/resourceGroups/${ready.resourceGroup}/providers/Microsoft.MachineLearningServices/workspaces/${ready.workspaceName}`;

const version = 'api-version=2022-10-01';

describe('the simulator alone', () => {
  it('lets in who signs in with what it said when it was ready', async () => {
    const server = await start();
    const path = `${workspaceOf(server)}/computes?${version}`;
    expect((await send(server, path)).status).toBe(401);
    const answer = await send(server, path, { token: await signIn(server) });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('gpu-train');
    expect(server.ready.authority).toBe(server.ready.endpoint);
    expect(server.ready.endpoint).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/u);
  });

  it('gives tokens as long as it was told to', async () => {
    const server = await start({ tokenSeconds: 7 });
    const token = await signIn(server);
    const { iat, exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as {
      readonly iat: number;
      readonly exp: number;
    };
    expect(exp - iat).toBe(7);
  });

  it('writes the certificate to trust, and no key, into a folder for this user alone, and takes it away at the end', async () => {
    const { ready, close } = await start();
    const folder = dirname(ready.caFile);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toEqual(['ca.pem']);
    const pem = readFileSync(ready.caFile, 'utf8');
    expect(pem).not.toContain('PRIVATE');
    expect(new X509Certificate(pem).ca).toBe(true);
    await close();
    running = undefined;
    expect(existsSync(folder)).toBe(false);
  });

  it('leaves nothing behind when its port is taken', async () => {
    const { ready } = await start();
    const folder = join(scratch, 'certificates');
    const port = Number(new URL(ready.endpoint).port);
    const second = startStandAlone({
      scale: 'small',
      seed: 1,
      speed: 1,
      port,
      certDir: folder,
      logSecrets: false,
    });
    await expect(second).rejects.toThrow('EADDRINUSE');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('puts the certificate where it is told, and leaves the folder there', async () => {
    const folder = join(scratch, 'certificates');
    const { ready, close } = await start({ certDir: folder });
    expect(ready.caFile).toBe(join(folder, 'ca.pem'));
    await close();
    running = undefined;
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the log of requests', () => {
  const logged = async (count: number): Promise<readonly Record<string, unknown>[]> => {
    const read = () => readFileSync(join(scratch, 'log'), 'utf8').split('\n').slice(0, -1);
    await vi.waitUntil(() => read().length >= count);
    return read().map((line) => JSON.parse(line) as Record<string, unknown>);
  };
  const start2 = (logSecrets: boolean) => start({ logFile: join(scratch, 'log'), logSecrets });

  it('has a line for each request, with what was asked and how it was answered', async () => {
    const server = await start2(false);
    const token = await signIn(server);
    const path = `${workspaceOf(server)}/computes/cpu-etl`;
    const body = '{"properties":{"properties":{"scaleSettings":{"maxNodeCount":5}}}}';
    await send(server, `${path}?${version}`, { method: 'PATCH', token, body, type: 'application/json' });
    await send(server, '/nowhere');
    const [, patch, nowhere] = await logged(3);
    expect(patch).toMatchObject({
      method: 'PATCH',
      path,
      query: { 'api-version': '2022-10-01' },
      status: 200,
      body: { properties: { properties: { scaleSettings: { maxNodeCount: 5 } } } },
    });
    expect(Math.abs(Date.parse(String(patch?.['time'])) - Date.now())).toBeLessThan(60_000);
    expect(patch?.['ms']).toBeGreaterThanOrEqual(0);
    expect(nowhere).toMatchObject({ method: 'GET', path: '/nowhere', status: 401 });
    expect(nowhere).not.toHaveProperty('body');
  });

  it('is for this user alone, also when the file was there before', async () => {
    const file = join(scratch, 'log');
    writeFileSync(file, '{"earlier":true}\n');
    chmodSync(file, 0o666);
    const server = await start2(false);
    await send(server, '/nowhere');
    expect((await logged(2))[0]).toEqual({ earlier: true });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('has no secret in it: no token, no header, nothing of answers, no secret of sign-in', async () => {
    const server = await start2(false);
    const token = await signIn(server);
    await send(server, `${workspaceOf(server)}/computes?${version}`, { token });
    const clientAssertion = 'planted.client.assertion';
    for (const planted of [
      { client_assertion: clientAssertion },
      { refresh_token: 'planted-refresh-token' },
      { device_code: 'planted-device-code', code: 'planted-code' },
      { password: 'planted-password' },
    ]) {
      const body = new URLSearchParams({ grant_type: 'x', ...planted }).toString();
      await send(server, `/${server.ready.tenantId}/oauth2/v2.0/token`, { method: 'POST', body, type: form });
    }
    expect(await logged(6)).toHaveLength(6);
    const whole = readFileSync(join(scratch, 'log'), 'utf8');
    expect(whole).toContain('"client_secret":"***"');
    for (const secret of [token, 'Bearer', server.ready.clientSecret, 'planted', 'gpu-train'])
      expect(whole).not.toContain(secret);
  });

  it('has the secrets in it when that is asked for, but for tokens', async () => {
    const server = await start2(true);
    const token = await signIn(server);
    await send(server, `${workspaceOf(server)}/computes?${version}`, { token });
    await logged(2);
    const whole = readFileSync(join(scratch, 'log'), 'utf8');
    expect(whole).toContain(server.ready.clientSecret);
    expect(whole).not.toContain(token);
  });
});
