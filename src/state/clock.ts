/** Wall time and timers, injected so that tests move them by hand. Milliseconds throughout. */
export type Clock = {
  readonly now: () => number;
  /** Runs `wake` once after `waitMs`; the returned function forgets it. */
  readonly after: (waitMs: number, wake: () => void) => () => void;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (waitMs, wake) => {
    const timer = setTimeout(wake, waitMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
