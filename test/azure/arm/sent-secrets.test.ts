import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cannedGateway, never, reply, testPlace } from '#test/support/canned.ts';

const secret = fc
  .string({
    unit: fc.constantFrom('Q', 'x', '7', '~', '"', '\\', '\n', ' ', '<'),
    minLength: 8,
    maxLength: 60,
  })
  .filter((text) => text.split('\n').every((line) => line.trim().length >= 6));

const bodies = (value: string) => [
  { properties: { properties: { userAccountCredentials: { adminUserPassword: value } } } },
  { properties: { properties: { administratorAccount: { password: value, username: 'ada' } } } },
  { properties: { properties: { administratorAccount: { privateKeyData: value } } } },
  { properties: { properties: { databricksAccessToken: value } } },
  { properties: { properties: { sslConfiguration: { key: value } } } },
  { properties: { environmentVariables: { ANY_NAME: value } } },
];

describe('a service that repeats a secret which was sent', () => {
  test('is not quoted, in a refusal, in a failed operation or in an error of the resource (600 cases)', async () => {
    await fc.assert(
      fc.asyncProperty(
        secret,
        fc.nat({ max: 5 }),
        fc.constantFrom('text', 'json'),
        async (value, which, form) => {
          const body = bodies(value)[which] ?? {};
          const message = `Not understood: ${form === 'json' ? JSON.stringify(body) : value}.`;
          const error = { code: 'Bad', message, details: [{ code: 'Worse', message }] };
          const { gateway } = cannedGateway(({ method, url }) => {
            if (method === 'PUT') return reply(400, { error });
            return url.includes('/operation')
              ? reply(200, { status: 'Failed', error })
              : reply(200, {
                  id: url,
                  name: 'x',
                  properties: { computeType: 'AmlCompute', provisioningErrors: [{ error }] },
                });
          });
          const answers = [
            await gateway.putCompute(testPlace, 'x', body, never()),
            await gateway.readOperation('https://management.azure.com/operation', never()),
            await gateway.readCompute(testPlace, 'x', never()),
          ];
          const lines = value.split('\n').flatMap((line) => [line, JSON.stringify(line).slice(1, -1)]);
          for (const answer of answers) {
            const told = JSON.stringify(answer);
            expect(told).toContain('Not understood');
            for (const line of lines) {
              expect(told).not.toContain(JSON.stringify(line).slice(1, -1));
            }
          }
        },
      ),
      { numRuns: 600 },
    );
  });

  test('is quoted in everything else that it says, and where nothing secret was sent', async () => {
    const error = { code: 'Bad', message: 'The size STANDARD_X1 is not there for AmlCompute.', details: [] };
    const { gateway } = cannedGateway(() => reply(400, { error }));
    const body = { properties: { properties: { vmSize: 'STANDARD_X1', password: 'hush-hush-hush' } } };
    for (const sent of [{}, body]) {
      const answer = await gateway.putCompute(testPlace, 'x', sent, never());
      expect(JSON.stringify(answer)).toContain(error.message);
    }
  });
});
