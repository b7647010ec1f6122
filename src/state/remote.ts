import type { Problem } from '#azure/problem.ts';

/**
 * Data that lives elsewhere, on two axes: do I have it (and since when), am I asking (and how did the last attempt go).
 * A failed refresh keeps the data, its age and the reason together. Times are wall time, ms.
 */
export type Remote<T> = {
  readonly data?: T;
  /** When the last good answer came. */
  readonly answeredAt?: number;
  readonly asking: boolean;
  /** Why the last attempt failed; gone with the next good answer. */
  readonly problem?: Problem;
  readonly failingSince?: number;
  /** Failures in a row. */
  readonly failures: number;
};

const nothing: Remote<never> = { asking: false, failures: 0 };

/** Nothing known, nothing asked. */
export const unknown = <T>(): Remote<T> => nothing;

/** A question has gone out. The same object when one was out already. */
export const asking = <T>(remote: Remote<T>): Remote<T> =>
  remote.asking ? remote : { ...remote, asking: true };

/** A good answer at wall time `at`. */
export const answered = <T>(data: T, at: number): Remote<T> => ({
  data,
  answeredAt: at,
  asking: false,
  failures: 0,
});

/** The attempt failed at wall time `at`; an aborted one only stops asking. */
export const failed = <T>(remote: Remote<T>, problem: Problem, at: number): Remote<T> =>
  problem.kind === 'aborted'
    ? { ...remote, asking: false }
    : {
        ...remote,
        asking: false,
        problem,
        failures: remote.failures + 1,
        failingSince: remote.failingSince ?? at,
      };
