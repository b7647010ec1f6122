import { afterEach, describe, expect, test, vi } from 'vitest';
import { defaultCredential, demoCredential } from '#azure/arm/credential.ts';
import { cannedGateway, never, reply, testPlace } from '#test/support/canned.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('signing in', () => {
  test('the demo needs nobody, and its token does not run out', async () => {
    const token = await demoCredential().getToken('https://management.azure.com/.default');
    expect(token?.token).toBe('demo');
    expect(token?.expiresOnTimestamp).toBeGreaterThan(Date.now() + 30 * 24 * 3_600_000);
  });

  test('a machine where nobody is signed in is told so, without a request to Azure', async () => {
    vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'EnvironmentCredential');
    for (const name of ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET'])
      vi.stubEnv(name, undefined);
    const { gateway, requests } = cannedGateway(() => reply(200, { value: [] }), {
      credential: await defaultCredential(),
    });
    expect(await gateway.listComputes(testPlace, never())).toMatchObject({
      problem: { kind: 'signed-out', error: { code: 'AggregateAuthenticationError' } },
    });
    expect(requests).toHaveLength(0);
  });
});
