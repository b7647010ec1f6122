import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTerminal, program, type Terminal } from './support/terminal.ts';

let home = '';
let path = '';
const opened: Terminal[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'aml-workbench-configuration-'));
  path = join(home, 'aml-workbench/config.json');
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((terminal) => terminal.close()));
  rmSync(home, { recursive: true, force: true });
});

const configure = (text: string): void => {
  mkdirSync(join(home, 'aml-workbench'));
  writeFileSync(path, text);
};

const printOnce = (...args: readonly string[]) => {
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_CONFIG_HOME: home,
    LANG: 'C.UTF-8',
    TERM: 'xterm',
  };
  const all = [program, '--once', ...args];
  return spawnSync(process.execPath, all, { cwd: home, env, encoding: 'utf8', timeout: 30_000 });
};

const openDemo = (env: Readonly<Record<string, string>> = {}): Terminal => {
  const terminal = openTerminal({
    args: ['--demo', '--demo-speed', '0'],
    env: { XDG_CONFIG_HOME: home, ...env },
  });
  opened.push(terminal);
  return terminal;
};

describe('a configuration file with a fault', () => {
  test('is told on standard error, every fault, and nothing is printed from it', () => {
    configure('{"refreshSeconds": "x", "theem": 5}');
    const { status, stdout, stderr } = printOnce('--demo');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      `aml-workbench: ${path}: refreshSeconds takes a number from 5 to 300, not "x".\n` +
        `aml-workbench: ${path}: there is no key "theem".\n`,
    );
  });

  test('is told on the screen, and its other keys count', async () => {
    configure('{"refreshSeconds": "x", "ascii": true}');
    const terminal = openDemo();
    await terminal.waitFor('WORKSPACES 4');
    await terminal.waitFor('config.json: refreshSeconds takes a number from 5 to 300, not "x".');
    expect(terminal.screen().join('')).toMatch(/^[ -~]*$/u);
    expect(terminal.screen()[0]).toContain('RW');
  });

  test('and another one are told whole among the sources', async () => {
    configure('{"refreshSeconds": "x", "theem": 5, "readOnly": 7}');
    const terminal = openDemo();
    await terminal.waitFor('more, H: all');
    terminal.press('H');
    await terminal.waitFor('more lines below');
    terminal.press('G');
    await terminal.waitFor('there is no key "theem"');
    expect(terminal.screen().join(' ')).toContain('refreshSeconds takes a number from 5 to 300, not "x".');
  });

  test('that cannot be understood at all opens the screen read-only', async () => {
    configure('{');
    const terminal = openDemo();
    await terminal.waitFor('config.json is not JSON');
    expect(terminal.screen()[0]).toContain('RO');
  });
});

describe('a configuration file', () => {
  test('says which workspace is meant, as a part of a place that the command line completes', () => {
    configure('{"defaults": {"subscription": "sub", "resourceGroup": "rg"}}');
    const { status, stderr } = printOnce();
    expect(status).toBe(2);
    expect(stderr).toContain('give --workspace.');
  });

  test('makes the session read-only, as the environment does', async () => {
    configure('{"readOnly": true}');
    const byFile = openDemo();
    await byFile.waitFor('WORKSPACES 4');
    expect(byFile.screen()[0]).toContain('RO');
    rmSync(path);
    const byVariable = openDemo({ AML_WORKBENCH_READ_ONLY: '1' });
    await byVariable.waitFor('WORKSPACES 4');
    expect(byVariable.screen()[0]).toContain('RO');
  });
});

test('a file of certificates that is not there is told on the screen, and nothing is written across it', async () => {
  const missing = join(home, 'ca.pem');
  const terminal = openDemo({ NODE_EXTRA_CA_CERTS: missing });
  await terminal.waitFor('WORKSPACES 4');
  await terminal.waitFor('NODE_EXTRA_CA_CERTS is ignored');
  expect(terminal.screen().join('\n')).not.toContain('Warning');
  // What Node says stands where it was started, before the screen was taken.
  terminal.press('q', 'q');
  expect(await terminal.exit).toMatchObject({ code: 0 });
});
