/** Ink's `suspendTerminal`: gives the terminal up, runs the work, takes the terminal back and draws everything anew. */
export type HandOver = (work: () => Promise<void>) => Promise<unknown>;

/** The parts of Node's `process` that job control needs. */
export type JobControlHost = {
  on(event: NodeJS.Signals, listener: () => void): unknown;
  off(event: NodeJS.Signals, listener: () => void): unknown;
  kill(pid: number, signal: NodeJS.Signals): unknown;
  readonly pid: number;
};

export type Suspension = {
  /** Told once the screen is up how to give the terminal away; returns how to take that back. */
  readonly attach: (handOver: HandOver) => () => void;
  /** Stops the program as Ctrl-Z does in a shell, and resolves when it has been continued and drawn anew. */
  readonly suspend: () => Promise<void>;
  /** Gives the terminal to something else for as long as `work` takes, and draws everything anew. Not while it is given away already. */
  readonly lend: (work: () => Promise<void>) => Promise<void>;
  /** Draws everything anew, for a screen that something else has written over. */
  readonly redraw: () => Promise<void>;
};

/**
 * How long to look whether the stop took place. A program whose group has no shell above it (the only one of a terminal
 * window, say) is not stopped by SIGTSTP; then it goes on at once. A stopped program does not see this time pass.
 */
const settleMs = 200;

/**
 * Ctrl-Z and back: also when the stop comes from outside, and when somebody stopped the program without asking (SIGSTOP),
 * which leaves a terminal that others have used meanwhile.
 *
 * @param modes switch on and off what this program asked of the terminal besides what Ink knows about
 */
export const createSuspension = (
  host: JobControlHost,
  modes: { readonly off: () => void; readonly on: () => void },
): Suspension => {
  let handOver: HandOver | undefined;
  let away = false;

  const giveAway = async (work: () => Promise<void>): Promise<void> => {
    if (handOver === undefined || away) return;
    away = true;
    try {
      await handOver(async () => {
        modes.off();
        await work();
      });
      // Not earlier: who was continued in the background (`bg`) is stopped again on taking the terminal back.
      modes.on();
      // A window resized meanwhile told only those in the foreground.
      host.kill(host.pid, 'SIGWINCH');
    } finally {
      away = false;
    }
  };

  const stopHere = async (): Promise<void> => {
    host.off('SIGTSTP', stopAsked);
    // The whole group, as the terminal itself would do it: npm or a script may stand between the shell and us.
    host.kill(0, 'SIGTSTP');
    // This timer also keeps the process alive, which has nothing else to wait for while the terminal is given away.
    await new Promise((resolve) => {
      setTimeout(resolve, settleMs);
    });
    host.on('SIGTSTP', stopAsked);
  };

  const suspend = (): Promise<void> => giveAway(stopHere);
  const stopAsked = (): void => void suspend();
  const redraw = (): Promise<void> => giveAway(() => Promise.resolve());
  const continued = (): void => void redraw();

  return {
    attach: (given) => {
      handOver = given;
      host.on('SIGTSTP', stopAsked);
      host.on('SIGCONT', continued);
      return () => {
        handOver = undefined;
        host.off('SIGTSTP', stopAsked);
        host.off('SIGCONT', continued);
      };
    },
    suspend,
    lend: giveAway,
    redraw,
  };
};
