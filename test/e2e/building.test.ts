import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

const cleanups: (() => unknown)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** A clone of its own, so that its sources can be changed. It shares the installed packages with this one. */
const clone = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'aml-workbench-clone-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of ['src', 'scripts', 'bin', 'package.json', 'package-lock.json', 'tsconfig.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
};

const touchSource = (folder: string, note: string): void =>
  appendFileSync(join(folder, 'src/start.ts'), `\n// ${note}\n`);

type Ended = { readonly code: unknown; readonly stdout: string; readonly stderr: string };

const runIn = (folder: string, ...args: readonly string[]) => {
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
    HOME: folder,
    LANG: 'C.UTF-8',
    TERM: 'xterm',
  };
  const child = spawn(args[0] ?? '', args.slice(1), { cwd: folder, env });
  cleanups.push(() => child.kill('SIGKILL'));
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]).then(
    ([[code], stdout, stderr]): Ended => ({ code, stdout, stderr }),
  );
  return { child, ended };
};

const build = async (folder: string, ...args: readonly string[]): Promise<void> => {
  const { code, stderr } = await runIn(folder, 'node', 'scripts/build.mjs', ...args).ended;
  expect([code, stderr]).toEqual([0, '']);
};

const builtIn = (folder: string): readonly string[] =>
  readdirSync(join(folder, 'dist'))
    .filter((name) => !['start.js', 'package.json'].includes(name))
    .toSorted();

const currentIn = (folder: string): string => readFileSync(join(folder, 'dist/start.js'), 'utf8');

/** A program that runs: it has loaded its first file, and loads the rest of it when it is told to print. */
const waitingProgram = `
  const program = await import(process.cwd() + '/dist/start.js');
  process.stdout.write('up ');
  process.stdin.once('data', () => program.start(['--once', '--demo', '-o', 'json']));
`;

describe('several programs from one clone', () => {
  test('ten started at once after a change of a source all run, and build it once', async () => {
    const folder = clone();
    await build(folder);
    const before = currentIn(folder);
    touchSource(folder, 'changed');
    const all = await Promise.all(
      Array.from(
        { length: 10 },
        () => runIn(folder, 'npm', 'start', '--silent', '--', '--once', '--demo', '-o', 'csv').ended,
      ),
    );
    for (const { code, stdout, stderr } of all) {
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^kind,name,/u);
    }
    expect(currentIn(folder)).not.toBe(before);
    expect(builtIn(folder)).toHaveLength(2);
  });

  test('one that runs still finds what it has not loaded yet after two builds of something else', async () => {
    const folder = clone();
    await build(folder);
    const { child, ended } = runIn(folder, 'node', '--input-type=module', '-e', waitingProgram);
    await once(child.stdout, 'readable');
    for (const note of ['one', 'two']) {
      touchSource(folder, note);
      await build(folder);
    }
    child.stdin.end('go');
    const { code, stdout, stderr } = await ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^up \{/u);
  });

  test('nothing is built when nothing has changed, and a build that is not needed any more goes', async () => {
    const folder = clone();
    await build(folder);
    const first = builtIn(folder);
    await build(folder);
    expect(builtIn(folder)).toEqual(first);
    for (const note of ['one', 'two', 'three', 'four']) {
      touchSource(folder, note);
      await build(folder);
    }
    expect(builtIn(folder)).toHaveLength(3);
    expect(builtIn(folder)).not.toContain(first[0]);
  });

  test('for the package, only the current build is left', async () => {
    const folder = clone();
    await build(folder);
    touchSource(folder, 'one');
    await build(folder, '--alone');
    const left = builtIn(folder);
    expect(left).toHaveLength(1);
    expect(currentIn(folder)).toContain(left[0]);
  });
});
