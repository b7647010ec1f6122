import type { Difference } from './differences.ts';

/** What was looked into before a write. A block stops it, a warning lets the user go on, `unknown` could not be told: the service has the last word. */
export type CheckResult = {
  readonly id: string;
  readonly is: 'pass' | 'warn' | 'block' | 'unknown';
  /** The finding and its evidence, in one sentence. */
  readonly words: string;
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

export const isBlocked = (checks: Checks | undefined): boolean =>
  checks?.results.some(({ is }) => is === 'block') ?? false;
