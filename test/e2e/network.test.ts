import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { mainPlace } from '#simulator/simulator.ts';
import { clientCertificate } from '#test/support/client-certificate.ts';
import { tenant, tokenFor } from '#test/support/sign-in-service.ts';
import { openProxy, openTlsAzure, type TlsAzure } from './support/tls-azure.ts';
import { program } from './support/terminal.ts';

let azure: TlsAzure;
beforeAll(async () => {
  azure = await openTlsAzure();
});
afterAll(() => azure.close());

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
});

const secret = { AZURE_CLIENT_ID: 'client-1', AZURE_CLIENT_SECRET: 'client-secret-5d1c' };

type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs the built program once against Azure on this machine, with an environment of its own. */
const once = (env: Readonly<Record<string, string>>, flags: readonly string[] = []): Promise<Ended> => {
  const home = mkdtempSync(join(tmpdir(), 'aml-workbench-e2e-'));
  cleanups.push(() => rmSync(home, { recursive: true, force: true }));
  const { subscriptionId, resourceGroup, workspace } = mainPlace;
  const place = ['-s', subscriptionId, '-g', resourceGroup, '-w', workspace];
  const cloud = ['--arm-endpoint', azure.endpoint, '--authority', azure.authority, '--tenant', tenant];
  const args = [program, '--once', '-o', 'json', ...place, ...cloud, '--auth', 'service-principal', ...flags];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      args,
      { cwd: home, env: { PATH: '/usr/bin:/bin', HOME: home, ...env }, timeout: 40_000 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    );
  });
};

const trusting = (): Readonly<Record<string, string>> => ({ ...secret, NODE_EXTRA_CA_CERTS: azure.caFile });

const isWhole = ({ code, stdout, stderr }: Ended): void => {
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('"gpu-train"');
};

describe('certificates', () => {
  test('a private CA in NODE_EXTRA_CA_CERTS is trusted, by the sign-in and by Azure Resource Manager', async () => {
    const before = azure.asked();
    isWhole(await once(trusting()));
    expect(azure.asked()).toBeGreaterThan(before);
    expect(azure.forms.at(-1)?.get('client_secret')).toBe(secret.AZURE_CLIENT_SECRET);
  });

  test('without it nobody is said to be signed out: the sign-in service is out of reach, and why', async () => {
    const { code, stderr } = await once(secret);
    expect(code).toBe(1);
    expect(stderr).toContain('unreachable: UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    expect(stderr).not.toContain('signed');
  });

  test('Azure Resource Manager that nobody vouches for is out of reach, too', async () => {
    const az = join(azure.folder, 'az');
    const answer = {
      accessToken: tokenFor({ upn: 'ana' }),
      expires_on: Math.floor(Date.now() / 1000) + 3600,
    };
    writeFileSync(az, `#!/bin/sh\necho '${JSON.stringify(answer)}'\n`);
    chmodSync(az, 0o755);
    const path = { PATH: `${azure.folder}:/usr/bin:/bin` };
    const before = azure.asked();
    const { code, stderr } = await once(path, ['--auth', 'cli']);
    expect(code).toBe(1);
    expect(stderr).toContain('unreachable: UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    expect(azure.asked()).toBe(before);
    isWhole(await once({ ...path, NODE_EXTRA_CA_CERTS: azure.caFile }, ['--auth', 'cli']));
  });

  test.each(['', 'pass phrase'])(
    'a service principal signs in with its certificate (password: "%s")',
    async (passphrase) => {
      const file = join(azure.folder, 'app.pem');
      writeFileSync(file, await clientCertificate(passphrase));
      isWhole(
        await once({
          AZURE_CLIENT_ID: 'client-1',
          AZURE_CLIENT_CERTIFICATE_PATH: file,
          ...(passphrase === '' ? {} : { AZURE_CLIENT_CERTIFICATE_PASSWORD: passphrase }),
          NODE_EXTRA_CA_CERTS: azure.caFile,
        }),
      );
      expect(azure.forms.at(-1)?.get('client_assertion')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/u);
      expect(azure.forms.at(-1)?.has('client_secret')).toBe(false);
    },
  );
});

describe('a proxy', () => {
  const proxied = async () => {
    const proxy = await openProxy();
    cleanups.push(proxy.close);
    return proxy;
  };

  test.each(['HTTPS_PROXY', 'https_proxy'])('in %s carries the sign-in and every request', async (name) => {
    const proxy = await proxied();
    isWhole(await once({ ...trusting(), [name]: `http://ana:pass%20word@${proxy.address}` }));
    expect(proxy.hosts()).toEqual(['127.0.0.1', 'localhost']);
    const basic = `Basic ${btoa('ana:pass word')}`;
    expect(new Set(proxy.connects.map(({ authorization }) => authorization))).toEqual(new Set([basic]));
  });

  test('is left out for the hosts in NO_PROXY', async () => {
    const proxy = await proxied();
    const env = { ...trusting(), HTTPS_PROXY: `http://${proxy.address}` };
    isWhole(await once({ ...env, NO_PROXY: 'localhost' }));
    expect(proxy.hosts()).toEqual(['127.0.0.1']);
    const before = proxy.connects.length;
    isWhole(await once({ ...env, NO_PROXY: 'localhost, 127.0.0.1' }));
    expect(proxy.connects.length).toBe(before);
  });

  test('may be named without its scheme, as for curl', async () => {
    const proxy = await proxied();
    isWhole(await once({ ...trusting(), HTTPS_PROXY: proxy.address }));
    expect(proxy.hosts()).toEqual(['127.0.0.1', 'localhost']);
  });

  test('that wants another name and password is told as such', async () => {
    const proxy = await openProxy({ refuses: true });
    cleanups.push(proxy.close);
    const { code, stderr } = await once({ ...trusting(), HTTPS_PROXY: `http://${proxy.address}` });
    expect(code).toBe(1);
    expect(stderr).toContain('unreachable: PROXY_AUTHENTICATION_REQUIRED');
  });

  test('whose address cannot be read is told by its variable, and nothing goes past it', async () => {
    const before = azure.asked();
    const { code, stderr } = await once({ ...trusting(), HTTPS_PROXY: 'http://ana:pass#word@proxy:8080' });
    expect(code).toBe(1);
    expect(stderr).toContain('unreachable: INVALID_HTTPS_PROXY');
    expect(stderr).not.toContain('pass');
    expect(azure.asked()).toBe(before);
  });

  test('that does not answer is told as out of reach', async () => {
    const proxy = await openProxy();
    await proxy.close();
    const { code, stderr } = await once({ ...trusting(), HTTPS_PROXY: `http://${proxy.address}` });
    expect(code).toBe(1);
    expect(stderr).toContain('unreachable: ECONNREFUSED');
  });
});

test("the SDK's own log never reaches the terminal", async () => {
  const { code, stdout, stderr } = await once({ ...trusting(), AZURE_LOG_LEVEL: 'verbose' });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('"gpu-train"');
});
