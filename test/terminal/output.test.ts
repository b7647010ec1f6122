import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { inOneWrite, keepStrayOutput, silence } from '#terminal/output.ts';

const sink = (isTTY = true) => {
  const writes: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk, _encoding, done) => {
      writes.push(String(chunk));
      done();
    },
  });
  return { writes, stream: Object.assign(stream, { isTTY }) };
};

describe('the first frame', () => {
  test('arrives in one piece, and later writes as they come', () => {
    const { writes, stream } = sink();
    const result = inOneWrite(
      stream,
      (text) => `<${text}>`,
      () => {
        stream.write('a');
        stream.write(Buffer.from('b'));
        expect(writes).toEqual([]);
        return 7;
      },
    );
    stream.write('c');
    expect([result, writes]).toEqual([7, ['<ab>', 'c']]);
  });

  test('is let through as far as it came when drawing it fails', () => {
    const { writes, stream } = sink();
    const fail = (): never => {
      stream.write('a');
      throw new Error('no');
    };
    expect(() => inOneWrite(stream, String, fail)).toThrow('no');
    stream.write('b');
    expect(writes).toEqual(['a', 'b']);
  });
});

describe('a silenced stream', () => {
  test('takes everything and prints nothing, and who waits for it goes on', async () => {
    const { writes, stream } = sink();
    silence(stream);
    await new Promise((resolve) => {
      stream.write('late', resolve);
    });
    await new Promise((resolve) => {
      stream.write('late', 'utf8', resolve);
    });
    expect(writes).toEqual([]);
  });
});

describe('what others print while the screen is ours', () => {
  test('is kept, the last fifty', () => {
    const { writes, stream } = sink();
    const kept = keepStrayOutput(stream);
    for (let index = 1; index <= 60; index += 1) stream.write(`w${index}`);
    expect([writes, kept.length, kept[0], kept.at(-1)]).toEqual([[], 50, 'w11', 'w60']);
  });

  test('goes where it was sent when that is a file', () => {
    const { writes, stream } = sink(false);
    const kept = keepStrayOutput(stream);
    stream.write('warning');
    expect([writes, kept]).toEqual([['warning'], []]);
  });
});
