import { describe, expect, test } from 'vitest';
import { demoCredential } from '#azure/arm/credential.ts';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import type { Gateway } from '#azure/gateway.ts';
import type { Place } from '#azure/place.ts';
import { cannedGateway, never, reply, testPlace } from '#test/support/canned.ts';
import { simulatedGateway } from '#test/support/gateway.ts';

const jobNamed = async (gateway: Gateway, place: Place, displayName: string): Promise<string> => {
  const page = await gateway.listJobs(place, undefined, never());
  const job = page.ok ? page.value.jobs.find((each) => each.displayName === displayName) : undefined;
  if (job === undefined) throw new Error(`no job ${displayName}`);
  return job.name;
};

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('logs of a job that runs', () => {
  test('are listed by name and read from any offset on, in parts that join', async () => {
    const { gateway, place } = simulatedGateway();
    const run = await jobNamed(gateway, place, 'whisper-distill-31');
    const detail = await gateway.getRun(place, run, never());
    expect(detail).toMatchObject({
      ok: true,
      value: { name: run, logs: ['user_logs/std_log.txt', 'system_logs/lifecycler/lifecycler.log'] },
    });
    const file = 'user_logs/std_log.txt';
    const whole = await gateway.readLog(place, { run, file, from: 0 }, never());
    if (!whole.ok) throw new Error(whole.problem.kind);
    expect(text(whole.value.bytes)).toContain('INFO trainer: epoch 1 begins');
    expect(whole.value.bytes).toHaveLength(whole.value.length);
    // In the middle of a letter of three bytes, too.
    for (const from of [1, 300, 301, 302, 4000]) {
      const part = await gateway.readLog(place, { run, file, from }, never());
      expect(part.ok && Buffer.compare(part.value.bytes, whole.value.bytes.subarray(from))).toBe(0);
    }
    const end = await gateway.readLog(place, { run, file, from: whole.value.length }, never());
    expect(end).toMatchObject({ ok: true, value: { from: whole.value.length, length: whole.value.length } });
    expect(end.ok && end.value.bytes).toHaveLength(0);
  });

  test('grow with time, and what was read stays as it was', async () => {
    const { gateway, place, clock } = simulatedGateway();
    const run = await jobNamed(gateway, place, 'whisper-distill-31');
    const file = 'user_logs/std_log.txt';
    const before = await gateway.readLog(place, { run, file, from: 0 }, never());
    clock.advance(60_000);
    const after = await gateway.readLog(place, { run, file, from: 0 }, never());
    if (!before.ok || !after.ok) throw new Error('no log');
    expect(after.value.length).toBeGreaterThan(before.value.length);
    expect(text(after.value.bytes).startsWith(text(before.value.bytes))).toBe(true);
  });

  test('of which only the end is wanted begin there', async () => {
    const { gateway, place } = simulatedGateway();
    const run = await jobNamed(gateway, place, 'whisper-distill-31');
    const file = 'user_logs/std_log.txt';
    const whole = await gateway.readLog(place, { run, file, from: 0 }, never());
    const tail = await gateway.readLog(place, { run, file, from: 0, tail: 500 }, never());
    if (!whole.ok || !tail.ok) throw new Error('no log');
    expect(tail.value.from).toBe(whole.value.length - 500);
    expect(tail.value.bytes).toHaveLength(500);
  });

  test('are asked of storage without a token, and their addresses are in no call', async () => {
    const { gateway, place, requests, calls } = simulatedGateway();
    const run = await jobNamed(gateway, place, 'whisper-distill-31');
    await gateway.readLog(place, { run, file: 'user_logs/std_log.txt', from: 0 }, never());
    const hosts = requests.map(({ url, headers }) => ({
      host: new URL(url).host,
      token: headers['authorization'] !== undefined,
    }));
    expect(hosts).toContainEqual({ host: 'westeurope.api.azureml.ms', token: true });
    expect(hosts.filter(({ host }) => host.includes('blob'))).toEqual([
      { host: 'stmlwdemo.blob.core.windows.net', token: false },
    ]);
    // The discovery wants no token either.
    expect(requests.find(({ url }) => url.endsWith('/discovery'))?.headers).not.toHaveProperty(
      'authorization',
    );
    expect(JSON.stringify(calls)).not.toMatch(/sig=|sig"/u);
    expect(calls.some(({ path }) => path.endsWith('user_logs/std_log.txt'))).toBe(true);
  });

  test('are found again when their address has ended', async () => {
    const { gateway, place, clock, simulator } = simulatedGateway();
    const run = await jobNamed(gateway, place, 'whisper-distill-31');
    const log = { run, file: 'user_logs/std_log.txt', from: 0 };
    await gateway.readLog(place, log, never());
    clock.advance(4.2 * 3_600_000);
    expect(await gateway.readLog(place, log, never())).toMatchObject({ ok: true });
    expect(simulator.requests.get('GET /history/v1.0/…/runs/{runId}/details')).toBe(2);
  });
});

describe('children', () => {
  test('of a pipeline come page by page, all of them, once each', async () => {
    const { gateway, place } = simulatedGateway();
    const page = await gateway.listJobs(place, undefined, never());
    const names = page.ok ? page.value.jobs.filter(({ type }) => type === 'Pipeline') : [];
    const sizes: number[] = [];
    for (const { name } of names) {
      const seen = new Set<string>();
      let next: string | undefined;
      do {
        const children = await gateway.listChildren(place, name, next, never());
        if (!children.ok) throw new Error(children.problem.kind);
        for (const run of children.value.runs) {
          expect(seen).not.toContain(run.name);
          expect(run.parent).toBe(name);
          seen.add(run.name);
        }
        next = children.value.next;
      } while (next !== undefined);
      sizes.push(seen.size);
    }
    expect(Math.max(...sizes)).toBeGreaterThan(50);
  });

  test('follow a token when the service gives no link', async () => {
    const { gateway, requests } = cannedGateway((request) =>
      apiAnswer(request, (url) =>
        url.searchParams.has('$continuationtoken')
          ? reply(200, { value: [{ runId: 'b' }] })
          : reply(200, { value: [{ runId: 'a' }], continuationToken: 'x/y=' }),
      ),
    );
    const first = await gateway.listChildren(testPlace, 'p', undefined, never());
    const next = first.ok ? first.value.next : undefined;
    const second = await gateway.listChildren(testPlace, 'p', next, never());
    expect(second).toMatchObject({ ok: true, value: { runs: [{ name: 'b' }] } });
    expect(new URL(requests.at(-1)?.url ?? '').searchParams.get('$continuationtoken')).toBe('x/y=');
  });
});

/** A workspace whose services are at one host, and what that host answers to anything else. */
const apiAnswer = (
  { url }: PlainRequest,
  answer: (url: URL) => PlainResponse,
  api = 'https://x.api.azureml.ms',
): PlainResponse => {
  const asked = new URL(url);
  if (asked.hostname === 'management.azure.com')
    return reply(200, { properties: { discoveryUrl: 'https://x.api.azureml.ms/discovery' } });
  return asked.pathname === '/discovery' ? reply(200, { api }) : answer(asked);
};

const machineLearning = {
  scope: 'https://ml.azure.com/.default',
  hosts: '.api.azureml.ms',
  credential: {
    getToken: () => Promise.resolve({ token: 'for-ml', expiresOnTimestamp: Date.now() + 3_600_000 }),
  },
};

describe('tokens', () => {
  test('for these services are asked for with their own scope', async () => {
    const scopes: unknown[] = [];
    const { gateway, requests } = cannedGateway(
      (request) => apiAnswer(request, () => reply(200, { runId: 'r' })),
      {
        machineLearning: {
          ...machineLearning,
          credential: {
            getToken: (scope) => {
              scopes.push(scope);
              return machineLearning.credential.getToken();
            },
          },
        },
      },
    );
    expect(await gateway.getRun(testPlace, 'r', never())).toMatchObject({ ok: true });
    expect(scopes).toEqual([['https://ml.azure.com/.default']]);
    expect(requests.at(-1)?.headers['authorization']).toBe('Bearer for-ml');
  });

  test('that are not taken are followed by those that Microsoft’s SDK sends, and the one that serves is kept', async () => {
    const { gateway, requests } = cannedGateway(
      (request) =>
        apiAnswer(request, () =>
          request.headers['authorization'] === 'Bearer demo' ? reply(200, { runId: 'r' }) : reply(401),
        ),
      { machineLearning },
    );
    expect(await gateway.getRun(testPlace, 'r', never())).toMatchObject({ ok: true });
    expect(await gateway.getRun(testPlace, 'r', never())).toMatchObject({ ok: true });
    const sent = requests
      .filter(({ url }) => url.includes('/history/'))
      .map(({ headers }) => headers['authorization']);
    expect(sent).toEqual(['Bearer for-ml', 'Bearer demo', 'Bearer demo']);
  });

  test('go to no host that is not one of Azure Machine Learning', async () => {
    for (const api of [
      'https://evil.example',
      'https://xapi.azureml.ms.evil.example',
      'http://x.api.azureml.ms',
    ]) {
      const { gateway, requests } = cannedGateway(
        (request) => apiAnswer(request, () => reply(200, { runId: 'r' }), api),
        { machineLearning },
      );
      expect(await gateway.getRun(testPlace, 'r', never())).toMatchObject({
        ok: false,
        problem: { kind: 'malformed' },
      });
      expect(requests.map(({ url }) => new URL(url).hostname)).not.toContain(
        new URL(api).hostname === 'x.api.azureml.ms' ? 'none' : new URL(api).hostname,
      );
      expect(requests.filter(({ url }) => url.includes('/history/'))).toEqual([]);
    }
  });

  test('that nobody can get here say so, and sign nobody out', async () => {
    const { gateway } = cannedGateway((request) => apiAnswer(request, () => reply(401)), {
      credential: demoCredential(),
    });
    expect(await gateway.getRun(testPlace, 'r', never())).toMatchObject({
      ok: false,
      problem: { kind: 'signed-out' },
    });
    expect(await gateway.getWorkspace(testPlace, never())).toMatchObject({
      ok: false,
      problem: { kind: 'malformed' },
    });
  });
});

describe('what goes wrong', () => {
  const withLog = (answer: (request: PlainRequest) => PlainResponse) =>
    cannedGateway((request) => {
      if (new URL(request.url).hostname === 'store.example') return answer(request);
      return apiAnswer(request, () =>
        reply(200, { runId: 'r', logFiles: { 'a.txt': 'https://store.example/a?sig=s3cr3t' } }),
      );
    });
  const read = (gateway: Gateway) =>
    gateway.readLog(testPlace, { run: 'r', file: 'a.txt', from: 0 }, never());

  test('a storage account that is closed says so by its own word, and never its address', async () => {
    const { gateway, requests } = withLog(() =>
      reply(403, '<Error/>', {
        'x-ms-error-code': 'AuthorizationFailure',
        'content-type': 'application/xml',
      }),
    );
    const answer = await read(gateway);
    expect(answer).toMatchObject({
      ok: false,
      problem: { kind: 'forbidden', error: { code: 'AuthorizationFailure' } },
    });
    expect(JSON.stringify(answer)).not.toContain('s3cr3t');
    expect(requests.filter(({ url }) => url.includes('store.example'))).toHaveLength(1);
  });

  test('a storage that knows no ranges is read no further than asked', async () => {
    const { gateway } = withLog(() => ({ status: 200, headers: {}, body: 'x'.repeat(2_000_000) }));
    const answer = await read(gateway);
    expect(answer.ok && answer.value.bytes.length).toBe(512 * 1024);
    expect(answer.ok && answer.value.length).toBeGreaterThan(512 * 1024);
  });

  test('an empty file and one that ends sooner than it did are no errors', async () => {
    const { gateway } = withLog(() => reply(416, '', { 'content-range': 'bytes */0' }));
    expect(await read(gateway)).toMatchObject({ ok: true, value: { from: 0, length: 0 } });
  });

  test('a log that the run does not have is not found', async () => {
    const { gateway } = withLog(() => reply(200, ''));
    const answer = await gateway.readLog(testPlace, { run: 'r', file: 'b.txt', from: 0 }, never());
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'not-found' } });
  });

  test('behind a private link nothing of it is reached, and all the rest is', async () => {
    const { gateway, place, simulator } = simulatedGateway();
    simulator.faults.arm([{ kind: 'private-link' }]);
    const page = await gateway.listJobs(place, undefined, never());
    const name = page.ok ? (page.value.jobs[0]?.name ?? '') : '';
    expect(page.ok).toBe(true);
    expect(await gateway.getRun(place, name, never())).toMatchObject({
      ok: false,
      problem: { kind: 'unreachable' },
    });
  });

  test('a permission that is missing names what is asked for', async () => {
    const { gateway } = cannedGateway((request) =>
      apiAnswer(request, () => reply(403, { error: { code: 'Forbidden' } })),
    );
    expect(await gateway.getRun(testPlace, 'r', never())).toMatchObject({
      ok: false,
      problem: {
        kind: 'forbidden',
        asked: { action: 'Microsoft.MachineLearningServices/workspaces/experiments/runs/read' },
      },
    });
  });
});
