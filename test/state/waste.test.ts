import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Compute, Job } from '#azure/model.ts';
import type { ClusterNodes } from '#state/app-state.ts';
import { sizesIn } from '#state/money/cost-rows.ts';
import { findWaste, type Waste, type WasteScene } from '#state/money/waste.ts';
import { unknown } from '#state/remote.ts';
import { gpu } from '#test/support/computes.ts';
import { attachment, cluster, factory, instance, job, node } from './computes.ts';

const minute = 60_000;
const hour = 60 * minute;
const now = Date.UTC(2026, 10, 18, 9);

const scene = (
  computes: readonly Compute[],
  more: Partial<WasteScene> & { jobs?: readonly Job[] } = {},
): Waste => {
  const { jobs = [], ...rest } = more;
  return findWaste({
    computes,
    sizes: sizesIn('westeurope', [gpu], {}),
    jobsOf: (name) => jobs.filter((each) => each.compute === name),
    jobsComplete: true,
    nodes: {},
    now,
    ...rest,
  });
};
const told = ({ rows }: Waste): readonly unknown[] =>
  rows.map(({ compute, kind, nodes, perHour, mend }) => [compute.name, kind, nodes, perHour, mend.by]);

describe('an idle node', () => {
  it('is waste when nothing waits for its cluster, by the hour of every one that idles', () => {
    const found = scene([cluster('gpu', { counts: { idle: 3, running: 1 }, idleSeconds: 900 })], {
      jobs: [job('a', 'Running', 'gpu', now - hour)],
    });
    expect(told(found)).toEqual([['gpu', 'idle', 3, 12, 'scale']]);
    expect(found.rows[0]?.mend).toEqual({ by: 'scale', min: 0, idleSeconds: 120 });
  });

  it('that the minimum keeps leaves with a lower minimum, whatever its idle time', () => {
    const jobs = [job('a', 'Running', 'gpu', now - hour)];
    const kept = cluster('gpu', { counts: { idle: 1, running: 1 }, minNodes: 2, idleSeconds: 900 });
    expect(scene([kept], { jobs }).rows.map(({ kind, mend }) => [kind, mend])).toEqual([
      ['idle', { by: 'scale', min: 0 }],
    ]);
  });

  it.each(['Queued', 'Preparing', 'NotStarted', 'Provisioning', 'Sparkling', 'Paused'])(
    'is none while a job of its cluster is %s',
    (status) => {
      const jobs = [job('a', status, 'gpu', now - hour)];
      expect(told(scene([cluster('gpu', { counts: { idle: 3 }, minNodes: 3 })], { jobs }))).toEqual([]);
    },
  );

  it('of another cluster has nothing to do with the queue', () => {
    const jobs = [job('a', 'Queued', 'other', now - hour)];
    expect(told(scene([cluster('gpu', { counts: { idle: 1 } })], { jobs }))).toEqual([
      ['gpu', 'idle', 1, 4, 'scale'],
    ]);
  });

  it('costs what its priority costs', () => {
    const found = scene([cluster('low', { counts: { idle: 2, preempted: 5 }, priority: 'LowPriority' })]);
    expect(told(found)).toEqual([['low', 'idle', 2, 1.6, 'scale']]);
  });
});

describe('a minimum', () => {
  const kept = cluster('gpu', { counts: { idle: 3 }, minNodes: 2 });

  it('is waste when no job has been sent for half an hour; what idles beyond it is counted apart', () => {
    const jobs = [job('a', 'Completed', 'gpu', now - 31 * minute)];
    const found = scene([kept], { jobs });
    expect(told(found)).toEqual([
      ['gpu', 'kept', 2, 8, 'scale'],
      ['gpu', 'idle', 1, 4, 'scale'],
    ]);
    expect(found.rows[0]).toMatchObject({ lastJobAt: now - 31 * minute, mend: { by: 'scale', min: 0 } });
  });

  it('is not asked about sooner, nor while a job runs: then its nodes only idle', () => {
    for (const each of [
      job('a', 'Completed', 'gpu', now - 29 * minute),
      job('a', 'Running', 'gpu', now - 9 * hour),
    ])
      expect(told(scene([kept], { jobs: [each] }))).toEqual([['gpu', 'idle', 3, 12, 'scale']]);
  });

  it('costs nothing while its nodes are not there', () => {
    expect(told(scene([cluster('gpu', { minNodes: 4 })]))).toEqual([]);
  });
});

describe('an unusable node', () => {
  it('is billed for nothing whatever waits, and recycled', () => {
    const jobs = [job('a', 'Queued', 'gpu', now)];
    const counts = { unusable: 2 };
    const found = scene([cluster('gpu', { counts }), cluster('kept', { counts, minNodes: 1 })], { jobs });
    expect(told(found)).toEqual([
      ['gpu', 'unusable', 2, 8, 'recycle'],
      ['kept', 'unusable', 2, 8, 'recycle'],
    ]);
  });
});

describe('an instance', () => {
  const since = (at: number, name = 'Start', status = 'Succeeded') => ({
    lastOperation: { name, status, at },
  });

  it('that runs for a day without a job is to be stopped, and its age is told', () => {
    const found = scene([instance('ci', 'Running', since(now - 24 * hour))]);
    expect(told(found)).toEqual([['ci', 'running', 1, 4, 'stop']]);
    expect(found.rows[0]?.since).toEqual({ at: now - 24 * hour, exact: true });
  });

  it('is left alone while it is young, has a job, or is busy by its own word', () => {
    expect(told(scene([instance('ci', 'Running', since(now - 23 * hour))]))).toEqual([]);
    expect(told(scene([instance('ci', 'JobRunning', since(now - 90 * hour))]))).toEqual([]);
    const jobs = [job('a', 'Queued', 'ci', now)];
    expect(told(scene([instance('ci', 'Running', since(now - 90 * hour))], { jobs }))).toEqual([]);
  });

  it('whose age is not told is named as not judged', () => {
    for (const more of [{}, since(now - 90 * hour, 'Stop'), since(now - 90 * hour, 'Start', 'StartFailed')]) {
      const found = scene([instance('ci', 'Running', more)]);
      expect(found.rows).toEqual([]);
      expect(found.unjudged).toEqual([{ is: 'age-unknown', names: ['ci'] }]);
    }
  });

  it('that is stopped costs no machine, but holds its vCPUs', () => {
    const found = scene([instance('ci', 'Stopped', since(now - 5 * hour, 'Stop'))]);
    expect(told(found)).toEqual([['ci', 'stopped', 1, undefined, 'delete']]);
    expect(found.rows[0]).toMatchObject({ vCpus: 6, since: { at: now - 5 * hour, exact: true } });
    expect(found.unjudged).toEqual([]);
  });

  it.each(['Unusable', 'SetupFailed', 'UserSetupFailed'])(
    'that is %s is billed, and to be deleted',
    (state) => {
      expect(told(scene([instance('ci', state)]))).toEqual([['ci', 'broken', 1, 4, 'delete']]);
    },
  );
});

describe('since when', () => {
  const seen = (lookedAt: number, ...at: readonly number[]): ClusterNodes => ({
    remote: { ...unknown(), data: at.map((_, index) => node(`n${index}`, 'idle')) },
    since: new Map(at.map((each, index) => [`n${index}`, { word: 'idle', at: each, exact: true }])),
    lookedAt,
  });
  const gpuIdle = cluster('gpu', { counts: { idle: 2 } });

  it('is told of nodes that were looked at a moment ago: all of them idle since then', () => {
    const nodes = { [gpuIdle.id]: seen(now - minute, now - 9 * hour, now - 2 * hour) };
    expect(scene([gpuIdle], { nodes }).rows[0]?.since).toEqual({ at: now - 2 * hour, exact: true });
  });

  it('is not told of what was seen longer ago, nor of fewer nodes than idle now', () => {
    for (const each of [seen(now - 3 * minute, now - 9 * hour, now - 2 * hour), seen(now, now - 9 * hour)])
      expect(scene([gpuIdle], { nodes: { [gpuIdle.id]: each } }).rows[0]).not.toHaveProperty('since');
  });
});

describe('what cannot be judged', () => {
  it('is said: jobs that are not known, or in part only', () => {
    const computes = [cluster('gpu', { counts: { idle: 1, unusable: 1 } }), instance('ci', 'Running')];
    const without = scene(computes, { jobsOf: undefined });
    expect(told(without)).toEqual([['gpu', 'unusable', 1, 4, 'recycle']]);
    expect(without.unjudged).toEqual([{ is: 'no-jobs' }]);
    const partly = scene([cluster('gpu', { counts: { idle: 1 } })], { jobsComplete: false });
    expect(partly.rows).toHaveLength(1);
    expect(partly.unjudged).toEqual([{ is: 'jobs-partial' }]);
  });

  it('is said: a price, nodes that may not be listed, the time, and what lives elsewhere', () => {
    const unpriced = cluster('x', { counts: { idle: 1 }, vmSize: 'Standard_Unheard_Of' });
    const forbidden = {
      kind: 'forbidden',
      error: { code: 'AuthorizationFailed', message: '', details: [] },
    } as const;
    const found = scene([unpriced, attachment('dbx'), factory('adf')], {
      now: undefined,
      nodes: { [unpriced.id]: { remote: { ...unknown(), problem: forbidden }, since: new Map() } },
    });
    expect(told(found)).toEqual([['x', 'idle', 1, undefined, 'scale']]);
    expect(found.unjudged).toEqual([
      { is: 'no-clock' },
      { is: 'price-unknown', names: ['x'] },
      { is: 'nodes-forbidden', names: ['x'] },
      { is: 'elsewhere', count: 2 },
    ]);
  });

  it('is nothing in a workspace where all is known, and then nothing found means nothing', () => {
    const busy = cluster('gpu', {
      counts: { running: 4, preparing: 1, leaving: 1, preempted: 2 },
      minNodes: 4,
    });
    expect(scene([busy])).toEqual({ rows: [], unjudged: [] });
  });
});

it('the dearest comes first, and no node is counted twice', () => {
  const few = fc.nat({ max: 6 });
  fc.assert(
    fc.property(few, few, few, few, few, (idle, unusable, running, preempted, minNodes) => {
      const computes = [
        cluster('a', { counts: { idle, unusable, running, preempted }, minNodes }),
        cluster('b', { counts: { idle: 1 } }),
      ];
      const { rows } = scene(computes);
      const own = rows.filter(({ compute }) => compute.name === 'a');
      expect(own.reduce((sum, { nodes }) => sum + nodes, 0)).toBe(idle + unusable);
      const prices = rows.map(({ perHour = 0 }) => perHour);
      expect(prices).toEqual(prices.toSorted((x, y) => y - x));
    }),
  );
});
