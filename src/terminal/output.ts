type Write = NodeJS.WriteStream['write'];
type Done = (error?: Error | null) => void;

/** Replaces a stream's `write` by one that gives each text to `take`; returns how to put the old one back. */
const divert = (stream: { write: Write }, take: (text: string) => void): (() => void) => {
  const write = stream.write;
  stream.write = (
    chunk: Uint8Array | string,
    encodingOrDone?: BufferEncoding | Done,
    done?: Done,
  ): boolean => {
    take(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    const called = typeof encodingOrDone === 'function' ? encodingOrDone : done;
    if (called !== undefined) queueMicrotask(() => called());
    return true;
  };
  return () => {
    stream.write = write;
  };
};

/** From now on nothing more reaches the stream: whoever still draws, draws into the void. */
export const silence = (stream: { write: Write }): void => {
  divert(stream, () => undefined);
};

/** Runs `work` and sends all it wrote at once, as `shape` made it: what was on the screen stays until then. */
export const inOneWrite = <T>(
  stream: { write: Write },
  shape: (written: string) => string,
  work: () => T,
): T => {
  const pieces: string[] = [];
  const restore = divert(stream, (text) => pieces.push(text));
  try {
    return work();
  } finally {
    restore();
    stream.write(shape(pieces.join('')));
  }
};

const keptAtMost = 50;

/**
 * Keeps what others print on this stream, which would tear the picture, instead of printing it: the last 50 texts.
 * A stream that does not go to a terminal is left alone.
 */
export const keepStrayOutput = (stream: { write: Write; readonly isTTY?: boolean }): readonly string[] => {
  const kept: string[] = [];
  if (stream.isTTY === true) {
    divert(stream, (text) => {
      kept.push(text);
      if (kept.length > keptAtMost) kept.shift();
    });
  }
  return kept;
};
