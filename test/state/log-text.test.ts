import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inOrder } from '#state/log/log-files.ts';
import { LogText, ringBytes, ringLines } from '#state/log/log-text.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const lines = (log: LogText): readonly string[] =>
  Array.from({ length: log.last - log.first }, (_, at) => log.line(log.first + at) ?? '');

/** A log to which a text was added, cut into parts of so many bytes. */
const logOf = (text: string, partBytes = 1_000_000): LogText => {
  const log = new LogText();
  const all = bytesOf(text);
  for (let from = 0; from < all.length; from += partBytes)
    log.append({ from, bytes: all.subarray(from, from + partBytes), length: all.length });
  return log;
};

describe('the lines of a log', () => {
  test('are the same however the file was cut into parts, letters of several bytes and carriage returns too', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'é', '█', '🚀', '\n', '\r', '\r\n', '\t', '\u001b[31m', 'wort ')),
        fc.integer({ min: 1, max: 7 }),
        (parts, size) => {
          const text = parts.join('');
          expect(lines(logOf(text, size))).toEqual(lines(logOf(text)));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('show a progress bar as it was left', () => {
    const log = logOf('\r 10%|#   |\r 50%|##  |\r100%|####|\nnext\r\n\r 3%|', 5);
    expect(lines(log)).toEqual(['100%|####|', 'next', ' 3%|']);
  });

  test('show the state of a bar that waits with the cursor at its beginning', () => {
    expect(lines(logOf('a\r 7%|\r'))).toEqual([' 7%|']);
  });

  test('of half a million carriage returns are their last state', () => {
    expect(lines(logOf(`${'\r'.repeat(500_000)}x\r${'\r'.repeat(100_000)}\n`))).toEqual(['x']);
  });

  test('hold nothing that could drive a terminal', () => {
    const hostile = '\u001b]0;owned\u0007\u001b[2J\u001b[31mred\u001b[0m\u0007\u009b1Jx\u202eabc\n';
    for (const size of [1, 3, 1000]) {
      const [line = ''] = lines(logOf(hostile, size));
      expect(line).toMatch(/^red/u);
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/u);
    }
  });

  test('hold a line of a megabyte by its beginning, and the lines after it', () => {
    const log = logOf(`${'x'.repeat(1_000_000)}\nafter\n`, 1000);
    const [first = '', second] = lines(log);
    expect(first.length).toBeLessThanOrEqual(16_384);
    expect(first).toMatch(/^x+$/u);
    expect(second).toBe('after');
  });

  test('that were never ended do not fill the memory', () => {
    const log = new LogText();
    const part = bytesOf('\r50%'.repeat(50_000));
    for (let at = 0; at < 50; at += 1) log.append({ from: at * part.length, bytes: part, length: 1e9 });
    expect(lines(log)).toEqual(['50%']);
  });
});

describe('the bounds', () => {
  test('of lines are kept: the oldest drop out, and those that stay keep their numbers', () => {
    const log = logOf(Array.from({ length: 120_000 }, (_, at) => `line ${at}\n`).join(''), 100_000);
    expect(log.last - log.first).toBeLessThanOrEqual(ringLines);
    expect(log.isCut).toBe(true);
    expect(log.line(log.first)).toBe(`line ${log.first}`);
    expect(log.line(log.last - 1)).toBe('line 119999');
    expect(log.line(log.first - 1)).toBeUndefined();
  });

  test('of bytes are kept as well', () => {
    const log = logOf(`${'y'.repeat(9999)}\n`.repeat(1200), 500_000);
    expect(log.whole().length).toBeLessThanOrEqual(ringBytes);
    expect(log.last).toBe(1200);
  });

  test('begin with a whole line when the file was opened near its end', () => {
    const log = new LogText();
    log.append({ from: 500, bytes: bytesOf('f of a line\nwhole\n'), length: 518 });
    expect(lines(log)).toEqual(['whole']);
    expect([log.isCut, log.end]).toEqual([true, 518]);
  });
});

test('a file that has become shorter begins anew', () => {
  const log = logOf('one\ntwo\n');
  log.append({ from: 8, bytes: new Uint8Array(), length: 3 });
  expect([log.last - log.first, log.end]).toEqual([0, undefined]);
});

test('hits are found in any case of letters, also in lines that come later, and are gone with lines that drop out', () => {
  const log = logOf('Loss 1\nnothing\nLOSS 2\n');
  expect(log.hits('loss')).toEqual([0, 2]);
  log.append({ from: 22, bytes: bytesOf('the loss\nloss unended'), length: 43 });
  expect(log.hits('loss')).toEqual([0, 2, 3]);
  log.append({ from: 43, bytes: bytesOf('\nz'.repeat(60_000)), length: 1e6 });
  expect(log.hits('loss')).toEqual([]);
});

test('the log of what the user runs comes first, of many processes that of the first', () => {
  expect(
    inOrder([
      'azureml-logs/20_image_build_log.txt',
      'system_logs/lifecycler/lifecycler.log',
      'user_logs/std_log_process_01.txt',
      'user_logs/std_log_process_00.txt',
      'logs/azureml/stderrlogs.txt',
    ]),
  ).toEqual([
    'user_logs/std_log_process_00.txt',
    'user_logs/std_log_process_01.txt',
    'azureml-logs/20_image_build_log.txt',
    'logs/azureml/stderrlogs.txt',
    'system_logs/lifecycler/lifecycler.log',
  ]);
  expect(inOrder(['user_logs/std_log_x.txt', 'user_logs/std_log.txt'])[0]).toBe('user_logs/std_log.txt');
});
