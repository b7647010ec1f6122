import { setTimeout } from 'node:timers/promises';

/** Why the program ends. `terminal-gone`: nobody can read or type any more. */
export type WayOut =
  | { readonly by: 'quit' }
  | { readonly by: 'signal'; readonly signal: EndingSignal }
  | { readonly by: 'terminal-gone' }
  | { readonly by: 'crash'; readonly error: unknown };

/** The signals that end the program, and their numbers (POSIX). */
const endingSignals = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGTERM: 15 } as const;
export type EndingSignal = keyof typeof endingSignals;

/** What the shell is told: 0, 1 for a crash, otherwise 128 and the signal's number; a terminal that is gone counts as hung up. */
export const exitCodeOf = (way: WayOut): number =>
  way.by === 'signal' ? 128 + endingSignals[way.signal] : exitCodes[way.by];

const exitCodes = {
  quit: 0,
  crash: 1,
  'terminal-gone': 128 + endingSignals.SIGHUP,
} as const satisfies Record<Exclude<WayOut['by'], 'signal'>, number>;

type Stream = {
  on(event: string, listener: (error: NodeJS.ErrnoException) => void): unknown;
};

/** The parts of Node's `process` that ways out are bound to. */
export type ExitHost = {
  on(event: string, listener: (value: unknown) => void): unknown;
  exit(code: number): void;
  readonly stdin: Stream;
  readonly stdout: Stream;
  readonly stderr: Stream;
};

export type WaysOut = {
  /** Ends the program: restores the terminal, runs what was registered, and exits. Only the first call counts. */
  readonly leave: (way: WayOut) => void;
  /**
   * Runs `last` on every way out, after the terminal was restored and before the process ends. What it has not done when it returns
   * is not done any more: it must not wait. Returns how to take it back.
   */
  readonly beforeLeaving: (last: (way: WayOut) => void) => () => void;
  /** Does work in which Ctrl-C and Ctrl-\\ are meant for somebody else at the same terminal, and lets nothing else run meanwhile. */
  readonly whileDeaf: (work: () => void) => Promise<void>;
};

/**
 * Binds every way a full-screen program ends to one restoration of the terminal.
 *
 * @param restore puts the terminal back and stops all further output; called once, first thing
 * @param tellCrash says what happened, on the restored terminal
 */
export const bindWaysOut = (
  host: ExitHost,
  restore: () => void,
  tellCrash: (error: unknown) => void,
): WaysOut => {
  const lasts = new Set<(way: WayOut) => void>();
  let leaving = false;
  let deaf = false;

  /** @returns whether this was the first reason */
  const wrapUp = (way: WayOut): boolean => {
    if (leaving) return false;
    leaving = true;
    attempt(restore);
    for (const last of lasts) attempt(() => last(way));
    return true;
  };

  const leave = (way: WayOut): void => {
    if (!wrapUp(way)) return;
    if (way.by === 'crash') attempt(() => tellCrash(way.error));
    host.exit(exitCodeOf(way));
  };

  for (const signal of ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const) {
    host.on(signal, () => {
      if (!deaf || (signal !== 'SIGINT' && signal !== 'SIGQUIT')) leave({ by: 'signal', signal });
    });
  }
  host.on('uncaughtException', (error) => leave({ by: 'crash', error }));
  host.on('unhandledRejection', (error) => leave({ by: 'crash', error }));
  // An end that somebody else has chosen, with its code; then this is all that is left to do.
  host.on('exit', () => wrapUp({ by: 'quit' }));
  const gone = (): void => leave({ by: 'terminal-gone' });
  for (const event of ['end', 'close', 'error']) host.stdin.on(event, gone);
  for (const event of ['close', 'error']) host.stdout.on(event, gone);
  // Complaints that nobody can read are no reason to end.
  host.stderr.on('error', () => undefined);

  return {
    leave,
    beforeLeaving: (last) => {
      lasts.add(last);
      return () => lasts.delete(last);
    },
    whileDeaf: async (work) => {
      deaf = true;
      try {
        work();
      } finally {
        // What came during the work is only heard now.
        await setTimeout(heardWithinMs);
        deaf = false;
      }
    },
  };
};

const heardWithinMs = 20;

/** On the way out one thing that fails must not keep the others from happening. */
const attempt = (work: () => void): void => {
  try {
    work();
  } catch {
    // Nothing is left that could be told to anybody.
  }
};
