import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createArmGateway } from '#azure/arm/gateway.ts';
import { createSignIn } from '#azure/arm/sign-in.ts';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import { customCloud } from '#azure/clouds.ts';
import type { Call } from '#azure/gateway.ts';
import { never, reply, testPlace } from '#test/support/canned.ts';
import { clientCertificate } from '#test/support/client-certificate.ts';
import { createFinder } from '#test/support/plants.ts';
import { authority, refusal, signInService, tenant, tokenFor } from '#test/support/sign-in-service.ts';
import { fileOf } from '../targets/files.ts';

const cloud = customCloud({ endpoint: 'https://arm.test', authority });
const certificatePath = fileOf('client.pem', await clientCertificate('open sesame'));

const tail = fc.string({
  unit: fc.constantFrom('Q', 'x', 'Z', 'k', '7', '3', 'W', 'j', '"', '\\', '<', '+', '~', '.'),
  minLength: 16,
  maxLength: 40,
});

const ways = ['secret', 'certificate', 'wrong certificate password', 'device code'] as const;
const faults = ['none', 'refused', 'broken', 'html', 'cut', 'azure refuses', 'later refused'] as const;
const writings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  json: JSON.stringify,
  address: encodeURIComponent,
  base64: (text) => Buffer.from(text).toString('base64'),
};
const cases = 80;

describe('signing in', () => {
  test(`tells no secret, no code, no token and no password of a certificate, whatever the sign-in service repeats (${cases} cases)`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ secret: tail, device: tail, password: tail, token: tail }),
        fc.constantFrom(...ways),
        fc.constantFrom(...faults),
        fc.constantFrom(...Object.keys(writings)),
        async (tails, way, fault, writing) => {
          const plants = {
            secret: `Tq7xPw4Zk9Vr${tails.secret}`,
            device: `Dz8kJv3Ty6Ws${tails.device}`,
            password: `Sx5gNq8Wt2Kc${tails.password}`,
            token: `Aq7mTk4Rz9Xb${tails.token.replaceAll(/\W/gu, '_')}`,
          };
          const write = writings[writing] ?? JSON.stringify;
          const accessToken = tokenFor({ upn: 'ana@contoso.example', nonce: plants.token });
          let asked = 0;
          const faulty = (form: URLSearchParams, request: PlainRequest): PlainResponse | undefined => {
            const words = `Not understood: ${write(request.body ?? '')} ${write(String(form))} ${write(JSON.stringify(Object.fromEntries(form)))}`;
            asked += 1;
            if (fault === 'refused' || (fault === 'later refused' && asked > 1))
              return refusal('invalid_client', 7_000_215, words, 401);
            if (fault === 'broken') return reply(503, { error: 'down', error_description: words });
            if (fault === 'html')
              return { status: 200, headers: { 'content-type': 'text/html' }, body: words };
            if (fault === 'cut') throw Object.assign(new Error(words), { code: 'ECONNRESET' });
            return undefined;
          };
          const service = signInService((form, request) => {
            const fails = faulty(form, request);
            if (fails !== undefined) return fails;
            if (request.url.endsWith('/devicecode'))
              return reply(200, {
                user_code: 'ABCD-EFGH',
                device_code: plants.device,
                verification_uri: 'https://login.test/device',
                expires_in: 600,
                interval: 0,
                message: 'Type it in.',
              });
            return form.has('device_code')
              ? undefined
              : reply(200, { token_type: 'Bearer', expires_in: 3600, access_token: accessToken });
          });
          const { signIn, credential } = createSignIn({
            cloud,
            way: way === 'device code' ? 'device-code' : 'service-principal',
            tenantId: tenant,
            env: {
              AZURE_CLIENT_ID: '00000000-0000-4000-8000-00000000000c',
              ...(way === 'secret' ? { AZURE_CLIENT_SECRET: plants.secret } : {}),
              ...(way.includes('certificate')
                ? {
                    AZURE_CLIENT_CERTIFICATE_PATH: certificatePath,
                    AZURE_CLIENT_CERTIFICATE_PASSWORD:
                      way === 'certificate' ? 'open sesame' : plants.password,
                  }
                : {}),
            },
            transport: service.transport,
          });
          const told: unknown[] = [];
          signIn.subscribe({ signedIn: (who) => told.push(who), signedOut: (why) => told.push(why) });
          const calls: Call[] = [];
          const gateway = createArmGateway({
            credential,
            endpoint: cloud.endpoint,
            onCall: (call) => calls.push(call),
            transport: (request) =>
              Promise.resolve(
                fault === 'azure refuses'
                  ? reply(
                      401,
                      {
                        error: {
                          code: 'InvalidAuthenticationToken',
                          message: write(JSON.stringify(request)),
                        },
                      },
                      {
                        'www-authenticate': `Bearer error_description="${request.headers['authorization'] ?? ''}"`,
                      },
                    )
                  : reply(200, { value: [] }),
              ),
          });
          if (way === 'device code')
            told.push(await signIn.signIn('device-code', (prompt) => told.push(prompt), never()));
          else told.push(await signIn.signIn('service-principal', () => undefined, never()));
          told.push(await gateway.listComputes(testPlace, never()), calls);
          const find = createFinder(
            new Map([
              ...Object.entries(plants),
              ['access token', accessToken.split('.').at(1) ?? ''],
              ...service.forms.flatMap((form, at) => {
                const signature = form.get('client_assertion')?.split('.').at(2);
                return signature === undefined ? [] : [[`assertion ${at}`, signature] as const];
              }),
            ]),
          );
          expect([way, fault, find(JSON.stringify(told))]).toEqual([way, fault, undefined]);
        },
      ),
      { numRuns: cases, endOnFailure: true },
    );
  }, 120_000);
});
