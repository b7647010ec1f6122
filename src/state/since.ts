import type { AppState } from './app-state.ts';

/**
 * Since when a thing is in its present state, as seen from here: Azure gives no such times for nodes and jobs.
 * When nobody was looking at the moment of the change, `exact` is false; then the time is a lower bound ("3m+").
 */
export type Since = { readonly word: string; readonly at: number; readonly exact: boolean };
export type SinceById = ReadonlyMap<string, Since>;

/** A thing as one look shows it. */
export type Sight = {
  readonly id: string;
  readonly word: string;
  /** When it was made, by the service's clock, ms; absent for things that every look shows all of. 0 when the service does not say. */
  readonly createdAt?: number;
  /** The look before this one that showed it, ms; absent when that was the look before, as for every other thing. */
  readonly seenBeforeAt?: number | undefined;
};

/** Two looks no further apart than this, in ms of wall time, tell when something has changed between them. */
const closeMs = 90_000;

/**
 * The same at the user's own pace: looks in turn, none of which failed, are close however slow the pace is. Wall time in ms.
 * @param refreshSeconds the pace that was chosen, if one was
 */
export const closeLooksMs = (refreshSeconds = 0): number => Math.max(closeMs, refreshSeconds * 2000);

/** The same by the service's clock, ms: that of a demo's world may go many times as fast. */
export const closeByService = ({ refreshSeconds, demoSpeed = 1 }: AppState['about']): number =>
  closeLooksMs(refreshSeconds) * Math.max(1, demoSpeed);

/** Observations of a workspace or a cluster that nobody has looked at since wall time `seenAt`, ms. */
export type Left = { readonly since: SinceById; readonly seenAt: number };

/** For so long, in ms of wall time, nobody may look at things before it is not known any more whether they have stayed as they were. */
const unseenMs = (paceMs: number): number => Math.max(closeMs, 2 * paceMs);

/**
 * What is still known of earlier observations: all, or nothing after a time in which nobody looked. What is as it was before may have been
 * otherwise meanwhile, so it is not said to have been so for longer than it was seen.
 * @param paceMs how often it is looked at
 */
export const notForgotten = (left: Left | undefined, now: number, paceMs: number): SinceById | undefined =>
  left === undefined || now - left.seenAt > unseenMs(paceMs) ? undefined : left.since;

/**
 * Carries the observations over to the newest look; ids that are gone are forgotten, so it is bounded by the rows. A change is dated
 * exactly only when somebody was looking: the thing was seen in another state, or was not there yet, at a look shortly before.
 * @param at the service's clock at this look, ms
 * @param lastLookAt the same at the look before; undefined when this is the first, so that everything seen may be old
 * @param closeWithin how far apart two looks may be, ms of the service's clock
 */
export const observe = (
  before: SinceById,
  sights: Iterable<Sight>,
  at: number,
  lastLookAt: number | undefined,
  closeWithin = closeMs,
): SinceById => {
  const isClose = (look: number | undefined): boolean => look !== undefined && at - look <= closeWithin;
  /** Whether the look before would have shown it, had it been there. */
  const isNew = ({ createdAt }: Sight): boolean =>
    createdAt === undefined || (lastLookAt !== undefined && createdAt > lastLookAt);
  const after = new Map<string, Since>();
  let changed = false;
  for (const sight of sights) {
    const { id, word, seenBeforeAt = lastLookAt } = sight;
    const old = before.get(id);
    if (old?.word === word) after.set(id, old);
    else {
      const exact = old === undefined ? isNew(sight) && isClose(lastLookAt) : isClose(seenBeforeAt);
      after.set(id, { word, at, exact });
      changed = true;
    }
  }
  return !changed && after.size === before.size ? before : after;
};
