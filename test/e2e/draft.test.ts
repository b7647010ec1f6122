import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTerminal, program, type Terminal } from './support/terminal.ts';

let stateHome = '';
const opened: Terminal[] = [];
beforeEach(() => {
  stateHome = mkdtempSync(join(tmpdir(), 'aml-workbench-draft-'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((terminal) => terminal.close()));
  rmSync(stateHome, { recursive: true, force: true });
});

/** The cluster form of the demo's main workspace, with this user's files where the session before left them. */
const openForm = async ({ env, ignoring }: Pick<WayOut, 'env' | 'ignoring'> = {}): Promise<Terminal> => {
  const args = ['--demo', '--demo-speed', '0', '--seed', '7'];
  const terminal = openTerminal({
    ...(ignoring === undefined
      ? { args }
      : {
          command: 'sh',
          args: ['-c', `trap "" ${ignoring}; exec "$0" "$@"`, process.execPath, program, ...args],
        }),
    env: { XDG_STATE_HOME: stateHome, ...env },
  });
  opened.push(terminal);
  await terminal.waitFor('WORKSPACES 4');
  terminal.press('enter');
  await terminal.waitFor('1 COMPUTES 17');
  terminal.press('c');
  await terminal.waitFor('TARGET TYPES');
  terminal.press('enter');
  await terminal.waitFor('Max nodes');
  return terminal;
};

/** Types half a name. It is on the screen, so the program has it. */
const typeHalf = async (terminal: Terminal): Promise<void> => {
  terminal.type('half-typed-7');
  await terminal.waitFor('half-typed-7');
};

const keptFiles = (): readonly string[] =>
  readdirSync(stateHome, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));

const plant = join(import.meta.dirname, 'support/plant-fault.ts');

type WayOut = {
  readonly way: string;
  readonly end: (terminal: Terminal) => void;
  readonly env?: Readonly<Record<string, string>>;
  /** A signal that the program is started deaf to, as `nohup` does it. */
  readonly ignoring?: string;
};

const waysOut: readonly WayOut[] = [
  { way: 'the terminal was closed', end: (terminal) => terminal.hangUp() },
  {
    way: 'the terminal was closed while the program stood still',
    end: (terminal) => {
      terminal.kill('SIGSTOP');
      terminal.hangUp();
    },
  },
  {
    way: 'the terminal was closed and the hang-up signal is ignored',
    end: (terminal) => terminal.hangUp(),
    ignoring: 'HUP',
  },
  ...(['SIGHUP', 'SIGTERM', 'SIGINT', 'SIGQUIT'] as const).map((signal) => ({
    way: signal,
    end: (terminal: Terminal) => terminal.kill(signal),
  })),
  { way: 'Ctrl-C twice', end: (terminal) => terminal.press('ctrl-c', 'ctrl-c') },
  ...(['uncaught', 'rejection'] as const).map((fault) => ({
    way: `a fault of its own (${fault})`,
    end: (terminal: Terminal) => terminal.kill('SIGUSR2'),
    env: { NODE_OPTIONS: `--import=${plant}`, PLANTED_FAULT: fault },
  })),
  {
    way: 'a fault of its own (drawing)',
    end: (terminal) => {
      terminal.kill('SIGUSR2');
      terminal.resize(90, 24);
    },
    env: { NODE_OPTIONS: `--import=${plant}`, PLANTED_FAULT: 'drawing' },
  },
];

describe(`what was typed into a form is there again after (${waysOut.length} ways out)`, () => {
  test.each(waysOut)('$way', async ({ end, ...how }) => {
    const before = await openForm(how);
    await typeHalf(before);
    end(before);
    await before.exit;
    const forms = keptFiles().filter((path) => path.includes('forms'));
    expect(forms.map((path) => statSync(path).mode & 0o777)).toEqual([0o600]);
    expect(forms.map((path) => readFileSync(path, 'utf8')).join('')).toContain('half-typed-7');
    const after = await openForm();
    await after.waitFor('half-typed-7');
  });
});

test('what cannot be kept is told on the terminal that is given back', async () => {
  // No folder can be made below a device.
  const terminal = await openForm({ env: { XDG_STATE_HOME: '/dev/null/state' } });
  await typeHalf(terminal);
  terminal.kill('SIGTERM');
  await terminal.waitFor(/aml-workbench: Unfinished forms and begun operations are remembered only/u);
  expect(terminal.isAlternate()).toBe(false);
});
