import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { descendantsOf } from './support/processes.ts';
import { openTerminal, program, type Terminal, type TerminalOptions } from './support/terminal.ts';

const opened: Terminal[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((terminal) => terminal.close()));
});

const open = (options: TerminalOptions): Terminal => {
  const terminal = openTerminal(options);
  opened.push(terminal);
  return terminal;
};

/** What the terminal broke into rows, in one piece again. */
const unwrapped = (screen: string): string => screen.replaceAll('\n', '');

const drawn = /\? help|q quit/u;
const command = `${process.execPath} ${program} --demo`;

/** A shell in a terminal, as a user has one. */
const openShell = async (env: TerminalOptions['env'] = {}): Promise<Terminal> => {
  const shell = open({ command: 'sh', args: ['-i'], env: { PS1: '> ', ...env } });
  await shell.waitFor('>');
  return shell;
};

const startIn = (shell: Terminal): void => {
  shell.type(`echo before; ${command}; echo "left with $?"\r`);
};

/** The program on the screen of a shell that has started it. */
const inShell = async (env: TerminalOptions['env'] = {}): Promise<Terminal> => {
  const shell = await openShell(env);
  startIn(shell);
  await shell.waitFor((screen) => drawn.test(screen));
  return shell;
};

const programIn = (shell: Terminal): number => {
  const pid = descendantsOf(shell.pid).find((each) => each.command.includes(program))?.pid;
  if (pid === undefined) throw new Error('The program does not run.');
  return pid;
};

/** How a program that behaves leaves terminal and machine. */
const asBefore = {
  alternateScreen: false,
  cursorVisible: true,
  bracketedPaste: false,
  screenKept: true,
  settings: 'icanon echo isig icrnl opost',
  typedIsSeen: true,
  left: [] as readonly string[],
};

/** Waits until the shell says that the program left with `code`; then what the user finds. */
const stateAfter = async (shell: Terminal, code: number): Promise<typeof asBefore> => {
  await shell.waitFor(`left with ${code}`, 2_000);
  const modes = {
    alternateScreen: shell.isAlternate(),
    cursorVisible: shell.cursor().visible,
    bracketedPaste: shell.bracketedPaste(),
    screenKept: shell.screen().join('\n').includes('before'),
  };
  shell.type('stty -a\r');
  // In the last of its lines.
  await shell.waitFor(/\bechoke\b/u);
  const told = shell.screen().join(' ');
  const settings = asBefore.settings
    .split(' ')
    .filter((name) => new RegExp(`(?<!-)\\b${name}\\b`, 'u').test(told));
  shell.type('echo typed-$((6*7))');
  await shell.waitFor('echo typed-$((6*7))');
  shell.type('\r');
  await shell.waitFor('typed-42');
  return {
    ...modes,
    settings: settings.join(' '),
    typedIsSeen: true,
    left: descendantsOf(shell.pid).map(({ command: line }) => line),
  };
};

/* Every way to die by itself is in `every-way-to-die.test.ts`; here is what is particular to some. */

describe('the terminal is as it was before, and nothing is left running, after', () => {
  test('a signal while it is still starting', async () => {
    const shell = await openShell();
    startIn(shell);
    await shell.waitFor('starting');
    process.kill(programIn(shell), 'SIGTERM');
    expect(await stateAfter(shell, 143)).toEqual(asBefore);
  });

  test.each(['uncaught', 'rejection', 'drawing'])('a fault of its own (%s)', async (fault) => {
    const plant = join(import.meta.dirname, 'support/plant-fault.ts');
    const shell = await inShell({ NODE_OPTIONS: `--import=${plant}`, PLANTED_FAULT: fault });
    process.kill(programIn(shell), 'SIGUSR2');
    if (fault === 'drawing') shell.resize(90, 24);
    await shell.waitFor('left with 1', 2_000);
    const told = shell.screen().join('');
    expect(told).toContain('aml-workbench had to stop because of a fault of its own: Error: planted fault');
    expect(told).not.toContain('rg-secret');
    const folder = join(shell.home, 'state/aml-workbench');
    const [report = '', ...more] = readdirSync(folder);
    expect(more).toEqual([]);
    expect(told.replaceAll(/\s/gu, '')).toContain(report);
    expect(statSync(join(folder, report)).mode & 0o777).toBe(0o600);
    const text = readFileSync(join(folder, report), 'utf8');
    expect(text).toContain('planted fault');
    expect(text).not.toMatch(/rg-secret|8d2c0d5e|\u001b/u);
    expect(await stateAfter(shell, 1)).toEqual(asBefore);
  });

  test('a fault when no report can be written: the short form is told', async () => {
    const plant = join(import.meta.dirname, 'support/plant-fault.ts');
    const shell = await inShell({
      NODE_OPTIONS: `--import=${plant}`,
      PLANTED_FAULT: 'uncaught',
      XDG_STATE_HOME: '/dev/null',
    });
    process.kill(programIn(shell), 'SIGUSR2');
    await shell.waitFor((screen) =>
      unwrapped(screen).includes('No report could be written to /dev/null/aml-workbench'),
    );
    expect(await stateAfter(shell, 1)).toEqual(asBefore);
  });
});

describe('suspending', () => {
  /** What the shell finds when the program was suspended, and what is on the screen after `fg`. */
  const awayAndBack = async (shell: Terminal) => {
    await shell.waitFor('Stopped');
    const away = modesOf(shell);
    shell.type('echo meanwhile-$((6*7))\r');
    await shell.waitFor('meanwhile-42');
    shell.type('fg; echo "left with $?"\r');
    await shell.waitFor((screen) => drawn.test(screen));
    await shell.settled(300);
    const back = { ...modesOf(shell), remains: /meanwhile/u.test(shell.screen().join('\n')) };
    shell.press('q');
    return { away, back };
  };
  const modesOf = (shell: Terminal) => ({
    alternate: shell.isAlternate(),
    cursor: shell.cursor().visible,
    paste: shell.bracketedPaste(),
  });
  const asExpected = {
    away: { alternate: false, cursor: true, paste: false },
    back: { alternate: true, cursor: false, paste: true, remains: false },
  };

  test('by Ctrl-Z gives the shell a terminal in order, and fg brings everything back', async () => {
    const shell = await inShell();
    shell.press('ctrl-z');
    expect(await awayAndBack(shell)).toEqual(asExpected);
    expect(await stateAfter(shell, 0)).toEqual(asBefore);
  });

  test('by a signal from outside does the same', async () => {
    const shell = await inShell();
    process.kill(programIn(shell), 'SIGTSTP');
    expect(await awayAndBack(shell)).toEqual(asExpected);
    expect(await stateAfter(shell, 0)).toEqual(asBefore);
  });

  test('without asking (SIGSTOP) is repaired on the way back', async () => {
    const shell = await inShell();
    const pid = programIn(shell);
    process.kill(pid, 'SIGSTOP');
    await shell.waitFor('Stopped');
    // The shell finds raw mode, in which Enter is no line end.
    shell.type('stty sane; clear; echo meanwhile\n');
    await shell.waitFor('meanwhile');
    shell.type('fg; echo "left with $?"\r');
    await shell.waitFor((screen) => drawn.test(screen) && !screen.includes('meanwhile'));
    shell.press('q');
    expect(await stateAfter(shell, 0)).toEqual(asBefore);
  });

  test('shows the new size when the window was resized meanwhile', async () => {
    const shell = await inShell();
    shell.press('ctrl-z');
    await shell.waitFor('Stopped');
    shell.resize(100, 30);
    shell.type('fg; echo "left with $?"\r');
    await shell.waitFor((screen) => drawn.test(screen.split('\n').at(-1) ?? ''));
    shell.press('q');
    expect(await stateAfter(shell, 0)).toEqual(asBefore);
  });

  test('where no shell is above it goes on at once', async () => {
    const terminal = open({ args: ['--demo'] });
    await terminal.waitFor(drawn);
    terminal.press('ctrl-z');
    await terminal.waitFor(() => !terminal.isAlternate());
    await terminal.waitFor((screen) => terminal.isAlternate() && drawn.test(screen));
    terminal.press('q');
    expect(await terminal.exit).toEqual({ code: 0, signal: 0 });
  });
});
