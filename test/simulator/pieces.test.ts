import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pop, push, type Event } from '#simulator/world/event.ts';
import { isReadable, nextRun } from '#simulator/world/recurrence.ts';
import { printDuration, readDuration } from '#simulator/routes/duration.ts';
import { nameProblem } from '#simulator/routes/names.ts';

describe('what will happen', () => {
  it('comes in the order of time, and of planning where the time is the same', () => {
    assert(
      property(array(integer({ min: 0, max: 20 })), (times) => {
        const heap: Event[] = [];
        for (const [serial, at] of times.entries())
          push(heap, { at, serial, what: { kind: 'forget', operation: '' } });
        const order: [number, number][] = [];
        for (let event = pop(heap); event !== undefined; event = pop(heap))
          order.push([event.at, event.serial]);
        expect(order).toEqual([...order].sort(([a, b], [c, d]) => a - c || b - d));
        expect(order).toHaveLength(times.length);
      }),
    );
  });
});

const cron = (expression: string, timeZone = 'UTC') => ({
  triggerType: 'Cron',
  cron: { expression, timeZone },
});
const next = (schedule: Parameters<typeof nextRun>[0], from: string): string | undefined => {
  const at = nextRun(schedule, Date.parse(from));
  return at === undefined ? undefined : new Date(at).toISOString().slice(0, 16);
};

describe('a schedule of an instance', () => {
  it.each([
    [cron('0 18 * * *'), '2026-11-16T10:00Z', '2026-11-16T18:00'],
    [cron('0 18 * * *'), '2026-11-16T18:00Z', '2026-11-17T18:00'],
    [cron('30 7 * * mon-fri'), '2026-11-20T08:00Z', '2026-11-23T07:30'],
    [cron('*/15 * * * *'), '2026-11-16T10:01Z', '2026-11-16T10:15'],
    [cron('0 0 29 2 *'), '2027-03-01T00:00Z', '2028-02-29T00:00'],
    [cron('0 19 * * *', 'W. Europe Standard Time'), '2026-11-16T10:00Z', '2026-11-16T18:00'],
    [cron('0 19 * * *', 'W. Europe Standard Time'), '2026-07-16T10:00Z', '2026-07-16T17:00'],
    [
      {
        recurrence: {
          frequency: 'Week',
          interval: 1,
          schedule: { hours: [6], minutes: [30], weekDays: ['Sunday'] },
        },
      },
      '2026-11-16T10:00Z',
      '2026-11-22T06:30',
    ],
    [{ recurrence: { frequency: 'Hour', interval: 6 } }, '2026-11-16T10:00Z', '2026-11-16T12:00'],
  ])('runs next when it says: %j', (schedule, from, at) => {
    expect(next(schedule, from)).toBe(at);
  });

  it.each(['', '0 18 * *', '60 1 * * *', 'a b c d e', '5-1 * * * *', '*/0 * * * *'])(
    'is refused when nobody can read it: "%s"',
    (expression) => {
      expect(isReadable(cron(expression))).toBe(false);
    },
  );

  it('never runs at or before now', () => {
    assert(
      property(
        integer({ min: 0, max: 59 }),
        integer({ min: 0, max: 23 }),
        integer({ min: 0, max: 2_000_000_000 }),
        (minute, hour, second) => {
          const now = second * 1000;
          const at = nextRun(cron(`${minute} ${hour} * * *`, 'Eastern Standard Time'), now) ?? 0;
          expect(at).toBeGreaterThan(now);
          expect(at - now).toBeLessThanOrEqual(26 * 3_600_000);
        },
      ),
    );
  });
});

describe('durations', () => {
  it('come back as the same length', () => {
    assert(
      property(integer({ min: 0, max: 10_000_000 }), (seconds) => {
        expect(readDuration(printDuration(seconds * 1000))).toBe(seconds * 1000);
      }),
    );
  });

  it.each([
    ['PT120S', 120],
    ['PT5M', 300],
    ['P1DT1H', 90_000],
    ['PT0.5S', 0.5],
  ])('%s is %d seconds', (text, seconds) => {
    expect(readDuration(text)).toBe(seconds * 1000);
  });

  it.each(['', '5 minutes', 'PT', '-PT5M'])('"%s" is none', (text) => {
    expect(readDuration(text)).toBeUndefined();
  });
});

describe('names', () => {
  it.each([
    ['cpu-cluster-1', 'cluster'],
    ['ab', 'attached'],
    ['ci-amara2', 'instance'],
    ['train-1', 'cluster'],
  ] as const)('%s is a fine name of a kind of %s', (name, kind) => {
    expect(nameProblem(name, kind)).toBeUndefined();
  });

  it.each([
    ['cpu-cluster-1', 'instance'],
    ['a', 'cluster'],
    ['1up', 'cluster'],
    ['ends-', 'cluster'],
    ['Local', 'attached'],
    ['über', 'cluster'],
    ['x'.repeat(33), 'cluster'],
  ] as const)('%s is no name of a kind of %s', (name, kind) => {
    expect(nameProblem(name, kind)).toBeDefined();
  });
});
