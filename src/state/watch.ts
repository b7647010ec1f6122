import type { Poller } from './poller.ts';

/**
 * Who is interested in which source: the first watcher starts its poller, the last one stops it. While paused (by the
 * user, or because nobody can see the screen) nothing is asked, and interest is remembered.
 */
export type Watch<Source extends string> = {
  /** Registers interest; call the returned function once to end it. */
  readonly acquire: (source: Source) => () => void;
  readonly pause: (reason: string) => void;
  readonly resume: (reason: string) => void;
  /** Ends all asking for good. */
  readonly close: () => void;
};

export const createWatch = <Source extends string>(
  pollers: Readonly<Record<Source, Poller>>,
): Watch<Source> => {
  const interest = new Map<Source, number>();
  const reasons = new Set<string>();
  const settle = (source: Source): void => {
    const wanted = reasons.size === 0 && (interest.get(source) ?? 0) > 0;
    if (wanted) pollers[source].start();
    else pollers[source].stop();
  };
  const settleAll = (): void => {
    for (const source of interest.keys()) settle(source);
  };
  return {
    acquire: (source) => {
      interest.set(source, (interest.get(source) ?? 0) + 1);
      settle(source);
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        interest.set(source, (interest.get(source) ?? 1) - 1);
        settle(source);
      };
    },
    pause: (reason) => {
      reasons.add(reason);
      settleAll();
    },
    resume: (reason) => {
      reasons.delete(reason);
      settleAll();
    },
    close: () => {
      reasons.add('closed');
      settleAll();
    },
  };
};
