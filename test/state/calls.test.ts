import { describe, expect, it } from 'vitest';
import type { Call } from '#azure/gateway.ts';
import { lastMinute } from '#state/call-rate.ts';
import { noCalls, withCall, type Calls } from '#state/calls.ts';
import { visible } from '#state/selectors.ts';
import { openBoard, openWorkbench } from '#test/support/workbench.ts';
import { demoCredential } from '#azure/arm/credential.ts';
import { createArmGateway } from '#azure/arm/gateway.ts';
import { mainPlace } from '#simulator/simulator.ts';

const call = (more: Partial<Call> = {}): Call => ({
  method: 'GET',
  path: '/p',
  status: 200,
  tookMs: 5,
  ...more,
});

const after = (times: readonly number[]): Calls =>
  times.reduce((calls, at) => withCall(calls, call(), at), noCalls);

describe('the requests sent last', () => {
  it('are kept up to 200, the newest first, and counted for good', () => {
    const calls = after(Array.from({ length: 250 }, (_, at) => at));
    expect(calls.rows).toHaveLength(200);
    expect(calls.rows[0]?.at).toBe(249);
    expect(calls.seen).toBe(250);
  });

  it('are counted for the minute up to the newest of them', () => {
    expect(lastMinute(noCalls)).toEqual({ count: 0, more: false });
    expect(lastMinute(after([0, 1, 60_000]))).toEqual({ count: 2, more: false, until: 60_000 });
    const busy = after(Array.from({ length: 300 }, (_, at) => at * 10));
    expect(lastMinute(busy)).toMatchObject({ count: 200, more: true });
  });

  it('are found by their status, and those that failed at once', () => {
    const open = openWorkbench();
    const { store, noteCall, jobs } = open.workbench;
    noteCall(call());
    noteCall(call({ status: 429, path: '/throttled' }));
    const { status: _, ...aborted } = call({ failure: 'given-up', path: '/aborted' });
    noteCall(aborted);
    const paths = (view: { readonly filter: string; readonly faults: boolean }): readonly string[] => {
      const state = store.getState();
      return visible
        .calls({ ...state, lists: { ...state.lists, calls: view } }, jobs)
        .rows.map(({ path }) => path);
    };
    expect(paths({ filter: 'status:429', faults: false })).toEqual(['/throttled']);
    expect(paths({ filter: '', faults: true })).toEqual(['/aborted', '/throttled']);
  });
});

describe('what is noted of a request', () => {
  it('is never its query, which may carry a signature', async () => {
    const open = openWorkbench({ speed: 0 });
    await openBoard(open);
    expect(open.calls.length).toBeGreaterThan(3);
    for (const { path } of open.calls) expect(path).not.toMatch(/[?#]/u);
    expect(open.requests.every(({ url }) => url.includes('?'))).toBe(true);
  });

  it('is why it was cut: for want of an answer, by its caller, or by the network', async () => {
    const calls: Call[] = [];
    let thrown: unknown;
    const gateway = createArmGateway({
      credential: demoCredential(),
      timeoutMs: 20,
      transport: () => (thrown === undefined ? new Promise(() => undefined) : Promise.reject(thrown)),
      onCall: (each) => calls.push(each),
    });
    await gateway.listComputes(mainPlace, new AbortController().signal);
    const caller = new AbortController();
    const asked = gateway.listComputes(mainPlace, caller.signal);
    setImmediate(() => caller.abort());
    await asked;
    thrown = Object.assign(new Error('cut'), { code: 'ECONNRESET' });
    await gateway.listComputes(mainPlace, new AbortController().signal);
    expect(calls.map(({ status, failure }) => [status, failure])).toEqual([
      [undefined, 'timeout'],
      [undefined, 'given-up'],
      [undefined, 'ECONNRESET'],
    ]);
  });
});
