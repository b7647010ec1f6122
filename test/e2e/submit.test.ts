import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { focusLine, pressUntil, toField } from './support/flows.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

let terminal: Terminal | undefined;
let folder: string | undefined;
afterEach(async () => {
  await terminal?.close();
  terminal = undefined;
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
] as const;

/** An editor of the tests' own, which writes a command of two lines. */
const editor = (): string => {
  folder = mkdtempSync(join(tmpdir(), 'aml-workbench-submit-'));
  const path = join(folder, 'editor');
  const script = String.raw`sed -i 's/^command:.*/command: |\n  echo one\n  echo two/' "$1"`;
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
};

/** The board with the cursor on the one compute of that name. */
const boardAt = async (open: Terminal, name: string): Promise<void> => {
  open.press('/', 'ctrl-u');
  open.type(`name:"${name}"`);
  await open.waitFor(/1 of 17/u);
  open.press('enter');
  await open.waitFor(new RegExp(`›\\S ${name} `, 'u'));
};

describe('a command job, in a real terminal', () => {
  it.each(sizes)('is submitted and stands in its queue at $columns x $rows', async ({ columns, rows }) => {
    const open = openTerminal({
      columns,
      rows,
      args: ['--demo', '--demo-speed', '0', '--seed', '7'],
      env: { VISUAL: editor() },
    });
    terminal = open;
    await open.waitFor('WORKSPACES 4');
    open.press('enter');
    await open.waitFor('1 COMPUTES 17');

    // What runs no jobs says so.
    await boardAt(open, 'dbx-lakehouse');
    open.press('+');
    await open.waitFor('dbx-lakehouse runs no command jobs');

    await boardAt(open, 'cpu-batch');
    open.press('+');
    await open.waitFor(/Compute +\[ cpu-batch/u);
    open.type('echo hello');
    await open.waitFor((screen) => focusLine(screen).includes('echo hello'));
    await toField(open, 'Environment');
    open.press('enter');
    await open.waitFor('ENVIRONMENTS 5');
    open.type('team');
    await open.waitFor('ENVIRONMENTS 1 of 5');
    open.press('enter');
    await open.waitFor('versions/4');

    // More nodes than the cluster ever has are refused before anything is sent.
    await toField(open, 'Instances');
    open.press('ctrl-u');
    open.type('11');
    await open.waitFor('at most 10 nodes');
    open.press('ctrl-u');
    open.type('2');
    await open.waitFor((screen) => !screen.includes('at most 10 nodes: it'));
    await toField(open, 'Name');
    open.press('ctrl-u');
    open.type('walk-1');
    await open.waitFor((screen) => focusLine(screen).includes('walk-1'));
    await toField(open, 'Secret variables');
    open.type('API_KEY=hunter2');
    await open.waitFor((screen) => focusLine(screen).includes('***************'));

    // A command of two lines comes from the editor.
    open.press('ctrl-x');
    await open.waitFor('the form is as the editor left it');
    await toField(open, 'Command');
    await open.waitFor(String.raw`echo one\necho two`);

    await open.waitFor('CHECKS BEFORE ANY WRITE: 4 pass');
    await pressUntil(open, 'shift-tab', '[ Review ]');
    open.press('enter');
    await open.waitFor('[ Send ]  Enter');
    open.press('tab', 'tab');
    await open.waitFor('[az ml v2]');
    await open.waitFor('command: |-');
    open.press('enter');
    await open.waitFor(/›\S walk-1 +NotStarted/u);
    await open.waitFor('walk-1 is submitted: NotStarted');

    // Its link to the studio is with the operation; the job has a page of its own.
    open.press('enter');
    await open.waitFor('What it runs');
    await open.waitFor('echo one echo two');
    open.press('q', 't', 'enter');
    await open.waitFor('walk-1 is submitted');
    await open.waitFor('https://ml.azure.com/runs/walk-1');
    expect(open.screen().join('\n')).not.toContain('hunter2');
  });

  it('is submitted with ASCII alone and without colour', async () => {
    const open = openTerminal({
      columns: 80,
      rows: 24,
      args: ['--demo', '--demo-speed', '0', '--seed', '7', '--ascii'],
      env: { NO_COLOR: '1' },
    });
    terminal = open;
    await open.waitFor('WORKSPACES 4');
    open.press('enter');
    await open.waitFor('1 COMPUTES 17');
    open.press('+');
    await open.waitFor(/>Command/u);
    expect(open.screen().join('')).toMatch(/^[\u0020-\u007e]*$/u);
  });
});
