import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { scratchFile } from '#local/scratch-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aml-workbench-scratch-'));
  vi.stubEnv('TMPDIR', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('a file to edit for a moment', () => {
  it('is for its owner only, and goes with all that lies beside it', () => {
    const before = process.listenerCount('exit');
    const file = scratchFile('form.yaml', 'max: 4\n');
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file.path)).mode & 0o777).toBe(0o700);
    expect(file.read()).toBe('max: 4\n');
    writeFileSync(join(dirname(file.path), '.form.yaml.swp'), 'max: 5');
    file.remove();
    expect(readdirSync(folder)).toEqual([]);
    expect(process.listenerCount('exit')).toBe(before);
  });

  it('is not read when something else is in its place, or when it is huge', () => {
    const file = scratchFile('form.yaml', '');
    writeFileSync(file.path, 'x'.repeat(1_000_001));
    expect(file.read()).toBeUndefined();
    unlinkSync(file.path);
    expect(file.read()).toBeUndefined();
    symlinkSync('/etc/passwd', file.path);
    expect(file.read()).toBeUndefined();
    file.remove();
  });

  it('goes with the program when that crashes', () => {
    const script = `import { scratchFile } from '${join(process.cwd(), 'src/local/scratch-file.ts')}';
      console.log(scratchFile('form.yaml', 'a').path); throw new Error('planted');`;
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: folder },
    });
    expect(child.stderr).toContain('planted');
    expect(child.stdout).toContain('form.yaml');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a program that was killed is removed by the next one, of one that runs it stays', () => {
    const gone = spawnSync('true').pid;
    mkdirSync(join(folder, `aml-workbench-edit-${gone}-abc`));
    mkdirSync(join(folder, `aml-workbench-edit-${process.pid}-abc`));
    scratchFile('form.yaml', '').remove();
    expect(existsSync(join(folder, `aml-workbench-edit-${gone}-abc`))).toBe(false);
    expect(existsSync(join(folder, `aml-workbench-edit-${process.pid}-abc`))).toBe(true);
  });
});
