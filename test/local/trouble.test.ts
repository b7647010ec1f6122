import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeeper } from '#local/keeper.ts';
import type { JournalEntry, KeptForm } from '#state/keeper.ts';

// Beside the times that the file system gives, so the real one.
const now = Date.now();
const form: KeptForm = { target: 'AmlCompute', workspaceId: '/w', texts: { name: 'train-1' }, savedAt: now };
const entry: JournalEntry = {
  id: 'one',
  does: 'stop',
  computeId: '/w/computes/x',
  name: 'x',
  startedAt: now,
};

let root = '';
let folder = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'aml-workbench-trouble-'));
  folder = join(root, 'aml-workbench');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('where nothing can be written, it is kept while the program runs and the user is told', () => {
  test.each([
    ['a home that is no folder', () => writeFileSync(folder, ''), 'something else in place of a folder'],
    [
      'files in place of the folders',
      () => {
        mkdirSync(folder);
        writeFileSync(join(folder, 'forms'), '');
        writeFileSync(join(folder, 'journal'), '');
      },
      'something else in place of a folder',
    ],
    [
      'folders that lead elsewhere',
      () => {
        mkdirSync(folder);
        symlinkSync(join(root, 'elsewhere'), join(folder, 'forms'));
        symlinkSync(join(root, 'elsewhere'), join(folder, 'journal'));
      },
      'something else in place of a folder',
    ],
  ] as const)('%s', (_what, spoil, words) => {
    mkdirSync(join(root, 'elsewhere'));
    spoil();
    const keeper = createKeeper(folder, () => now);
    expect(keeper.trouble()).toBeUndefined();
    keeper.saveForm(form);
    keeper.noteBegun(entry);
    expect(keeper.trouble()).toContain(words);
    expect(keeper.loadForm('/w', 'AmlCompute')).toEqual(form);
    expect(keeper.loadJournal()).toEqual([entry]);
    keeper.dropForm('/w', 'AmlCompute');
    keeper.noteEnded('one');
    expect(keeper.loadForm('/w', 'AmlCompute')).toBeUndefined();
    expect(keeper.loadJournal()).toEqual([]);
    expect(readdirSync(join(root, 'elsewhere'))).toEqual([]);
  });

  test('a form larger than a file may be', () => {
    const keeper = createKeeper(folder, () => now);
    const large = { ...form, texts: { script: 'x'.repeat(5_000_000) } };
    keeper.saveForm(large);
    expect(keeper.trouble()).toContain('too large');
    expect(keeper.loadForm('/w', 'AmlCompute')).toEqual(large);
  });

  test('what could not be written is written as soon as there is room, and the trouble is over', () => {
    writeFileSync(folder, '');
    const keeper = createKeeper(folder, () => now);
    keeper.saveForm(form);
    expect(keeper.trouble()).toBeDefined();
    rmSync(folder);
    keeper.noteBegun(entry);
    expect(keeper.trouble()).toBeUndefined();
    expect(createKeeper(folder, () => now).loadForm('/w', 'AmlCompute')).toEqual(form);
  });
});

/** Uses a keeper in a process of its own, under a limit that the shell sets, and tells what happened. */
const inShell = (prefix: string): { readonly told: unknown; readonly stderr: string } => {
  const code = `
    import { createKeeper } from '#local/keeper.ts';
    const keeper = createKeeper(process.env.FOLDER, () => ${now});
    const before = keeper.loadForm('/w', 'AmlCompute')?.texts;
    keeper.saveForm(${JSON.stringify({ ...form, texts: { name: 'second' } })});
    const after = keeper.loadForm('/w', 'AmlCompute')?.texts;
    keeper.dropForm('/w', 'AmlCompute');
    const dropped = keeper.loadForm('/w', 'AmlCompute') === undefined;
    process.exitCode = before.name === 'train-1' && after.name === 'second' && dropped && keeper.trouble() ? 42 : 1;`;
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', `${prefix} exec "$0" --input-type=module-typescript --eval "$1"`, process.execPath, code],
    { encoding: 'utf8', env: { ...process.env, FOLDER: folder } },
  );
  return { told: status, stderr };
};

describe('where files can be read but not written', () => {
  beforeEach(() => {
    createKeeper(folder, () => now).saveForm(form);
  });

  test('because there is no room for one more byte, nothing half-written stays', () => {
    expect(inShell('ulimit -f 0;')).toEqual({ told: 42, stderr: '' });
    expect(readdirSync(join(folder, 'forms')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  // Who runs as root may write everywhere: then only a file system that takes nothing keeps it out.
  test.skipIf(process.getuid?.() === 0)('because the folder is closed, a dropped form stays dropped', () => {
    chmodSync(join(folder, 'forms'), 0o500);
    expect(inShell('')).toEqual({ told: 42, stderr: '' });
    expect(readdirSync(join(folder, 'forms'))).toHaveLength(1);
    chmodSync(join(folder, 'forms'), 0o700);
  });
});
