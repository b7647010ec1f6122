import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveText } from '#local/save-text.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aml-workbench-save-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('writing a file of the user', () => {
  it('writes it where it was said, to the letter', () => {
    const path = join(folder, 'a.sh');
    expect(saveText(path, 'é\n', false)).toEqual({ is: 'saved' });
    expect(readFileSync(path, 'utf8')).toBe('é\n');
  });

  it('counts a path from the folder that the program was started in', () => {
    const path = join(folder, 'a.sh');
    expect(saveText(relative(process.cwd(), path), 'x', false)).toEqual({ is: 'saved' });
    expect(readFileSync(path, 'utf8')).toBe('x');
  });

  it('replaces a file that is there only when that is wanted', () => {
    const path = join(folder, 'a.sh');
    writeFileSync(path, 'precious');
    expect(saveText(path, 'new', false)).toEqual({ is: 'taken' });
    expect(readFileSync(path, 'utf8')).toBe('precious');
    expect(saveText(path, 'new', true)).toEqual({ is: 'saved' });
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it('says in words why it cannot', () => {
    mkdirSync(join(folder, 'there'));
    expect(saveText(join(folder, 'there'), 'x', true)).toEqual({
      is: 'failed',
      why: 'there is a folder in place of a file',
    });
    expect(saveText(join(folder, 'not', 'there', 'a.sh'), 'x', false)).toMatchObject({ is: 'failed' });
  });
});
