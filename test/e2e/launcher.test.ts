import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openTerminal, program, type Terminal } from './support/terminal.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
});

/** Runs the program with its output in pipes. */
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const home = mkdtempSync(join(tmpdir(), 'aml-workbench-e2e-'));
  cleanups.push(() => rmSync(home, { recursive: true, force: true }));
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8', TERM: 'xterm', ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, stdout, stderr };
};

const runShell = (command: string) => {
  const home = mkdtempSync(join(tmpdir(), 'aml-workbench-e2e-'));
  cleanups.push(() => rmSync(home, { recursive: true, force: true }));
  const env = { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8', TERM: 'xterm' };
  return spawnSync('bash', ['-c', command], { cwd: home, env, encoding: 'utf8', timeout: 30_000 });
};

const inTerminal = (command: string): Terminal => {
  const terminal = openTerminal({ command: 'sh', args: ['-c', command] });
  cleanups.push(() => terminal.close());
  return terminal;
};

describe('without a full screen', () => {
  test('--help prints the usage', () => {
    const { status, stdout, stderr } = run(['--help']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Usage: aml-workbench [options]');
  });

  test('--version prints the version of package.json', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(program, '../../package.json'), 'utf8'));
    const { status, stdout } = run(['--version']);
    expect(status).toBe(0);
    expect(manifest).toMatchObject({ version: stdout.trim() });
  });

  test('a wrong flag is told on standard error and ends with 2', () => {
    const { status, stdout, stderr } = run(['--nope']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^aml-workbench: There is no option "--nope"\.\nUsage: .*\n$/u);
  });

  test('printing an unclear workspace of Azure is wrong usage', () => {
    const { status, stdout, stderr } = run(['--once', '-w', 'ws']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('give --subscription and --resource-group.');
  });

  test('without a terminal the demo is printed as a table', () => {
    const { status, stdout, stderr } = run([]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^COMPUTES/mu);
    expect(stdout).not.toContain('\u001b');
  });

  test.each([['--once', '-o', 'table'], ['--once', '-o', 'json'], ['--once', '-o', 'csv'], ['--help']])(
    'a full disk is told and ends with 1, a reader that has had enough is no error: %s %s %s',
    (...args) => {
      const command = `"${process.execPath}" "${program}" --demo ${args.filter(Boolean).join(' ')}`;
      const full = runShell(`${command} > /dev/full`);
      expect(full.status).toBe(1);
      expect(full.stderr).toMatch(/^aml-workbench: the output could not be written in full: .*ENOSPC.*\n$/u);
      const head = runShell(`set -o pipefail; ${command} | head -c 1`);
      expect([head.status, head.stderr]).toEqual([0, '']);
    },
  );

  test("a workspace of the demo is found by its name alone, and one that isn't there is wrong usage", () => {
    const sandbox = run(['--demo', '--once', '-w', 'MLW-sandbox', '-o', 'json']);
    expect([sandbox.status, sandbox.stderr]).toEqual([0, '']);
    expect(JSON.parse(sandbox.stdout)).toMatchObject({ workspace: { name: 'mlw-sandbox' } });
    const none = run(['--demo', '--once', '-w', 'none']);
    expect([none.status, none.stdout]).toEqual([2, '']);
    expect(none.stderr).toContain('mlw-demo (in rg-ml-demo)');
  });

  test('--once prints the demo as JSON in a terminal, too, and leaves the screen alone', async () => {
    const terminal = inTerminal(
      `${process.execPath} ${program} --demo --once -o json | head -c 1; echo "left"`,
    );
    await terminal.waitFor('{left');
    expect(terminal.isAlternate()).toBe(false);
  });

  test('a terminal without cursor movement gets the table', async () => {
    const terminal = inTerminal(`TERM=dumb ${process.execPath} ${program} --demo`);
    expect(await terminal.exit).toEqual({ code: 0, signal: 0 });
    expect(terminal.history().join('\n')).toMatch(/^COMPUTES/mu);
  });
});

describe('the launcher', () => {
  test('tells in one sentence that Node is too old', () => {
    const pretend = "data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'20.20.2'}})";
    const { status, stdout, stderr } = run([], { NODE_OPTIONS: `--import=${pretend}` });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^aml-workbench needs Node\.js 22\.12 or newer; this is v[\d.]+\.\n$/u);
  });

  test('tells in one sentence that nothing is built', () => {
    const folder = mkdtempSync(join(tmpdir(), 'aml-workbench-unbuilt-'));
    cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
    cpSync(program, join(folder, 'bin/aml-workbench.mjs'));
    const { status, stderr } = spawnSync(process.execPath, [join(folder, 'bin/aml-workbench.mjs')], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toBe('aml-workbench is not built yet: run "npm start" in its folder.\n');
  });
});

describe('reset-terminal', () => {
  test('puts a terminal right that a killed program left behind', async () => {
    const broken = String.raw`printf '\033[?1049h\033[?2004h\033[?25l\033[?1003h'; stty raw -echo`;
    const terminal = inTerminal(
      `${broken}; ${process.execPath} ${program} reset-terminal; stty -a; sleep 60`,
    );
    await terminal.waitFor(/\bopost\b/u);
    expect(terminal.isAlternate()).toBe(false);
    expect(terminal.cursor().visible).toBe(true);
    expect(terminal.bracketedPaste()).toBe(false);
    expect(terminal.screen().join(' ')).toMatch(/(?<!-)\bicanon\b/u);
    expect(terminal.screen().join(' ')).toMatch(/(?<!-)\becho\b/u);
  });
});
