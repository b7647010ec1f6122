// Loaded when it is first needed, and so here: what waits for turns of the event loop does not wait for files.
import '#state/commands/run-checks.ts';
import type { Clock } from '#state/clock.ts';
import { startMs } from './gateway.ts';

/** One turn of the event loop: what is resolved has then had its consequences. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

type Timer = { readonly at: number; readonly wake: () => void };

/** A clock with timers that only `run` moves. */
export const handTimers = (fromMs = startMs) => {
  let nowMs = fromMs;
  const timers = new Set<Timer>();
  const clock: Clock = {
    now: () => nowMs,
    after: (waitMs, wake) => {
      const timer = { at: nowMs + waitMs, wake };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  const next = (until: number): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers)
      if (timer.at <= until && (first === undefined || timer.at < first.at)) first = timer;
    return first;
  };
  return {
    clock,
    waiting: (): number => timers.size,
    /** Moves the time, firing every timer on the way at its own time; `between` runs before and after each. */
    run: async (ms: number, between: () => Promise<void>): Promise<void> => {
      await between();
      const until = nowMs + ms;
      for (let timer = next(until); timer !== undefined; timer = next(until)) {
        timers.delete(timer);
        nowMs = timer.at;
        timer.wake();
        await between();
      }
      nowMs = until;
      await between();
    },
  };
};
