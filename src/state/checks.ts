import type { Difference } from './differences.ts';

/** An entry that keeps another from being made: it is used instead, or detached first. */
export type EntryInTheWay = {
  readonly name: string;
  /** It is what was asked for already: there is nothing to type, it is opened. */
  readonly use?: true;
  /** Whether a second attachment is possible all the same, by typing the name: it breaks the first. */
  readonly overridable: boolean;
};

/** What was looked into before a write. A block stops it, a warning lets the user go on, `unknown` could not be told: the service has the last word. */
export type CheckResult = {
  readonly id: string;
  readonly is: 'pass' | 'warn' | 'block' | 'unknown';
  /** The finding and its evidence, in one sentence. */
  readonly words: string;
  /** Of a block: the entry that is in the way. A block without one stands. */
  readonly inTheWay?: EntryInTheWay;
};

/** The checks of the plan that is open. */
export type Checks = {
  /** What they were made for: the plan's name and body. Results for anything else are stale. */
  readonly of: string;
  readonly running: boolean;
  readonly results: readonly CheckResult[];
  /** What an existing resource of that name would have changed; undefined when there is none. */
  readonly overwrites?: readonly Difference[];
};

/** Whether nothing can be sent, whatever is typed. */
export const isBlocked = (checks: Checks | undefined): boolean =>
  checks?.results.some(({ is, inTheWay }) => is === 'block' && inTheWay === undefined) ?? false;

/** The entry that has to be detached, or broken, before it can be sent; undefined when there is none. */
export const entryInTheWay = (checks: Checks | undefined): EntryInTheWay | undefined =>
  checks?.results.find(({ is, inTheWay }) => is === 'block' && inTheWay !== undefined)?.inTheWay;

/** What the user has typed an answer for: to change what has the name, to attach a second time, or to detach the first one before. */
export type Agreed = 'overwrite' | 'duplicate' | 'detach';

/**
 * What a typed text agrees to; undefined while it is no answer.
 * @param asked what has to be typed for the thing itself: see `confirmationText`
 */
export const agreedBy = (typed: string, asked: string, breaks?: EntryInTheWay): Agreed | undefined => {
  if (breaks === undefined) return typed === asked ? 'overwrite' : undefined;
  if (typed === `detach ${asked}`) return 'detach';
  return typed === asked && breaks.overridable ? 'duplicate' : undefined;
};
