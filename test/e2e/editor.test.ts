import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toField } from './support/flows.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

let folder = '';
let terminal: Terminal | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aml-workbench-editor-'));
});
afterEach(async () => {
  await terminal?.close();
  terminal = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** An editor of the tests' own: keeps what it was given, its modes too, and then does this with the file "$1". */
const editorOf = (name: string, script: string): string => {
  const path = join(folder, name);
  writeFileSync(
    path,
    `#!/bin/sh\ncp "$1" '${folder}/given-'$(ls '${folder}' | grep -c given-)\nstat -c '%a' "$1" "$(dirname "$1")" > '${folder}/modes'\n${script}\n`,
  );
  chmodSync(path, 0o755);
  return path;
};

const given = (turn: number): string => readFileSync(join(folder, `given-${turn}`), 'utf8');

const openForm = async (env: Readonly<Record<string, string>>): Promise<Terminal> => {
  terminal = openTerminal({
    args: ['--demo', '--demo-speed', '0'],
    env: { TMPDIR: folder, ...env },
  });
  await terminal.waitFor('WORKSPACES 4');
  terminal.press('enter');
  await terminal.waitFor('1 COMPUTES 17');
  terminal.press('c');
  await terminal.waitFor('TARGET TYPES');
  terminal.press('enter');
  await terminal.waitFor('Max nodes');
  return terminal;
};

const leftBehind = (): readonly string[] =>
  readdirSync(folder).filter((name) => name.startsWith('aml-workbench-edit-'));

describe('a form in the editor of the user', () => {
  it('comes back with what was changed there, and with no file left behind', async () => {
    const editor = editorOf('good', `sed -i 's/^name:.*/name: from-editor/; s/^max:.*/max: 9/' "$1"`);
    const open = await openForm({ VISUAL: `${editor} `, EDITOR: 'false' });
    open.type('typed');
    await open.waitFor('typed');
    open.press('ctrl-x');
    await open.waitFor('the form is as the editor left it');
    await open.waitFor('from-editor');
    await open.waitFor(/Max nodes +\[ 9 /u);
    expect(open.isAlternate()).toBe(true);
    expect(given(0)).toContain('\nname: typed\n');
    expect(readFileSync(join(folder, 'modes'), 'utf8')).toBe('600\n700\n');
    expect(leftBehind()).toEqual([]);
    // The keys are the form's again, the first one too.
    open.type('z');
    await open.waitFor('from-editorz');
  });

  it('tells what is wrong by its line, has it there again, and loses nothing', async () => {
    const editor = editorOf(
      'bad',
      `if grep -q '^maxx' "$1"; then sed -i 's/^maxx: 9/max: 9/' "$1"; else sed -i 's/^max:.*/maxx: 9/; s/^name:.*/name: kept-1/' "$1"; fi`,
    );
    const open = await openForm({ EDITOR: editor });
    await toField(open, 'Priority');
    // On a choice no letter is typed.
    open.press('e');
    await open.waitFor(/line \d+: there is no field "maxx" in this form/u);
    await open.waitFor('kept-1');
    open.press('ctrl-x');
    await open.waitFor('the form is as the editor left it');
    await open.waitFor(/Max nodes +\[ 9 /u);
    expect(given(1)).toContain('\nmaxx: 9\n#! there is no field "maxx" in this form\n');
    expect(leftBehind()).toEqual([]);
  });

  it('is left alone when the editor fails, is not there, or is left by Ctrl-C', async () => {
    const failing = editorOf('failing', `echo 'name: never' > "$1"; exit 3`);
    const open = await openForm({ EDITOR: failing });
    open.type('typed');
    open.press('ctrl-x');
    await open.waitFor('the editor ended with 3: nothing was taken back');
    await open.waitFor('typed');
    await terminal?.close();

    const missing = await openForm({ EDITOR: '/nowhere/editor' });
    missing.press('ctrl-x');
    await missing.waitFor('the editor could not be found');
    await terminal?.close();

    const slow = editorOf('slow', `echo WAITING; sleep 30`);
    const waiting = await openForm({ EDITOR: slow });
    waiting.type('typed');
    await waiting.waitFor('typed');
    waiting.press('ctrl-x');
    await waiting.waitFor('WAITING');
    waiting.press('ctrl-c');
    await waiting.waitFor('nothing was taken back');
    await waiting.waitFor('typed');
    expect(leftBehind()).toEqual([]);
  });
});
