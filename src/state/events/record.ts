import type { Events, Sighting, WorkEvent } from './work-event.ts';

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
    const key = JSON.stringify([sighting.kind, sighting.who, sighting.alike ?? sighting.change]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [sighting]);
    else group.push(sighting);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length <= toldSingly)
      return group.map((each) => ({ ...each, count: 1 }));
    const { subject: _, ours: __, ...alike } = first;
    return [{ ...alike, change: first.alike ?? first.change, name: '', count: group.length }];
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
  return { ...events, rows: [...fresh, ...rows].slice(0, keptEvents), seen };
};
