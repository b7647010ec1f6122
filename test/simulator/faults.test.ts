import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { ConnectionCut } from '#simulator/connection-cut.ts';
import { parseFaults } from '#simulator/faults/parse-faults.ts';
import { worldUser } from '#simulator/sign-in/principal.ts';
import { createSignIn } from '#simulator/sign-in/sign-in.ts';
import type { PlainResponse } from '#simulator/simulator.ts';
import { host, mainPath, simulatorBench, type Bench } from '../support/simulator-clock.ts';

const computes = `${mainPath}/computes`;

const send = (bench: Bench, method = 'GET', path = computes, signal?: AbortSignal): Promise<PlainResponse> =>
  bench.simulator.send(
    { method, url: `${host}${path}?api-version=2022-10-01`, headers: { authorization: 'Bearer x' } },
    signal,
  );

const codeOf = ({ body }: PlainResponse): string | undefined => /"code":"(\w+)"/u.exec(body)?.[1];

const benchWith = (spec: string) => simulatorBench({ faults: parseFaults(spec) });

/** A bench whose waiting only moves its clock, and what was waited for. */
const waiting = (spec: string, more: { readonly latencyMs?: number } = {}) => {
  const waits: number[] = [];
  const bench = simulatorBench({
    faults: parseFaults(spec),
    ...more,
    sleep: (ms) => {
      waits.push(ms);
      bench.clock.advance(ms);
      return Promise.resolve();
    },
  });
  return { bench, waits };
};

describe('a fault that answers instead of the service', () => {
  it.each([
    ['401', 401, 'InvalidAuthenticationToken'],
    ['404', 404, 'ResourceNotFound'],
    ['409', 409, 'Conflict'],
    ['429', 429, 'TooManyRequests'],
    ['500', 500, 'InternalServerError'],
    ['502', 502, 'BadGateway'],
    ['503', 503, 'ServiceUnavailable'],
    ['expire', 401, 'ExpiredAuthenticationToken'],
  ])('%s has the status, the code and the headers of the service', async (spec, status, code) => {
    const answer = await send(benchWith(spec));
    expect({ status: answer.status, code: codeOf(answer) }).toEqual({ status, code });
    expect(answer.headers['x-ms-request-id']).toMatch(/^[0-9a-f-]{36}$/u);
    expect(answer.headers['retry-after']).toBeUndefined();
    expect(answer.headers['www-authenticate'] !== undefined).toBe(status === 401);
  });

  it.each(['429', '500', '502', '503'])('%s says when to come again, if it is told to', async (kind) => {
    const answer = await send(benchWith(`${kind} retry-after=7`));
    expect([answer.status, answer.headers['retry-after']]).toEqual([Number(kind), '7']);
  });

  it.each([
    ['GET', computes, 'Microsoft.MachineLearningServices/workspaces/computes/read', computes],
    [
      'PUT',
      `${computes}/x1`,
      'Microsoft.MachineLearningServices/workspaces/computes/write',
      `${computes}/x1`,
    ],
    [
      'DELETE',
      `${computes}/x1`,
      'Microsoft.MachineLearningServices/workspaces/computes/delete',
      `${computes}/x1`,
    ],
    [
      'POST',
      `${computes}/x1/start`,
      'Microsoft.MachineLearningServices/workspaces/computes/start/action',
      `${computes}/x1`,
    ],
    ['GET', '/subscriptions', 'Microsoft.Resources/subscriptions/read', '/subscriptions'],
    [
      'GET',
      '/subscriptions/s/providers/Microsoft.MachineLearningServices/locations/westeurope/usages',
      'Microsoft.MachineLearningServices/locations/usages/read',
      '/subscriptions/s/providers/Microsoft.MachineLearningServices/locations/westeurope/usages',
    ],
  ])('403 names the action and the scope: %s %s', async (method, path, action, scope) => {
    const answer = await send(benchWith('403'), method, path);
    expect([answer.status, codeOf(answer)]).toEqual([403, 'AuthorizationFailed']);
    expect(answer.body).toContain(
      `does not have authorization to perform action '${action}' over scope '${scope}'`,
    );
  });

  it('is a page of a sign-in or of a proxy where JSON was expected', async () => {
    for (const [spec, status, text] of [
      ['html', 200, 'Sign in'],
      ['html status=502', 502, 'Bad Gateway'],
    ] as const) {
      const answer = await send(benchWith(spec));
      expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
      expect(answer.body).toContain(text);
    }
  });

  it('does not carry the request out', async () => {
    const bench = benchWith('503');
    const before = bench.world();
    await send(bench, 'DELETE', `${computes}/cpu-batch`);
    expect(bench.world()).toEqual(before);
  });

  it('ends the tokens given out so far, once, and tells whoever keeps them', async () => {
    const ended: unknown[] = [];
    const bench = simulatorBench({
      faults: parseFaults('expire, expire refresh=true'),
      signIn: {
        fetch: (request, otherwise) => otherwise(request),
        judge: () => ({ ok: true, caller: worldUser }),
        expireTokens: (which) => ended.push(which),
        application: { clientId: 'app', clientSecret: 'secret' },
      },
    });
    const statuses = [];
    for (let sent = 0; sent < 3; sent += 1) statuses.push((await send(bench)).status);
    expect(statuses).toEqual([401, 401, 200]);
    expect(ended).toEqual([{ refreshTokens: false }, { refreshTokens: true }]);
  });
});

describe('a fault of the connection', () => {
  it('cuts it before the answer, and the request was not carried out', async () => {
    const bench = benchWith('cut');
    await expect(send(bench)).rejects.toBeInstanceOf(ConnectionCut);
    await expect(send(bench, 'PATCH')).rejects.toMatchObject({ name: 'ConnectionCut' });
  });

  it('cuts it in the middle of the body, after good headers', async () => {
    const bench = benchWith('cut where=body');
    await expect(send(bench)).rejects.toBeInstanceOf(ConnectionCut);
    const response = await bench.simulator.fetch(
      new Request(`${host}${computes}?api-version=2022-10-01`, { headers: { authorization: 'Bearer x' } }),
    );
    expect(response.status).toBe(200);
    let came = 0;
    const readAll = async (): Promise<void> => {
      for await (const piece of response.body ?? []) came += (piece as Uint8Array).length;
    };
    await expect(readAll()).rejects.toBeInstanceOf(ConnectionCut);
    expect(came).toBe(Math.floor(Number(response.headers.get('content-length')) / 2));
  });

  it('is a write whose answer never comes, when there is no body to cut', async () => {
    const bench = benchWith('cut where=body');
    const answer = send(bench, 'POST', `${computes}/ci-amara/stop`);
    await expect(answer).rejects.toBeInstanceOf(ConnectionCut);
    bench.simulator.faults.clear();
    expect((await bench.ask('GET', `${computes}/ci-amara`)).json.properties.properties.state).toBe(
      'Stopping',
    );
  });

  it('hangs until the caller leaves', async () => {
    const bench = benchWith('hang');
    const caller = new AbortController();
    let ended = false;
    const answer = send(bench, 'GET', computes, caller.signal).finally(() => {
      ended = true;
    });
    const outcome = answer.catch((error: unknown) => error);
    await setImmediate();
    expect(ended).toBe(false);
    caller.abort();
    expect(await outcome).toMatchObject({ name: 'AbortError' });
    await expect(send(bench, 'GET', computes, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });

  it('hears that the caller leaves also when memory was cleared meanwhile', async () => {
    setFlagsFromString('--expose-gc');
    const clear = runInNewContext('gc') as () => void;
    const caller = new AbortController();
    const outcome = send(benchWith('hang'), 'GET', computes, caller.signal).catch(() => 'left');
    for (let turn = 0; turn < 5; turn += 1) {
      await setImmediate();
      clear();
    }
    caller.abort();
    expect(await outcome).toBe('left');
  });

  it('hangs for a time and then answers, unless the caller leaves before', async () => {
    const { bench, waits } = waiting('hang ms=30000');
    const before = bench.clock.now();
    expect((await send(bench)).status).toBe(200);
    expect([waits, bench.clock.now() - before]).toEqual([[30_000], 30_000]);

    const onClock = benchWith('hang ms=60000');
    const answer = send(onClock, 'GET', computes, AbortSignal.timeout(5));
    await expect(answer).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('lets the body dribble over a time, and it is whole', async () => {
    const { bench, waits } = waiting('slow ms=2000');
    const dribbled = await send(bench);
    expect(waits).toHaveLength(10);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(2000);
    bench.simulator.faults.clear();
    expect(JSON.parse(dribbled.body)).toHaveProperty('value');
    expect(waits).toHaveLength(10);
  });

  it('delivers half a body as if it were whole', async () => {
    const bench = benchWith('half-json 1x');
    const half = await send(bench);
    const whole = await send(bench);
    expect([half.status, half.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(() => JSON.parse(half.body) as unknown).toThrow(SyntaxError);
    expect(whole.body.startsWith(half.body)).toBe(true);
    expect(half.body.length).toBe(Math.floor(whole.body.length / 2));
  });
});

describe('the clock and the delay', () => {
  it('are off by what a skew says, beside other faults, and tokens can follow', async () => {
    const bench = benchWith('skew seconds=-3600, 503');
    const answer = await send(bench);
    expect(answer.status).toBe(503);
    expect(Date.parse(answer.headers['date'] ?? '')).toBe(bench.clock.now() - 3_600_000);
    expect(bench.simulator.faults.skewSeconds()).toBe(-3600);
    bench.simulator.faults.clear();
    expect(bench.simulator.faults.skewSeconds()).toBe(0);
    expect(Date.parse((await send(bench)).headers['date'] ?? '')).toBe(bench.clock.now());
  });

  it('make every answer late, also the answer of a fault', async () => {
    const { bench, waits } = waiting('503 1x', { latencyMs: 250 });
    expect([(await send(bench)).status, (await send(bench)).status]).toEqual([503, 200]);
    expect(waits).toEqual([250, 250]);
  });
});

describe('a fault strikes', () => {
  const statuses = async (bench: Bench, times: number) => {
    const all = [];
    for (let sent = 0; sent < times; sent += 1) all.push((await send(bench)).status);
    return all;
  };

  it('as often as it says and then no more, the first that was armed first', async () => {
    const bench = benchWith('503 2x, 409 1x');
    expect(await statuses(bench, 4)).toEqual([503, 503, 409, 200]);
    expect(bench.simulator.faults.list().map(({ struck }) => struck)).toEqual([2, 1]);
  });

  it('only the method and the path it is meant for, in any case', async () => {
    const bench = benchWith('503 POST *, 404 */COMPUTES/cpu-*');
    const status = async (method: string, path: string) => (await send(bench, method, path)).status;
    expect(await status('GET', computes)).toBe(200);
    expect(await status('GET', `${computes}/cpu-batch`)).toBe(404);
    expect(await status('GET', `${computes}/gpu-train`)).toBe(200);
    expect(await status('POST', `${computes}/gpu-train/listNodes`)).toBe(503);
  });

  it('with its chance, the same for the same seed and another for another', async () => {
    const run = (seed: number) => statuses(simulatorBench({ seed, faults: parseFaults('500 30%') }), 100);
    const first = await run(7);
    expect(await run(7)).toEqual(first);
    expect(await run(8)).not.toEqual(first);
    const struck = first.filter((status) => status === 500).length;
    expect(struck).toBeGreaterThan(15);
    expect(struck).toBeLessThan(45);
  });

  it('and leaves the world to its own chance: it goes on as if nothing had been', async () => {
    const quiet = simulatorBench();
    const troubled = benchWith('500 40%, slow ms=0, skew');
    for (const bench of [quiet, troubled]) {
      for (let turn = 0; turn < 20; turn += 1) {
        bench.pass(3);
        await send(bench);
      }
    }
    expect(troubled.world()).toEqual(quiet.world());
  });

  it('is counted like any request', async () => {
    const bench = benchWith('503 1x, cut');
    await send(bench);
    await send(bench).catch(() => undefined);
    expect([...bench.simulator.requests.values()]).toEqual([2]);
  });

  it('the sign-in service only when its pattern names that', async () => {
    const ask = async (spec: string) => {
      const signIn = createSignIn({ now: () => 0 });
      const { simulator } = simulatorBench({ faults: parseFaults(spec), signIn });
      const url = `${host}/common/v2.0/.well-known/openid-configuration`;
      return (await simulator.send({ method: 'GET', url, headers: {} })).status;
    };
    expect(await ask('503')).toBe(200);
    expect(await ask('503 *')).toBe(200);
    expect(await ask('503 */.well-known/*')).toBe(503);
  });
});
