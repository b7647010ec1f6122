import { describe, expect, it } from 'vitest';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import type { Problem } from '#azure/problem.ts';
import { initialState } from '#state/store.ts';
import { budgetAfter, holdOf, isTight, longHold, scarce, throttledBy } from '#state/holds.ts';
import { boardOf, jobsInTurn, openJobs, serviceError, type Asked } from '#test/support/job-service.ts';
import { openBoard, openWorkbench } from '#test/support/workbench.ts';

const tooMany = (retryAfter?: string): PlainResponse => ({
  status: 429,
  headers: {
    'content-type': 'application/json',
    ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
  },
  body: JSON.stringify({ error: { code: 'TooManyRequests', message: 'slow down' } }),
});

const isNodes = ({ url }: PlainRequest): boolean => new URL(url).pathname.endsWith('/listNodes');
const isOfBoard = ({ url }: PlainRequest): boolean => new URL(url).pathname.includes('/workspaces/mlw-demo');

const state = initialState({ about: { mode: 'azure', readOnly: false } });
const throttled = (retryAfterMs?: number): Problem => ({
  kind: 'throttled',
  error: serviceError,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

describe('a subscription that asks to slow down', () => {
  it('is asked nothing by any source until its time is over, whatever the user wants, and then all of them at once', async () => {
    let refusing = false;
    const open = openWorkbench({
      speed: 0,
      instead: (request) => (refusing && isNodes(request) ? tooMany('45') : undefined),
    });
    await openBoard(open);
    await open.run(5000);
    refusing = true;
    const nodesBefore = open.requests.filter(isNodes).length;
    let waited = 0;
    while (open.requests.filter(isNodes).length === nodesBefore && waited < 60_000) {
      await open.run(100);
      waited += 100;
    }
    refusing = false;
    const asked = open.requests.filter(isOfBoard).length;
    for (let second = 0; second < 44; second += 1) {
      open.workbench.commands.refresh();
      await open.run(1000);
    }
    expect(open.requests.filter(isOfBoard)).toHaveLength(asked);
    await open.run(1100);
    const later = open.requests.filter(isOfBoard).slice(asked);
    expect(later).toHaveLength(3);
    expect(new Set(later.map(({ url }) => new URL(url).pathname.split('/').at(-1)))).toEqual(
      new Set(['computes', 'jobs', 'listNodes']),
    );
    const { board } = open.workbench.store.getState();
    expect(board?.computes.problem).toBeUndefined();
    expect(board?.computes.data?.length).toBeGreaterThan(0);
  });

  it('holds nothing back without a Retry-After but the source itself and the background', async () => {
    const open = openWorkbench({
      speed: 0,
      instead: (request) => (isNodes(request) ? tooMany() : undefined),
    });
    await openBoard(open);
    await open.run(60_000);
    const of = (ending: string): number =>
      open.requests.filter(({ url }) => new URL(url).pathname.endsWith(ending)).length;
    expect(of('/computes')).toBeGreaterThanOrEqual(4);
    expect(of('/listNodes')).toBeLessThanOrEqual(3);
  });

  it('does not hold back another subscription', () => {
    const held = throttledBy(state, 'S1', throttled(30_000), 1000);
    expect(holdOf(held, 's1')).toEqual({ at: 1000, until: 31_000 });
    expect(holdOf(held, 's2').until).toBe(-Infinity);
    expect(longHold(holdOf(held, 's1'))).toBe(61_000);
    expect(longHold(holdOf(held, undefined))).toBe(-Infinity);
  });

  it('is held for the longest of several refusals, and by no other problem', () => {
    const held = throttledBy(throttledBy(state, 's1', throttled(30_000), 0), 's1', throttled(5000), 1000);
    expect(holdOf(held, 's1').until).toBe(30_000);
    expect(throttledBy(state, 's1', { kind: 'unreachable', reason: 'x' }, 0)).toBe(state);
  });
});

describe('what is left of the service’s limits', () => {
  it('is the lowest number that was told within a minute', () => {
    const told = [90, 12, 40].reduce(
      (now, remaining, second) => budgetAfter(now, { remaining }, second),
      state,
    );
    expect(told.budget).toEqual({ remaining: 12, at: 1 });
    expect(budgetAfter(told, { remaining: 40 }, 60_000)).toBe(told);
    expect(budgetAfter(told, { remaining: 40 }, 60_001).budget).toEqual({ remaining: 40, at: 60_001 });
    expect(budgetAfter(told, {}, 1)).toBe(told);
  });

  it('is tight when it is low or when a request was refused, for a minute', () => {
    const low = budgetAfter(state, { remaining: scarce - 1 }, 0);
    expect(isTight(low, 's1', 59_999)).toBe(true);
    expect(isTight(low, 's1', 60_000)).toBe(false);
    expect(isTight(budgetAfter(state, { remaining: scarce }, 0), 's1', 0)).toBe(false);
    const refused = throttledBy(state, 's1', throttled(), 0);
    expect(isTight(refused, 's1', 59_999)).toBe(true);
    expect(isTight(refused, 's1', 60_000)).toBe(false);
  });

  const isRest = (asked: Asked): boolean => asked.is === 'page' && asked.link !== undefined;

  it('slows down the reading of the job index first when it is low: each page takes twice as long as the one before', async () => {
    const open = await openJobs(10, jobsInTurn(5000));
    await open.run(10_000);
    const call = { method: 'GET', path: '/subscriptions/s1', tookMs: 1 };
    const times = (): readonly number[] => open.service.asked.filter(isRest).map(({ at }) => at);
    const before = times().length;
    open.workbench.noteCall({ ...call, remaining: 3 });
    await open.run(40_000);
    const gaps = times()
      .slice(before)
      .map((at, index, all) => (index === 0 ? 0 : at - (all[index - 1] ?? 0)))
      .slice(1);
    expect(gaps).toEqual([1200, 2400, 4800, 9600, 19_200]);
    const newest = open.service.asked.filter((asked) => asked.is === 'page' && asked.link === undefined);
    expect(newest.filter(({ at }) => at > (times()[before] ?? 0)).length).toBeGreaterThanOrEqual(2);
    await open.run(60_000);
    open.workbench.noteCall({ ...call, remaining: 200 });
    await open.run(60_000);
    const slow = times().length;
    await open.run(6000);
    expect(times().length - slow).toBeGreaterThanOrEqual(9);
    expect(boardOf(open).jobs.complete).toBe(false);
  });
});
