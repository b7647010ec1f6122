import { PassThrough, type Readable } from 'node:stream';
import * as fc from 'fast-check';
import { render, Text, useInput, usePaste, type Key } from 'ink';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createKeystrokeStream, type KeystrokeOptions } from '#screens/keystroke-stream.ts';

const esc = '\u001b';

/** A terminal's input that a test types into. */
const fakeTerminal = () => {
  const raw: boolean[] = [];
  const source = Object.assign(new PassThrough(), {
    isTTY: true as const,
    setRawMode: (on: boolean) => {
      raw.push(on);
      return source;
    },
    ref: vi.fn<() => unknown>(),
    unref: vi.fn<() => unknown>(),
  });
  return { source, raw };
};

/** Lets everything that is due happen. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

const next = (stream: Readable): string | undefined => {
  const chunk: unknown = stream.read();
  return typeof chunk === 'string' ? chunk : undefined;
};

/** What Ink does with its input, with the turn of the event loop in which each chunk came. */
const listen = (options: KeystrokeOptions = {}) => {
  const { source, raw } = fakeTerminal();
  const stream = createKeystrokeStream(source, options);
  const reads: string[][] = [];
  stream.on('readable', () => {
    const read: string[] = [];
    for (let chunk = next(stream); chunk !== undefined; chunk = next(stream)) read.push(chunk);
    if (read.length > 0) reads.push(read);
  });
  return { source, raw, stream, reads, strokes: () => reads.flat() };
};

describe('Ink gets one keystroke per turn', () => {
  test.each([
    ['two letters', 'jj', ['j', 'j']],
    ['Enter among letters', 'a\rb', ['a', '\r', 'b']],
    ['two arrows', `${esc}[A${esc}[B`, [`${esc}[A`, `${esc}[B`]],
    ['a paste', `x${esc}[200~one\rtwo${esc}[201~y`, ['x', `${esc}[200~one\rtwo${esc}[201~`, 'y']],
  ])('%s in one read arrive singly', async (_what, text, expected) => {
    const { source, reads } = listen();
    source.write(text);
    await vi.waitFor(() => {
      expect(reads).toEqual(expected.map((stroke) => [stroke]));
    });
  });

  test('a letter cut in two by the reads arrives whole', async () => {
    const { source, strokes } = listen();
    const bytes = Buffer.from('é漢😀');
    for (const byte of bytes) source.write(Buffer.from([byte]));
    await vi.waitFor(() => {
      expect(strokes()).toEqual(['é', '漢', '😀']);
    });
  });

  test('everything typed arrives once and in order, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.integer({ min: 1, max: 5 }),
        async (text, size) => {
          fc.pre(!text.includes(esc));
          const { source, stream, reads } = listen();
          const ended = new Promise((resolve) => stream.once('end', resolve));
          const bytes = Buffer.from(text);
          for (let at = 0; at < bytes.length; at += size) source.write(bytes.subarray(at, at + size));
          source.end();
          await ended;
          expect(reads.flat().join('')).toBe(text);
          expect(reads.every((read) => read.length === 1)).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('Escape alone is told after a moment, in a form that Ink cannot take for the start of something', async () => {
    const { source, strokes } = listen();
    source.write(esc);
    await vi.waitFor(() => {
      expect(strokes()).toEqual([`${esc}[27u`]);
    });
  });

  describe('when the bytes stop in the middle', () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    test('a sequence that a slow link cut in two is still one key', async () => {
      const { source, strokes } = listen();
      source.write(`${esc}[`);
      await turn();
      vi.advanceTimersByTime(200);
      source.write('Aj');
      await turn();
      await turn();
      expect(strokes()).toEqual([`${esc}[A`, 'j']);
    });

    test('a torn sequence does not stop the keys that follow', async () => {
      const { source, strokes } = listen();
      source.write(`${esc}[`);
      await turn();
      vi.advanceTimersByTime(250);
      source.write('j');
      await turn();
      await turn();
      expect(strokes()).toEqual(['j']);
    });

    test('Escape pressed twice is two keys', async () => {
      const { source, strokes } = listen();
      source.write(`${esc}${esc}`);
      await turn();
      vi.advanceTimersByTime(25);
      await turn();
      await turn();
      expect(strokes()).toEqual([`${esc}[27u`, `${esc}[27u`]);
    });

    test('a paste whose end never comes is what has come', async () => {
      const { source, strokes } = listen();
      source.write(`${esc}[200~ab`);
      await turn();
      vi.advanceTimersByTime(1_999);
      await turn();
      expect(strokes()).toEqual([]);
      vi.advanceTimersByTime(1);
      await turn();
      expect(strokes()).toEqual([`${esc}[200~ab${esc}[201~`]);
    });
  });

  test('an intercepted keystroke does not reach Ink, and is asked about in its turn', async () => {
    const asked: string[] = [];
    const intercept = (stroke: string) => {
      asked.push(stroke);
      return stroke === '\u0012';
    };
    const { source, strokes } = listen({ intercept });
    source.write(`a\u0012b${esc}[A`);
    await vi.waitFor(() => {
      expect(strokes()).toEqual(['a', 'b', `${esc}[A`]);
    });
    expect(asked).toEqual(['a', '\u0012', 'b', `${esc}[A`]);
  });
});

describe('the terminal behind it', () => {
  test('raw mode, ref and unref reach it; without raw mode nothing is read from it', async () => {
    const { source, raw, stream, strokes } = listen();
    stream.setRawMode(true);
    stream.ref();
    stream.unref();
    expect(stream.isTTY).toBe(true);
    expect(source.ref).toHaveBeenCalledOnce();
    expect(source.unref).toHaveBeenCalledOnce();
    stream.setRawMode(false);
    expect(source.isPaused()).toBe(true);
    source.write('x');
    stream.setRawMode(true);
    expect(raw).toEqual([true, false, true]);
    await vi.waitFor(() => {
      expect(strokes()).toEqual(['x']);
    });
  });

  test.each(['end', 'close', 'error'])('its %s ends the stream, after the keys before it', async (event) => {
    const { source, stream, strokes } = listen();
    const ended = new Promise((resolve) => stream.once('end', resolve));
    source.write('ab');
    await vi.waitFor(() => {
      expect(strokes()).toEqual(['a', 'b']);
    });
    source.emit(event, ...(event === 'error' ? [new Error('EIO')] : []));
    await expect(ended).resolves.toBeUndefined();
  });

  test('its end is told even when nobody reads keys', async () => {
    const { source } = fakeTerminal();
    const stream = createKeystrokeStream(source);
    const ended = new Promise((resolve) => stream.once('end', resolve));
    source.end('abc');
    await expect(ended).resolves.toBeUndefined();
  });

  test('keys typed before anybody reads are kept', async () => {
    const { source } = fakeTerminal();
    const stream = createKeystrokeStream(source);
    source.write('ab');
    await turn();
    const got: unknown[] = [];
    stream.on('readable', () => {
      got.push(stream.read());
    });
    await vi.waitFor(() => {
      expect(got.filter((chunk) => chunk !== null)).toEqual(['a', 'b']);
    });
  });
});

test('in Ink itself each key is an event of its own that sees the state the one before left', async () => {
  const { source } = fakeTerminal();
  const stdout = Object.assign(new PassThrough(), { columns: 80, rows: 24, isTTY: true as const });
  const seen: string[] = [];
  const name = (input: string, key: Key) =>
    key.escape ? 'esc' : key.downArrow ? 'down' : key.return ? 'enter' : input;
  const Typed = () => {
    const [text, setText] = useState('');
    useInput((input, key) => {
      seen.push(`${text}|${name(input, key)}`);
      setText(text + (key.return || key.escape || key.downArrow ? '.' : input));
    });
    usePaste((paste) => {
      seen.push(`paste ${JSON.stringify(paste)}`);
    });
    return <Text>{text}</Text>;
  };
  const app = render(<Typed />, {
    stdin: createKeystrokeStream(source),
    stdout: stdout,
    stderr: stdout,
    debug: true,
    patchConsole: false,
  });
  source.write(`jj\ra${esc}[B${esc}[Bb${esc}[200~x\r${esc}[201~`);
  await vi.waitFor(() => {
    expect(seen).toEqual([
      '|j',
      'j|j',
      'jj|enter',
      'jj.|a',
      'jj.a|down',
      'jj.a.|down',
      'jj.a..|b',
      'paste "x\\r"',
    ]);
  });
  source.write(esc);
  await vi.waitFor(() => {
    expect(seen.length).toBe(9);
  });
  source.write('q');
  await vi.waitFor(() => {
    expect(seen.slice(8)).toEqual(['jj.a..b|esc', 'jj.a..b.|q']);
  });
  app.unmount();
});
