import { writeSync } from 'node:fs';
import { crashText } from './crash-text.ts';
import { keepStrayOutput, silence } from './output.ts';
import { focusReportsOff, focusReportsOn, ownModesOff, ownModesOn, restoring } from './sequences.ts';
import { skeleton } from './skeleton.ts';
import { createSuspension, type Suspension } from './suspension.ts';
import { bindWaysOut, type WaysOut } from './ways-out.ts';

/** The terminal while it is ours. */
export type TakenTerminal = WaysOut &
  Pick<Suspension, 'suspend'> & {
    readonly suspension: Suspension;
    /** Gives the terminal to a child that `work` runs and waits for. */
    readonly lend: (work: () => void) => Promise<void>;
    /** A line for the user on the terminal that has been given back, at once. */
    readonly sayAfterwards: (words: string) => void;
  };

/**
 * Makes this process's terminal ours: raw keys, the alternate screen with the skeleton on it, our own modes, and every
 * way out bound to giving it back; with `focus` the terminal also reports its focus. Raw mode comes first: a key typed between the first picture and raw mode would be
 * echoed into it.
 */
export const takeTerminal = (
  ascii: boolean,
  { focus = false }: { readonly focus?: boolean } = {},
): TakenTerminal => {
  const { stdin, stdout, stderr } = process;
  const say = (text: string): void => void stdout.write(text);
  let strayOutput: readonly string[] = [];

  const restore = (): void => {
    silence(stdout);
    // Past Node's own buffers: the process may end right after this.
    writeAll(stdout.fd, restoring);
    stdin.setRawMode(false);
  };
  const tellCrash = (error: unknown): void => writeAll(stderr.fd, crashText(error, strayOutput));

  const waysOut = bindWaysOut(process, restore, tellCrash);
  stdin.setRawMode(true);
  say(skeleton({ columns: stdout.columns, rows: stdout.rows }, ascii));
  if (focus) say(focusReportsOn);
  strayOutput = keepStrayOutput(stderr);

  const suspension = createSuspension(process, {
    off: () => say((focus ? focusReportsOff : '') + ownModesOff),
    on: () => say(ownModesOn + (focus ? focusReportsOn : '')),
  });
  const lend = (work: () => void): Promise<void> => suspension.lend(() => waysOut.whileDeaf(work));
  const sayAfterwards = (words: string): void => writeAll(stderr.fd, `aml-workbench: ${words}\n`);
  return { ...waysOut, suspend: suspension.suspend, suspension, lend, sayAfterwards };
};

/** Writes past Node's streams. A terminal that is slow to take it is tried again, one that is gone is left. */
const writeAll = (descriptor: number, text: string): void => {
  let rest = Buffer.from(text);
  for (let tries = 0; rest.length > 0 && tries < 1000; tries += 1) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
    }
  }
};
