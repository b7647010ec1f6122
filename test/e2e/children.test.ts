import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTarget, pressUntil, toField } from './support/flows.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

let folder = '';
let terminal: Terminal | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aml-workbench-children-'));
});
afterEach(async () => {
  await terminal?.close();
  terminal = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** What the tests look for, everywhere. */
const mark = 'hush-7Qz9';

/** Everything in the environment that holds a secret, by the names that Azure's own programs give it and by ours. */
const planted = {
  AZURE_CLIENT_SECRET: `${mark}-1`,
  AZURE_CLIENT_CERTIFICATE_PASSWORD: `${mark}-2`,
  AZURE_PASSWORD: `${mark}-3`,
  SSH_PASSWORD: `${mark}-4`,
  AML_DATABRICKS_ACCESS_TOKEN: `${mark}-5`,
  IDENTITY_HEADER: `${mark}-6`,
  MSI_SECRET: `${mark}-7`,
  AZURE_STORAGE_CONNECTION_STRING: `AccountKey=${mark}-8`,
  ALL_PROXY: `socks5://ada:${mark}-9@127.0.0.1:9`,
} as const;

/** Programs of the tests' own under these names: each writes down its words and its environment, with everything in its files. */
const plantPrograms = (...names: readonly string[]): string => {
  for (const name of names) {
    const path = join(folder, name);
    writeFileSync(
      path,
      `#!/bin/sh\n{ echo "$0"; printf '%s\\n' "$@"; tr '\\0' '\\n' < /proc/$$/environ; for each; do cat "$each" 2>/dev/null; done; } >> '${folder}/${name}.told'\nexit 0\n`,
    );
    chmodSync(path, 0o755);
  }
  return `${folder}:${process.env['PATH'] ?? ''}`;
};

const told = (name: string): string => readFileSync(join(folder, `${name}.told`), 'utf8');

/** Whatever lies in a folder, as one text. */
const everythingIn = (path: string): string =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => readFileSync(join(each.parentPath, each.name), 'utf8'))
    .join('\n');

describe('programs that the workbench starts', () => {
  it(`an editor, ssh, tmux and Docker find no secret in their words, their environment or their files (${Object.keys(planted).length} in the environment, 1 typed)`, async () => {
    const open = openTerminal({
      args: ['--demo', '--demo-speed', '0'],
      env: {
        ...planted,
        PATH: plantPrograms('editor', 'ssh', 'tmux', 'docker'),
        EDITOR: 'editor',
        TMPDIR: folder,
        TMUX: '/nowhere,1,0',
        HARMLESS: 'it is here',
      },
    });
    terminal = open;
    await open.waitFor('WORKSPACES 4');
    open.press('enter');
    await open.waitFor('1 COMPUTES 17');

    await openTarget(open, 'hdinsight');
    await toField(open, 'Password');
    open.type(`${mark}-typed`);
    await open.waitFor('[ ************');
    await pressUntil(open, 'tab', 'Name');
    open.press('ctrl-x');
    await open.waitFor('nothing was changed in the editor');
    open.press('escape');
    await open.waitFor('TARGET TYPES');

    open.press('/', 'ctrl-u');
    open.type('name:local');
    await open.waitFor(/1 of 15/u);
    open.press('enter', 'enter');
    await open.waitFor('Train on this computer');
    await open.waitFor(/Docker/u);
    open.press('y');
    await open.waitFor('sent to tmux');
    open.press('q');
    await open.waitFor('TARGET TYPES');
    open.press('q');
    // The first one clears the filter.
    await open.waitFor('TARGET TYPES 15');
    open.press('q');
    await open.waitFor('1 COMPUTES');
    open.press('1', '/', 'ctrl-u');
    open.type('ci-mei-gpu');
    open.press('enter');
    await open.waitFor(/›\S.ci-mei-gpu /u);
    open.press('S');
    await open.waitFor('[ Connect ]');
    open.press('enter');
    await open.waitFor('ssh to ci-mei-gpu ended with exit code 0');

    for (const name of ['editor', 'tmux', 'docker']) {
      expect([name, told(name)]).toEqual([name, expect.stringContaining('HARMLESS=it is here')]);
      expect([name, told(name)]).toEqual([name, expect.not.stringContaining(mark)]);
    }
    expect(told('editor')).toContain('\nname: ');
    expect(told('ssh')).toContain('azureuser@');
    expect(told('ssh')).not.toContain(mark);
    open.press('q', 'q', 'q');
    await open.exit;
    expect(open.history().join('\n')).not.toContain(mark);
    expect(everythingIn(open.home)).not.toContain(mark);
    expect(everythingIn(folder)).not.toContain(mark);
  }, 90_000);
});
