import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { descendantsOf, processFacts } from './support/processes.ts';
import { openStandAlone, type StandAlone } from './support/stand-alone.ts';
import { program } from './support/terminal.ts';

const hasTmux = spawnSync('tmux', ['-V']).status === 0;

let folder = '';
let socket = '';
let azure: StandAlone | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aml-workbench-tmux-'));
  socket = join(folder, 'tmux');
});
afterEach(async () => {
  spawnSync('tmux', ['-S', socket, 'kill-server']);
  await azure?.close();
  azure = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const tmux = (...args: readonly string[]): string =>
  execFileSync('tmux', ['-S', socket, ...args], { encoding: 'utf8' });
const type = (...keys: readonly string[]): string => tmux('send-keys', '-t', 'one', ...keys);
const screen = (): string => tmux('capture-pane', '-p', '-t', 'one');
const told = (format: string): string => tmux('display-message', '-p', '-t', 'one', format).trim();
const shell = (): number => Number(told('#{pane_pid}'));

const until = async (what: string, holds: () => boolean, limitMs = 20_000): Promise<void> => {
  const end = performance.now() + limitMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited for ${what} on\n${screen()}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
};
const shows = (text: string, limitMs?: number): Promise<void> =>
  until(text, () => screen().includes(text), limitMs);

/** The program, half a name typed into its form and a cluster being deleted, in a shell in a pane of a tmux of its own. */
const begin = async (more: Readonly<Record<string, string>>): Promise<number> => {
  // The demo's world ends with it: only of Azure is there a journal.
  azure = await openStandAlone('--speed', '1');
  const { cloudArgs, placeArgs } = azure;
  const env = {
    ...azure.env,
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    XDG_STATE_HOME: join(folder, 'state'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    LANG: 'C.UTF-8',
    CI: 'false',
    PS1: '> ',
    ...more,
  };
  execFileSync(
    'tmux',
    ['-S', socket, '-f', '/dev/null', 'new-session', '-d', '-s', 'one', '-x', '80', '-y', '24', 'sh'],
    { env },
  );
  type(
    `echo before; ${process.execPath} ${program} ${[...cloudArgs, ...placeArgs].join(' ')}; echo "left with $?"`,
    'Enter',
  );
  await shows('1 COMPUTES 17');
  type('D');
  await shows('Type the name to confirm');
  type('cpu-batch');
  await shows('[ Delete ]');
  type('Enter');
  await shows('Deleting cpu-batch');
  type('q');
  await shows('1 COMPUTES');
  type('c');
  await shows('TARGET TYPES');
  type('Enter');
  await shows('Max nodes');
  type('half-typed-7');
  await shows('half-typed-7');
  const pid = descendantsOf(shell()).find(({ command }) => command.includes(program))?.pid;
  if (pid === undefined) throw new Error('The program does not run.');
  return pid;
};

const kept = (kind: string): readonly string[] => {
  const place = join(folder, 'state/aml-workbench', kind);
  return readdirSync(place).map((name) => readFileSync(join(place, name), 'utf8'));
};

const plant = join(import.meta.dirname, 'support/plant-fault.ts');
const faulty = (fault: string) => ({ NODE_OPTIONS: `--import=${plant}`, PLANTED_FAULT: fault });
type Way = readonly [
  way: string,
  code: number,
  end: (pid: number) => void,
  env: Readonly<Record<string, string>>,
];
const ways: readonly Way[] = [
  ['Ctrl-C twice', 0, () => type('C-c', 'C-c'), {}],
  ['SIGINT', 130, (pid) => process.kill(pid, 'SIGINT'), {}],
  ['SIGTERM', 143, (pid) => process.kill(pid, 'SIGTERM'), {}],
  ['SIGHUP', 129, (pid) => process.kill(pid, 'SIGHUP'), {}],
  ['SIGQUIT', 131, (pid) => process.kill(pid, 'SIGQUIT'), {}],
  ['an uncaught error', 1, (pid) => process.kill(pid, 'SIGUSR2'), faulty('uncaught')],
  ['an unhandled rejection', 1, (pid) => process.kill(pid, 'SIGUSR2'), faulty('rejection')],
];

// Where there is no tmux these are counted as skipped.
describe.skipIf(!hasTmux)(`inside tmux (${ways.length + 1} ways)`, () => {
  test.each(ways)(
    '%s leaves the pane as it was, nothing running, draft and journal whole',
    async (_, code, end, env) => {
      const pid = await begin(env);
      end(pid);
      await shows(`left with ${code}`, 3_000);
      expect(told('#{alternate_on} #{cursor_flag}')).toBe('0 1');
      expect(screen()).toContain('before');
      await until('no process', () => descendantsOf(shell()).length === 0, 1_000);
      type('echo typed-$((6*7))', 'Enter');
      await shows('typed-42');
      expect(kept('forms').join('')).toContain('half-typed-7');
      expect(kept('journal').map((text) => (JSON.parse(text) as { name: string }).name)).toEqual([
        'cpu-batch',
      ]);
    },
    60_000,
  );

  test('a pane that is killed leaves nothing running, draft and journal whole', async () => {
    const pid = await begin({});
    tmux('kill-pane', '-t', 'one');
    await until('no process', () => processFacts(pid) === undefined, 1_500);
    expect(kept('forms').join('')).toContain('half-typed-7');
    expect(kept('journal')).toHaveLength(1);
  }, 60_000);
});
