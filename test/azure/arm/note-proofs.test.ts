import { describe, expect, it } from 'vitest';
import type { WriteRecord } from '#azure/audit.ts';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import { cannedGateway, never, reply, testPlace } from '#test/support/canned.ts';

const token = 'Aq7mTk4Rz9Xb-of-arm';
const signature = 'Sx5gNq8Wt2Kc+/of-it';
const status = `https://management.azure.com/operations/1?api-version=2022-10-01&s=${encodeURIComponent(signature)}`;

/** Everything that comes of asking a service: answers, calls and the audit, as one text. */
const toldOf = async (answer: (request: PlainRequest) => PlainResponse): Promise<string> => {
  const audit: WriteRecord[] = [];
  const { gateway, calls } = cannedGateway(answer, {
    credential: { getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) },
    onWrite: (record) => void audit.push(record),
  });
  const told = [
    await gateway.putCompute(testPlace, 'x', {}, never()),
    await gateway.listComputes(testPlace, never()),
    await gateway.readOperation(status, never()),
  ];
  // The address itself is in memory, for whoever follows it.
  return JSON.stringify([told, calls, audit]).replaceAll(JSON.stringify(status), '');
};

describe('a service that repeats what proves a request', () => {
  it('is quoted without the token, in its words, its codes and its headers', async () => {
    const told = await toldOf(({ headers }) => {
      const said = headers['authorization'] ?? '';
      return reply(
        400,
        { error: { code: said, message: `It was ${said}.`, details: [{ code: 'Worse', message: said }] } },
        { 'x-ms-request-id': said, 'x-ms-correlation-request-id': said },
      );
    });
    expect(told).toContain('It was Bearer ********.');
    expect(told).toContain('"requestId":"Bearer ********"');
    expect(told).toContain('"correlationId":"Bearer ********"');
    expect(told).toContain('"error":"Bearer ********"');
    expect(told).not.toMatch(/Aq7mTk|of-arm/u);
  });

  it('is quoted without the signature of an address that it has given, or was asked at', async () => {
    const given = await toldOf(({ method }) =>
      method === 'PUT'
        ? reply(202, '', { 'azure-asyncoperation': status, 'x-ms-request-id': signature })
        : reply(500, { error: { code: 'Bad', message: `See ${status}, or ${signature}.` } }),
    );
    expect(given).toContain(
      'See https://management.azure.com/operations/1?api-version=2022-10-01&s=********, or ********.',
    );
    expect(given).not.toMatch(/Sx5gNq|of-it/u);
  });
});
