import type { Difference } from './differences.ts';

/** What was looked into before a write. A block stops it, a warning lets the user go on, `unknown` could not be told: the service has the last word. */
export type CheckResult = {
  readonly id: string;
  readonly is: 'pass' | 'warn' | 'block' | 'unknown';
  /** The finding and its evidence, in one sentence. */
  readonly words: string;
  /** Of a block: whoever types this name may send in spite of it. A block without it stands. */
  readonly overriddenBy?: string;
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
  checks?.results.some(({ is, overriddenBy }) => is === 'block' && overriddenBy === undefined) ?? false;

/** What has to be typed before it can be sent; undefined when there is nothing in the way but what blocks for good. */
export const overriddenBy = (checks: Checks | undefined): string | undefined =>
  checks?.results.find((each) => each.is === 'block' && each.overriddenBy !== undefined)?.overriddenBy;
