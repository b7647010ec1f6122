import type { Json } from '#azure/gateway.ts';
import type { CheckResult } from '#state/checks.ts';
import type { Difference } from '#state/differences.ts';
import type { problemRecord } from './problem-sentence.ts';

/** What became of one compute that a command is about. */
export type Outcome = {
  readonly name: string;
  /** The ARM id of the compute. */
  readonly id: string;
  readonly does: string;
  readonly outcome:
    | 'planned'
    /** It is like that already: nothing was sent. */
    | 'unchanged'
    /** The service has begun; it goes on without this program. */
    | 'accepted'
    | 'succeeded'
    | 'failed'
    /** A check stands against it. */
    | 'refused'
    | 'not-confirmed'
    /** Nothing stands against it but what stands against another of the same command. */
    | 'skipped';
  /** Why, or what of it, a sentence each. */
  readonly words: readonly string[];
  readonly checks?: readonly CheckResult[];
  readonly warnings?: readonly string[];
  /** What of an existing compute changes. */
  readonly changes?: readonly Difference[];
  /** What is sent, secrets masked. */
  readonly body?: Json;
  readonly problem?: ReturnType<typeof problemRecord>;
};

/** 0 done, 1 an error, 3 refused by a check or not confirmed. */
export const exitCodeOf = (outcomes: readonly Outcome[]): 0 | 1 | 3 => {
  if (outcomes.some(({ outcome }) => outcome === 'failed')) return 1;
  return outcomes.some(({ outcome }) => outcome === 'refused' || outcome === 'not-confirmed') ? 3 : 0;
};

const results: Readonly<Record<Outcome['outcome'], string>> = {
  planned: 'would be sent',
  unchanged: 'is like that already, nothing was sent',
  accepted: 'accepted; it goes on at the service',
  succeeded: 'succeeded',
  failed: 'failed',
  refused: 'refused, nothing was sent',
  'not-confirmed': 'not confirmed, nothing was sent',
  skipped: 'not sent because of the others',
};

/** One line for people. */
export const outcomeLine = ({ does, name, outcome }: Outcome): string =>
  `${does} ${name}: ${results[outcome]}`;
