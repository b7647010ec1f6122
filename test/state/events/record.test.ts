import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withSightings } from '#state/events/record.ts';
import { noEvents, type Sighting } from '#state/events/work-event.ts';

const sighting = (name: string, change = 'idle -> running', more: Partial<Sighting> = {}): Sighting => ({
  kind: 'node',
  name,
  change,
  tone: 'works',
  who: '',
  subject: { is: 'node', clusterId: '/c', id: name },
  ...more,
});

const many = (count: number): readonly Sighting[] =>
  Array.from({ length: count }, (_, index) => sighting(`n${index}`));

const ours = (change: string, facts: NonNullable<Sighting['ours']>, more: Partial<Sighting> = {}): Sighting =>
  sighting('gpu', change, {
    kind: 'operation',
    who: 'you',
    subject: { is: 'operation', id: facts.id },
    ours: facts,
    ...more,
  });

const ended = ours('scaled', { id: 'op', tookMs: 31_000 });
const seen = ours('max nodes 4 -> 8', { id: 'op', changes: 'max nodes 4 -> 8' });
const merged = { change: 'max nodes 4 -> 8', ours: { id: 'op', tookMs: 31_000 }, name: 'gpu' };

describe('events', () => {
  it('are the newest first, each with its time', () => {
    const first = withSightings(noEvents, [sighting('a')], 1);
    const second = withSightings(first, [sighting('b')], 2);
    expect(second.rows.map(({ name, at }) => [name, at])).toEqual([
      ['b', 2],
      ['a', 1],
    ]);
    expect(withSightings(second, [], 3)).toBe(second);
  });

  it('of one answer that are alike are summed up when they are more than four', () => {
    expect(withSightings(noEvents, many(4), 1).rows).toHaveLength(4);
    const { rows } = withSightings(noEvents, [...many(37), sighting('x', 'came, idle')], 1);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({ count: 37, kind: 'node', change: 'idle -> running' });
    expect(rows[1]?.subject).toBeUndefined();
  });

  it('are summed up by what they have in common', () => {
    const submitted = Array.from({ length: 5 }, (_, index) =>
      sighting(`j${index}`, `submitted by u${index}, Queued`, { alike: 'submitted, Queued' }),
    );
    expect(withSightings(noEvents, submitted, 1).rows).toMatchObject([
      { count: 5, change: 'submitted, Queued' },
    ]);
    expect(withSightings(noEvents, submitted.slice(1), 1).rows[0]?.change).toBe('submitted by u4, Queued');
  });

  it('are kept up to 500, whatever comes, and never share an id', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 60 }), (bursts) => {
        let events = noEvents;
        bursts.forEach((count, at) => {
          const different = Array.from({ length: count }, (_, index) => sighting(`n${index}`, `c${index}`));
          events = withSightings(events, different, at);
        });
        const sum = bursts.reduce((total, count) => total + count, 0);
        expect(events.rows).toHaveLength(Math.min(500, sum));
        expect(new Set(events.rows.map(({ id }) => id)).size).toBe(events.rows.length);
      }),
    );
  });

  it('about one operation of ours are one: what it changed and how long it took, whichever is seen first', () => {
    const endedFirst = withSightings(withSightings(noEvents, [ended], 1), [seen], 2);
    const seenFirst = withSightings(withSightings(noEvents, [seen], 1), [ended], 2);
    const together = withSightings(noEvents, [seen, ended], 1);
    for (const { rows } of [endedFirst, seenFirst, together]) {
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject(merged);
    }
  });

  it('never hide that an operation has failed behind what it changed', () => {
    const failed = ours('scale failed: X: y', { id: 'op', tookMs: 1000 }, { tone: 'needsPerson' });
    for (const both of [
      [seen, failed],
      [failed, seen],
    ])
      expect(withSightings(noEvents, both, 1).rows).toMatchObject([
        { change: 'scale failed: X: y', tone: 'needsPerson' },
      ]);
  });
});
