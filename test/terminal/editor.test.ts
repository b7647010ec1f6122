import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editInTerminal } from '#terminal/editor.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aml-workbench it's-"));
  file = join(folder, 'form.yaml');
  writeFileSync(file, '');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A program of that name that appends a word, and what else it was given, to its last argument. */
const program = (name: string, word: string, code = 0): string => {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\nfor last; do :; done\necho "${word} $#" >> "$last"\nexit ${code}\n`);
  chmodSync(path, 0o755);
  return path;
};

const edited = (): string => readFileSync(file, 'utf8');

describe("the user's editor", () => {
  it('is VISUAL before EDITOR, with the arguments that either may have', () => {
    const visual = `'${program('v', 'visual').replaceAll("'", "'\\''")}' --wait -n`;
    expect(editInTerminal(file, { VISUAL: visual, EDITOR: 'false' })).toBeUndefined();
    expect(edited()).toBe('visual 3\n');
    expect(editInTerminal(file, { VISUAL: ' ', EDITOR: visual })).toBeUndefined();
    expect(edited()).toBe('visual 3\nvisual 3\n');
  });

  it('is vi where neither is set, nano where there is no vi, and else a sentence', () => {
    const env = { PATH: folder };
    expect(editInTerminal(file, env)).toBe(
      'there is no editor: neither vi nor nano is there, and EDITOR names none',
    );
    program('nano', 'nano');
    expect(editInTerminal(file, env)).toBeUndefined();
    program('vi', 'vi');
    expect(editInTerminal(file, { ...env, EDITOR: '' })).toBeUndefined();
    expect(edited()).toBe('nano 1\nvi 1\n');
  });

  it('that fails, is killed or is not there is told in a sentence', () => {
    const quote = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;
    expect(editInTerminal(file, { EDITOR: quote(program('bad', 'x', 4)) })).toBe(
      'the editor ended with 4: nothing was taken back',
    );
    expect(editInTerminal(file, { EDITOR: 'kill -9 $$;' })).toBe(
      'the editor was ended by SIGKILL: nothing was taken back',
    );
    expect(editInTerminal(file, { EDITOR: '/nowhere/at/all 2>/dev/null' })).toBe(
      'the editor could not be found: look at VISUAL and EDITOR',
    );
  });
});
