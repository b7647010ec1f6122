import type { Operation } from '../app-state.ts';

/** How an event is to be taken; the screens colour it by this. */
export type EventTone = 'neutral' | 'works' | 'changing' | 'needsPerson' | 'takenAway';

/** What an event is about, to be opened from it. */
export type EventSubject =
  | { readonly is: 'compute'; readonly id: string }
  | { readonly is: 'node'; readonly clusterId: string; readonly id: string }
  | { readonly is: 'job'; readonly name: string }
  | { readonly is: 'operation'; readonly id: string };

/** One thing that has changed, as two looks tell it. Its words are `name` and `change`; `who` is known only of changes that a person or a rule makes. */
export type Sighting = {
  readonly kind: EventSubject['is'];
  readonly name: string;
  readonly change: string;
  readonly tone: EventTone;
  /** Empty where Azure Machine Learning does it by itself. */
  readonly who: '' | 'you' | 'somebody else';
  readonly subject: EventSubject;
  /** Of an operation of ours: what it has changed, as seen on the resource, and how long it took, ms. Both may come later. */
  readonly ours?: {
    readonly id: Operation['id'];
    readonly changes?: string;
    readonly tookMs?: number;
  };
};

/** A sighting with its time, or several alike in one. */
export type WorkEvent = Omit<Sighting, 'subject'> & {
  readonly id: string;
  /** Wall time of the answer that showed it, ms. */
  readonly at: number;
  /** How many things have changed alike in one answer. */
  readonly count: number;
  /** Absent of an event that sums up several. */
  readonly subject?: EventSubject;
};

/** What has happened since the workspace was opened, newest first, and how many events there have ever been. */
export type Events = { readonly rows: readonly WorkEvent[]; readonly seen: number };

export const noEvents: Events = { rows: [], seen: 0 };

/** Events beyond this many, the oldest, are forgotten. */
const keptEvents = 500;

/** This many things that change alike in one answer are told one by one; more are summed up. */
const toldSingly = 4;

/** The sightings of one answer, those that are alike and many as one. */
const summedUp = (
  sightings: readonly Sighting[],
): readonly (Omit<WorkEvent, 'id' | 'at'> & Partial<Sighting>)[] => {
  const groups = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    const key = JSON.stringify([sighting.kind, sighting.who, sighting.change]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [sighting]);
    else group.push(sighting);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length <= toldSingly)
      return group.map((each) => ({ ...each, count: 1 }));
    const { subject: _, ours: __, ...alike } = first;
    return [{ ...alike, name: '', count: group.length }];
  });
};

/** An operation and what it changed are seen one after the other, in any order, and are one event: what is known of the earlier one is kept. */
const completed = <E extends Pick<WorkEvent, 'change' | 'ours' | 'tone'>>(
  event: E,
  earlier: WorkEvent | undefined,
): E => {
  if (event.ours === undefined || earlier?.ours === undefined) return event;
  const ours = { ...earlier.ours, ...event.ours };
  const failed = event.tone === 'needsPerson' || earlier.tone === 'needsPerson';
  if (failed) return event.tone === 'needsPerson' ? { ...event, ours } : { ...event, ...earlier, ours };
  return { ...event, ours, change: ours.changes ?? event.change };
};

/** Adds what one answer has shown at wall time `at`. Bounded; the same object when there is nothing new. */
export const withSightings = (events: Events, sightings: readonly Sighting[], at: number): Events => {
  if (sightings.length === 0) return events;
  let { rows, seen } = events;
  const fresh: WorkEvent[] = [];
  for (const each of summedUp(sightings)) {
    const ofOurs = (row: WorkEvent): boolean => row.ours !== undefined && row.ours.id === each.ours?.id;
    const earlier = each.ours === undefined ? undefined : (fresh.find(ofOurs) ?? rows.find(ofOurs));
    if (earlier !== undefined) {
      rows = rows.filter((row) => row !== earlier);
      if (fresh.includes(earlier)) fresh.splice(fresh.indexOf(earlier), 1);
    }
    seen += 1;
    fresh.unshift({ ...completed(each, earlier), id: String(seen), at });
  }
  return { rows: [...fresh, ...rows].slice(0, keptEvents), seen };
};
