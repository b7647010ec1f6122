import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { endWhenOutputIsLost } from '#terminal/lost-output.ts';

const failing = (code: string) => {
  const stdout = new EventEmitter();
  const host = { said: '', ended: [] as number[] };
  endWhenOutputIsLost({
    stdout,
    stderr: { write: (text: string) => (host.said += text) },
    exit: (status: number) => void host.ended.push(status),
  });
  stdout.emit('error', Object.assign(new Error(`${code}: something`), { code }));
  return host;
};

describe('output that cannot be written', () => {
  test('because the reader has had enough ends the program quietly with success', () => {
    expect(failing('EPIPE')).toEqual({ said: '', ended: [0] });
  });

  test.each(['ENOSPC', 'EIO', 'ESTALE'])('for any other reason is told, and ends with 1: %s', (code) => {
    const { said, ended } = failing(code);
    expect(ended).toEqual([1]);
    expect(said).toMatch(/^aml-workbench: the output could not be written in full: .*\.\n$/u);
    expect(said).toContain(code);
  });
});
