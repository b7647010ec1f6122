import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '#azure/problem.ts';
import { jobService, jobsInTurn } from '#test/support/job-service.ts';
import { openBoard, openWorkbench } from '#test/support/workbench.ts';
import { afterAnswer, afterFailure, onBeat, paceOf, rhythms, type Source } from '#state/rhythm.ts';

const error = { code: 'X', message: 'x', details: [] };
const board = ['computes', 'nodes', 'jobs'] as const;
const perMinute = (pace: 'fast' | 'steady'): number =>
  // Every poll of the jobs may look up one job more.
  board.reduce((sum, source) => sum + (60_000 / rhythms[source][pace]) * (source === 'jobs' ? 2 : 1), 0);

describe('the rhythm of polling', () => {
  it('keeps a board within 20 requests a minute when steady and within 60 while things change', () => {
    expect(perMinute('steady')).toBeLessThanOrEqual(20);
    expect(perMinute('fast')).toBeLessThanOrEqual(60);
    expect(60_000 / rhythms.index.fast).toBeLessThanOrEqual(120);
  });

  it('asks more often while something changes', () => {
    for (const source of board) {
      expect(afterAnswer(source, true)).toEqual({ inMs: rhythms[source].fast });
      expect(afterAnswer(source, false)).toEqual({ inMs: rhythms[source].steady });
    }
  });

  it('follows the pace that the user has chosen, within 5 to 300 s, and is never slower while something changes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Source>(...board, 'job', 'usages', 'index', 'sizes', 'operation'),
        fc.oneof(fc.integer({ min: -10, max: 1000 }), fc.constant(undefined)),
        (source, refreshSeconds) => {
          const { fast, steady } = paceOf(source, refreshSeconds);
          expect(fast).toBeLessThanOrEqual(steady);
          expect(fast).toBeLessThanOrEqual(rhythms[source].fast);
          expect(steady).toBeGreaterThanOrEqual(rhythms[source].steady / 3);
          expect(steady).toBeLessThanOrEqual(rhythms[source].steady * 20);
        },
      ),
    );
    expect(board.map((source) => paceOf(source, 5))).toEqual([
      { fast: 4000, steady: 5000 },
      { fast: 4000, steady: 5000 },
      { fast: 5000, steady: 5000 },
    ]);
    expect(paceOf('computes', 300).steady).toBe(300_000);
    expect(paceOf('index', 300)).toEqual(rhythms.index);
    // At the quickest pace every poll of the jobs may look up one job more.
    const quickest = board.reduce(
      (sum, source) => sum + (60_000 / paceOf(source, 5).fast) * (source === 'jobs' ? 2 : 1),
      0,
    );
    expect(quickest).toBeLessThanOrEqual(60);
  });

  it('lets sources answer on the same beat, never much sooner or later than their pace', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 41 }), fc.constantFrom(4000, 8000, 15_000), (now, inMs) => {
        const next = onBeat({ inMs }, now);
        if (next === 'wait') throw new Error('a pace is no reason to stop');
        expect((now + next.inMs) % inMs).toBe(0);
        expect(next.inMs).toBeGreaterThanOrEqual(inMs / 2);
        expect(next.inMs).toBeLessThanOrEqual(inMs * 1.5);
      }),
    );
  });

  it('asks nothing more after the sign-in is lost until the user has done something', () => {
    expect(afterFailure('computes', { kind: 'signed-out', error }, 1, 0.5)).toBe('wait');
  });

  it('asks every five minutes for what may not be seen: a role may arrive', () => {
    for (const failures of [1, 2, 50])
      expect(afterFailure('computes', { kind: 'forbidden', error }, failures, 0.5)).toEqual({
        inMs: 300_000,
      });
  });

  it('never asks sooner than the service wants, backs off, and stays within a minute otherwise', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Source>(...board, 'job', 'index', 'sizes', 'workspaces', 'operation'),
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.option(fc.nat(600_000), { nil: undefined }),
        (source, failures, random, retryAfterMs) => {
          const problem: Problem = {
            kind: 'throttled',
            error,
            ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
          };
          const next = afterFailure(source, problem, failures, random);
          if (next === 'wait') throw new Error('throttling is no reason to stop asking');
          expect(next.inMs).toBeGreaterThanOrEqual(retryAfterMs ?? 0);
          expect(next.inMs).toBeLessThanOrEqual(Math.max(retryAfterMs ?? 0, 72_000));
          expect(next.inMs).toBeGreaterThanOrEqual(Math.min(60_000, rhythms[source].steady) * 0.8);
        },
      ),
    );
  });
});

it.each([
  [undefined, 14, 27],
  [60, 4, 6],
  [300, 0, 2],
])(
  'with a pace of %s s a steady job list is asked %i to %i times in five minutes',
  async (seconds, fewest, most) => {
    const { service, methods } = jobService(10);
    service.put(...jobsInTurn(5));
    const open = openWorkbench({
      speed: 0,
      wrap: (gateway) => ({ ...gateway, ...methods }),
      configured: seconds === undefined ? {} : { refreshSeconds: seconds },
    });
    await openBoard(open);
    const before = service.asked.length;
    await open.run(300_000);
    expect(service.asked.length - before).toBeGreaterThanOrEqual(fewest);
    expect(service.asked.length - before).toBeLessThanOrEqual(most);
  },
);
