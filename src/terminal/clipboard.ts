import { spawnSync } from 'node:child_process';
import { childEnvironment } from '#local/child-environment.ts';

/** What copying needs of the surroundings. */
export type ClipboardHost = {
  /** Set inside tmux. */
  readonly tmux: string | undefined;
  /** Runs a program with a text on its standard input; tells whether it ended well. */
  readonly feed: (program: string, args: readonly string[], text: string) => boolean;
  /** Writes to the terminal itself. */
  readonly write: (sequence: string) => void;
};

/** OSC 52 of xterm's "Control Sequences": a text, in base64, for the clipboard of whoever sits at the terminal. */
const toClipboard = (text: string): string => `\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`;

/**
 * Gives a text to the terminal's clipboard, also over ssh. Inside tmux it goes through tmux (`load-buffer -w`, from 3.2 on), which keeps it
 * as its own buffer, too; an older tmux gets the sequence that it may pass on. No terminal answers whether it took it.
 * @returns where it was sent, in words
 */
export const sendToClipboard = (text: string, { tmux, feed, write }: ClipboardHost): string => {
  if (tmux !== undefined && tmux !== '' && feed('tmux', ['load-buffer', '-w', '-'], text))
    return 'sent to tmux and to the terminal';
  write(toClipboard(text));
  return 'sent to the terminal';
};

/** A tmux that does not answer must not hold the screen. */
const longestMs = 1000;

export const feedProgram: ClipboardHost['feed'] = (program, args, text) =>
  spawnSync(program, args, {
    input: text,
    env: childEnvironment(process.env),
    stdio: ['pipe', 'ignore', 'ignore'],
    timeout: longestMs,
  }).status === 0;

/** Copies from this process and its terminal. */
export const copyHere = (text: string): string =>
  sendToClipboard(text, {
    tmux: process.env['TMUX'],
    feed: feedProgram,
    write: (sequence) => void process.stdout.write(sequence),
  });
