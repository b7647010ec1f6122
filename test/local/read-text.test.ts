import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readText } from '#local/read-text.ts';
import { reasonOf } from '#local/reasons.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aml-workbench-text-'));
  path = join(folder, 'config.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a file of somebody else', () => {
  test('is read, through a link too', () => {
    writeFileSync(join(folder, 'real'), 'é\n');
    symlinkSync('real', path);
    expect(readText(path)).toEqual({ is: 'text', text: 'é\n' });
  });

  test('may be absent, or lie where there is no folder', () => {
    expect(readText(path)).toEqual({ is: 'absent' });
    writeFileSync(path, '');
    expect(readText(join(path, 'config.json'))).toEqual({ is: 'absent' });
    expect(readText(path)).toEqual({ is: 'text', text: '' });
  });

  test('is not waited for at a pipe', () => {
    spawnSync('sh', ['-c', 'mkfifo "$0"', path]);
    expect(readText(path)).toEqual({ is: 'unreadable', reason: 'it is no plain file' });
  });

  test('is told to be a folder', () => {
    mkdirSync(path);
    expect(readText(path)).toEqual({ is: 'unreadable', reason: 'it is no plain file' });
  });

  test('is not read when it would hold up the start', () => {
    writeFileSync(path, '');
    truncateSync(path, 9 * 1024 * 1024);
    expect(readText(path)).toEqual({ is: 'unreadable', reason: 'it is too large' });
  });

  test('that nobody may read says so', () => {
    const denied = Object.assign(new Error('denied'), { code: 'EACCES' });
    expect([reasonOf(denied, 'read'), reasonOf(denied, 'write')]).toEqual([
      'you may not read it',
      'you may not write there',
    ]);
    symlinkSync('config.json', path);
    expect(readText(path)).toEqual({ is: 'unreadable', reason: 'there is a link in place of a file' });
  });
});
