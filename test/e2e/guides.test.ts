import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openTerminal, type Terminal } from './support/terminal.ts';

let terminal: Terminal | undefined;
const folders: string[] = [];
afterEach(async () => {
  await terminal?.close();
  terminal = undefined;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder with a program named `docker` of that shell script. */
const dockerIn = (script: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'aml-workbench-docker-'));
  folders.push(folder);
  writeFileSync(join(folder, 'docker'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'docker'), 0o755);
  return folder;
};

/** From the start over the list of target types to the page of one of them. */
const openPage = async (open: Terminal, title: string): Promise<void> => {
  await open.waitFor('WORKSPACES 4');
  open.press('enter');
  await open.waitFor('1 COMPUTES 17');
  open.press('c');
  await open.waitFor('TARGET TYPES');
  open.press('/');
  open.type(`name:"${title}"`);
  await open.waitFor(/1 of 15/u);
  open.press('enter', 'enter');
};

const openLocalPage = async (docker: string): Promise<Terminal> => {
  const open = openTerminal({
    args: ['--demo', '--demo-speed', '0', '--seed', '7'],
    env: { PATH: `${dockerIn(docker)}:${process.env['PATH'] ?? ''}` },
  });
  terminal = open;
  await openPage(open, 'local');
  await open.waitFor('Train on this computer');
  return open;
};

it('the page of this computer, from the list of target types: what Docker says, and code for the clipboard', async () => {
  const open = await openLocalPage(`echo '{"Client":{"Version":"28.0"},"Server":{"Version":"28.9.1"}}'`);
  open.press('tab', 'tab', 'tab');
  await open.waitFor('Docker answers: engine 28.9.1');
  await open.waitFor(/port \d+ is (?:free|taken)/u);
  open.press('tab');
  await open.waitFor('LocalWebservice');
  open.press('y');
  await open.waitFor('was sent to the terminal');
  open.press('q');
  await open.waitFor('TARGET TYPES');
  open.press('q', 'q', 'q', 'q', 'q');
  expect(await open.exit).toMatchObject({ code: 0 });
});

it('a Docker that hangs holds neither a key nor the end of the program', async () => {
  const open = await openLocalPage('sleep 300');
  open.press('tab', 'tab', 'tab');
  await open.waitFor('Docker is being asked');
  open.press('j', 'k', 'ctrl-c', 'ctrl-c');
  expect(await open.exit).toMatchObject({ code: 0 });
});

it.each([
  {
    title: 'container instances',
    happens: 'cannot be created or attached beforehand',
    code: 'AciWebservice',
  },
  { title: 'azure functions', happens: 'image', code: 'azureml-contrib-functions' },
  { title: 'iot edge', happens: 'image', code: 'scoring.json' },
])(
  'the page of $title, from the list of target types: what happens, what to prepare, what to run',
  async (page) => {
    const open = openTerminal({ args: ['--demo', '--demo-speed', '0', '--seed', '7'] });
    terminal = open;
    await openPage(open, page.title);
    await open.waitFor(
      (screen) => screen.includes('What happens') && screen.replaceAll(/\s+/gu, ' ').includes(page.happens),
    );
    const seen = new Set<string>();
    const look = (): void => {
      for (const row of open.screen()) seen.add(row);
    };
    // Screen by screen to the end, which is what the code needs.
    while (open.screen().some((row) => row.includes('more lines below'))) {
      look();
      const before = open.screen().join('\n');
      open.press('page-down');
      await open.waitFor((screen) => screen !== before);
    }
    look();
    const all = [...seen].join('\n');
    for (const words of ['What to prepare', 'Limits', 'What to run', page.code, 'What to install'])
      expect(all).toContain(words);
    open.press('q');
    await open.waitFor('TARGET TYPES');
  },
);
