import { describe, expect, it } from 'vitest';
import { parseFaults } from '#simulator/faults/parse-faults.ts';
import { host, mainPath, simulatorBench, type Bench } from '../support/simulator-clock.ts';

const tell = async (bench: Bench, method: string, path: string, body?: string) => {
  const answer = await bench.simulator.send({
    method,
    url: `${host}/_simulator${path}`,
    headers: {},
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, json: JSON.parse(answer.body) as unknown };
};

const statusOf = async (bench: Bench) => (await bench.ask('GET', mainPath)).status;

describe('the control addresses', () => {
  it('tell what is armed and how often it struck', async () => {
    const bench = simulatorBench({ faults: parseFaults('503 2x GET') });
    await statusOf(bench);
    expect(await tell(bench, 'GET', '/faults')).toEqual({
      status: 200,
      json: { faults: [{ kind: '503', count: 2, method: 'GET', struck: 1 }] },
    });
  });

  it('add faults, put others in their place, and end them', async () => {
    const bench = simulatorBench();
    await tell(bench, 'POST', '/faults', '{"kind":"503","count":1}');
    await tell(bench, 'POST', '/faults', '[{"kind":"409"}]');
    expect([await statusOf(bench), await statusOf(bench)]).toEqual([503, 409]);
    await tell(bench, 'PUT', '/faults', '"429 retry-after=3"');
    expect(await statusOf(bench)).toBe(429);
    expect(await tell(bench, 'DELETE', '/faults')).toEqual({ status: 200, json: { faults: [] } });
    expect(await statusOf(bench)).toBe(200);
  });

  it('refuse what is no fault in one sentence, and leave things as they are', async () => {
    const bench = simulatorBench({ faults: parseFaults('503') });
    expect(await tell(bench, 'PUT', '/faults', '{"kind":"teapot"}')).toMatchObject({
      status: 400,
      json: {
        error: { code: 'InvalidFault', message: expect.stringContaining("no fault 'teapot'") as unknown },
      },
    });
    expect(await tell(bench, 'PUT', '/faults', '{')).toMatchObject({ status: 400 });
    expect(await statusOf(bench)).toBe(503);
  });

  it('print the world as it is now, and count requests', async () => {
    const bench = simulatorBench();
    await statusOf(bench);
    bench.pass(90);
    const { json } = await tell(bench, 'GET', '/world');
    expect(json).toEqual(JSON.parse(JSON.stringify(bench.world())));
    expect((json as { readonly now: number }).now).toBe(bench.clock.now());
    expect((await tell(bench, 'GET', '/requests')).json).toEqual({
      'GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.MachineLearningServices/workspaces/{workspaceName}': 1,
    });
  });

  it('are never struck by a fault, and are not late', async () => {
    const bench = simulatorBench({
      faults: parseFaults('cut /*'),
      latencyMs: 1000,
      sleep: () => Promise.reject(new Error('nobody waits')),
    });
    expect((await tell(bench, 'GET', '/faults')).status).toBe(200);
    expect((await tell(bench, 'GET', '/nothing')).status).toBe(404);
  });
});
