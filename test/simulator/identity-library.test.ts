import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  DeviceCodeCredential,
  ManagedIdentityCredential,
  type DeviceCodeInfo,
} from '@azure/identity';
import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientCertificate } from '../support/client-certificate.ts';
import { startStandAlone, type StandAlone } from '#simulator/server/stand-alone.ts';

/*
 * Microsoft's own sign-in library over real HTTPS. It trusts the simulator because its certificate is made one of those this
 * process trusts; it is not told anything else about it than the address.
 */

const before = getCACertificates();
const scope = 'https://management.azure.com/.default';
let running: StandAlone;

beforeAll(async () => {
  running = await startStandAlone({ scale: 'small', seed: 1, speed: 1, port: 0, logSecrets: false });
  setDefaultCACertificates([...before, readFileSync(running.ready.caFile, 'utf8')]);
});
afterAll(async () => {
  setDefaultCACertificates(before);
  await running.close();
});

const options = () => ({ authorityHost: running.ready.authority, disableInstanceDiscovery: true });

const send = (path: string, init: RequestInit): Promise<Response> =>
  running.simulator.fetch(new Request(`${running.ready.endpoint}${path}`, init));

/** What Azure Resource Manager says to a token. */
const statusWith = async (token: string | undefined): Promise<number> => {
  const authorization = `Bearer ${token ?? ''}`;
  return (await send('/subscriptions?api-version=2022-12-01', { headers: { authorization } })).status;
};

const claimsOf = (token = ''): unknown =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));

const decide = async (userCode: string, decision: 'approve' | 'deny'): Promise<void> => {
  const answer = await send(`/_simulator/device-codes/${userCode}`, {
    method: 'POST',
    body: JSON.stringify({ decision }),
  });
  expect(answer.status).toBe(204);
};

describe('the sign-in library', () => {
  it('signs an application in with its secret, and Azure Resource Manager lets it in', async () => {
    const { tenantId, clientId, clientSecret } = running.ready;
    const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, options());
    const { token, expiresOnTimestamp } = await credential.getToken(scope);
    expect(expiresOnTimestamp - Date.now()).toBeGreaterThan(3_500_000);
    expect(claimsOf(token)).toMatchObject({ tid: tenantId, appid: clientId });
    expect(await statusWith(token)).toBe(200);
  });

  it('says in the words of the service why a secret is refused', async () => {
    const { tenantId, clientId } = running.ready;
    const credential = new ClientSecretCredential(tenantId, clientId, 'not-the-secret', options());
    await expect(credential.getToken(scope)).rejects.toThrow('AADSTS7000215');
  });

  it('says so when there is no such tenant', async () => {
    const { clientId, clientSecret } = running.ready;
    const nowhere = '00000000-0000-4000-8000-000000000000';
    const credential = new ClientSecretCredential(nowhere, clientId, clientSecret, options());
    await expect(credential.getToken(scope)).rejects.toThrow(/AADSTS90002|endpoints/u);
  });

  it('signs an application in with a certificate', async () => {
    const { tenantId, clientId } = running.ready;
    const certificate = await clientCertificate();
    const credential = new ClientCertificateCredential(tenantId, clientId, { certificate }, options());
    expect(await statusWith((await credential.getToken(scope)).token)).toBe(200);
  });

  it('signs an application in with a token of another service (workload identity)', async () => {
    const { tenantId, clientId } = running.ready;
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const exp = Math.floor(Date.now() / 1000) + 600;
    const assertion = `${part({ alg: 'RS256' })}.${part({ iss: 'https://cluster', sub: 'system:serviceaccount:a:b', aud: 'api://AzureADTokenExchange', exp })}.c2ln`;
    const credential = new ClientAssertionCredential(tenantId, clientId, async () => assertion, options());
    expect(await statusWith((await credential.getToken(scope)).token)).toBe(200);
  });

  it('signs a user in who approves the code, and renews the token without asking again', async () => {
    const { tenantId } = running.ready;
    const prompts: DeviceCodeInfo[] = [];
    const credential = new DeviceCodeCredential({
      ...options(),
      tenantId,
      userPromptCallback: (prompt) => {
        prompts.push(prompt);
        void decide(prompt.userCode, 'approve');
      },
    });
    const first = await credential.getToken(scope);
    expect(prompts[0]?.verificationUri).toBe(`${running.ready.authority}/devicelogin`);
    expect(claimsOf(first.token)).toMatchObject({
      tid: tenantId,
      upn: 'amara.okafor@contoso.example',
      name: 'Amara Okafor',
    });
    expect(await statusWith(first.token)).toBe(200);
    // Another resource name: the library has no token for it and takes the refresh token.
    const second = await credential.getToken('https://management.core.windows.net/.default');
    expect(second.token).not.toBe(first.token);
    expect(await statusWith(second.token)).toBe(200);
    expect(prompts).toHaveLength(1);
  }, 20_000);

  it('says so when the user refuses', async () => {
    const credential = new DeviceCodeCredential({
      ...options(),
      tenantId: running.ready.tenantId,
      userPromptCallback: ({ userCode }) => void decide(userCode, 'deny'),
    });
    await expect(credential.getToken(scope)).rejects.toThrow(/declined|denied/iu);
  }, 20_000);

  it('gets a token for a managed identity where the environment names its endpoint', async () => {
    process.env['IDENTITY_ENDPOINT'] = `${running.ready.endpoint}/msi/token`;
    process.env['IDENTITY_HEADER'] = running.ready.clientSecret;
    try {
      const { token } = await new ManagedIdentityCredential().getToken(scope);
      expect(await statusWith(token)).toBe(200);
    } finally {
      delete process.env['IDENTITY_ENDPOINT'];
      delete process.env['IDENTITY_HEADER'];
    }
  });
});
