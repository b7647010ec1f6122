import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { isUnfinished, splitKeystrokes } from './split-keystrokes.ts';

const escape = '\u001b';

/**
 * Escape as the kitty protocol writes it. Ink would hold a bare ESC back for 20 ms, and take a letter that
 * follows meanwhile for an Alt chord; this form is complete in itself.
 */
const wholeEscape = '\u001b[27u';

export type KeystrokeOptions = {
  /** Called with each keystroke as the terminal sent it, in order. True withholds it from Ink. */
  readonly intercept?: (stroke: string) => boolean;
  /** How long a lone ESC may still become a sequence. Default 25 ms. */
  readonly escapeMs?: number;
  /** How long a sequence that has begun may stay unfinished; a slow link can cut one in two. Default 250 ms. */
  readonly sequenceMs?: number;
  /** How long a paste may pause before it is taken as ended. Default 2,000 ms. */
  readonly pasteMs?: number;
};

type TerminalInput = NodeJS.ReadableStream & {
  readonly isTTY?: boolean;
  setRawMode?(on: boolean): unknown;
  ref?(): unknown;
  unref?(): unknown;
};

/** What `render(…, {stdin})` of Ink needs beyond a readable stream. */
export type KeystrokeStream = Readable & {
  readonly isTTY: boolean;
  setRawMode(on: boolean): KeystrokeStream;
  ref(): KeystrokeStream;
  unref(): KeystrokeStream;
};

/**
 * A standard input for Ink that hands over one keystroke (or one whole paste) per turn of the event loop.
 *
 * A read of a terminal may carry many keys: typed ahead, over a slow link, or from `tmux send-keys`. Ink takes the
 * printable ones of a read as a single event, so that `jj` is no key and an Enter among letters is lost. With a turn
 * between keystrokes React has committed the one before, and every handler sees fresh state.
 *
 * Raw mode, ref and unref reach the terminal; the source is paused while raw mode is off, so that a program that
 * was lent the terminal gets its keys. End, close and errors of the source end this stream.
 */
export const createKeystrokeStream = (
  source: TerminalInput,
  { intercept, escapeMs = 25, sequenceMs = 250, pasteMs = 2_000 }: KeystrokeOptions = {},
): KeystrokeStream => {
  const decoder = new StringDecoder('utf8');
  const waiting: string[] = [];
  let pending = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let scheduled = false;
  let sourceEnded = false;
  let ended = false;

  const stream = new Readable({
    objectMode: true,
    read: () => {
      schedule();
    },
  });

  const finish = (): void => {
    if (ended) return;
    ended = true;
    stream.push(null);
    // The end of a stream is told only to who reads it; with Ink unmounted nobody does.
    if (stream.listenerCount('readable') === 0) stream.resume();
  };

  const deliver = (): void => {
    scheduled = false;
    const hasReader = stream.listenerCount('readable') > 0;
    if (!hasReader && sourceEnded) finish();
    // One at a time: what lies unread would be read together with the next.
    if (ended || !hasReader || stream.readableLength > 0) return;
    const stroke = waiting.shift();
    if (stroke === undefined) {
      if (sourceEnded) finish();
      return;
    }
    if (intercept?.(stroke) !== true && !isUnfinished(stroke)) {
      stream.push(stroke === escape ? wholeEscape : stroke);
    }
    schedule();
  };

  const schedule = (): void => {
    if (scheduled || (waiting.length === 0 && !sourceEnded)) return;
    scheduled = true;
    setImmediate(deliver);
  };

  /** What is pending did not go on: it is what it is. */
  const settle = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (pending === '') return;
    const rest = pending;
    pending = '';
    if (rest.startsWith('\u001b[200~')) waiting.push(`${rest}\u001b[201~`);
    else if (rest === '\u001b\u001b') waiting.push(escape, escape);
    else waiting.push(rest);
    schedule();
  };

  const patienceMs = (): number => {
    if (pending.startsWith('\u001b[200~')) return pasteMs;
    return pending === escape || pending === '\u001b\u001b' ? escapeMs : sequenceMs;
  };

  const take = (text: string): void => {
    const split = splitKeystrokes(text, pending);
    pending = split.pending;
    waiting.push(...split.strokes);
    clearTimeout(timer);
    timer = pending === '' ? undefined : setTimeout(settle, patienceMs());
    schedule();
  };

  const sourceFinished = (): void => {
    if (sourceEnded) return;
    take(decoder.end());
    settle();
    sourceEnded = true;
    schedule();
  };

  source.on('data', (chunk: Buffer | string) => {
    take(typeof chunk === 'string' ? chunk : decoder.write(chunk));
  });
  source.on('end', sourceFinished);
  source.on('close', sourceFinished);
  source.on('error', sourceFinished);
  stream.on('newListener', (event) => {
    if (event === 'readable') schedule();
  });

  const keystrokes: KeystrokeStream = Object.assign(stream, {
    isTTY: source.isTTY === true,
    setRawMode: (on: boolean) => {
      source.setRawMode?.(on);
      if (on) source.resume();
      else source.pause();
      return keystrokes;
    },
    // What leaves here is text already.
    setEncoding: () => keystrokes,
    ref: () => {
      source.ref?.();
      return keystrokes;
    },
    unref: () => {
      source.unref?.();
      return keystrokes;
    },
  });
  return keystrokes;
};
