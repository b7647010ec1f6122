import { idKey } from '#azure/place.ts';
import type { Figures, History, Track } from './history.ts';

/** A day of slots; what is older is forgotten. */
export const keptSlots = 720;

/** The slowest pace of polling leaves out so many slots: within them a figure is taken to have stayed as it was at the look before. */
const carriedSlots = 3;

/** What one look tells of a compute. */
export type Measured = {
  readonly id: string;
  readonly nodes: number | undefined;
  readonly queue: number | undefined;
};

const endOf = ({ first, nodes }: Track): number => first + nodes.length;

const newest = (track: Track): Track => {
  const tooMany = track.nodes.length - keptSlots;
  return tooMany <= 0
    ? track
    : { first: track.first + tooMany, nodes: track.nodes.slice(tooMany), queue: track.queue.slice(tooMany) };
};

const extended = (figures: Figures, gap: number, value: number | undefined): Figures => {
  const carried = gap <= carriedSlots ? figures.at(-1) : undefined;
  return [...figures, ...Array.from({ length: gap }, () => carried), value];
};

/** The last figure, now that somebody knows it. */
const filled = (figures: Figures, value: number | undefined): Figures =>
  figures.at(-1) === undefined && value !== undefined ? [...figures.slice(0, -1), value] : figures;

/** The servers of a service may differ by so many slots at the most; further back the clock was wrong before. */
const agreeing = 2;

const added = (given: Track | undefined, slot: number, look: Measured): Track => {
  const { nodes, queue } = look;
  const track = given !== undefined && endOf(given) > slot + 1 + agreeing ? before(given, slot) : given;
  const gap = track === undefined ? keptSlots : slot - endOf(track);
  if (track === undefined || gap >= keptSlots) return { first: slot, nodes: [nodes], queue: [queue] };
  if (gap < -1) return track;
  if (gap === -1) return { ...track, nodes: filled(track.nodes, nodes), queue: filled(track.queue, queue) };
  return newest({
    first: track.first,
    nodes: extended(track.nodes, gap, nodes),
    queue: extended(track.queue, gap, queue),
  });
};

/** What was measured before a slot: a clock that was ahead once has measured what is yet to come. */
const before = ({ first, nodes, queue }: Track, slot: number): Track | undefined =>
  slot <= first
    ? undefined
    : { first, nodes: nodes.slice(0, slot - first), queue: queue.slice(0, slot - first) };

/**
 * Adds a look at all computes; what is known of a slot already stays. What has not been seen for a day is
 * forgotten, so that the whole is bounded by the computes of a day.
 */
export const measured = (history: History, slot: number, looks: Iterable<Measured>): History => {
  const after = new Map([...history].filter(([, track]) => endOf(track) > slot - keptSlots));
  for (const look of looks) {
    const key = idKey(look.id);
    after.set(key, added(after.get(key), slot, look));
  }
  return after;
};

const merged = (a: Track, b: Track): Track => {
  const first = Math.min(a.first, b.first);
  const either = (name: 'nodes' | 'queue'): Figures =>
    Array.from(
      { length: Math.max(endOf(a), endOf(b)) - first },
      (_, at) => a[name][first + at - a.first] ?? b[name][first + at - b.first],
    );
  return Math.abs(a.first - b.first) > 2 * keptSlots
    ? a
    : newest({ first, nodes: either('nodes'), queue: either('queue') });
};

/** What two sessions have measured together: where both know a figure, `own` counts. */
export const together = (own: History, other: History): History => {
  const both = new Map(other);
  for (const [key, track] of own) {
    const theirs = other.get(key);
    both.set(key, theirs === undefined ? track : merged(track, theirs));
  }
  return both;
};
