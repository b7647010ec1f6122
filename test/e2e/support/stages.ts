import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bytesOf } from './keys.ts';
import { openTerminal } from './terminal.ts';

/** What was asked of a terminal and must be taken back. */
export type Modes = {
  readonly alternateScreen: boolean;
  readonly cursorVisible: boolean;
};

/** A shell in a terminal: in a window of its own, or in a pane of tmux. */
export type Stage = {
  readonly type: (text: string) => void;
  /** Keys one after the other: names of `keys.ts` or single characters. */
  readonly press: (...names: readonly string[]) => void;
  readonly screen: () => string;
  /** Resolves when the screen holds it; fails with the screen when it does not in time. */
  readonly shows: (what: string | RegExp, limitMs?: number) => Promise<void>;
  readonly modes: () => Modes;
  readonly resize: (columns: number, rows: number) => void;
  /** The shell's process. */
  readonly pid: () => number;
  /** The terminal's end as processes see it. */
  readonly device: () => string;
  /** Closes the terminal itself: a window that is closed, a pane that is killed. */
  readonly hangUp: () => void;
  /** Another terminal of the same kind, in which nothing happens. */
  readonly another: () => Stage;
  readonly home: string;
  readonly close: () => Promise<void>;
};

type Env = Readonly<Record<string, string>>;

/** Waits until it holds. */
export const until = async (
  holds: () => boolean,
  complaint: () => string,
  limitMs = 20_000,
): Promise<void> => {
  const end = performance.now() + limitMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error(complaint());
    await pause(30);
  }
};

const holdsText = (what: string | RegExp, screen: string): boolean =>
  typeof what === 'string' ? screen.includes(what) : what.test(screen);

/** A shell in a window of its own. */
const alone = (env: Env, command = 'sh', args: readonly string[] = ['-i']): Stage => {
  const terminal = openTerminal({ command, args, env: { PS1: '> ', ...env } });
  const others: Stage[] = [];
  return {
    type: (text) => terminal.type(text),
    press: (...names) => terminal.press(...names),
    screen: () => terminal.screen().join('\n'),
    shows: (what, limitMs) => terminal.waitFor(what, limitMs),
    modes: () => ({ alternateScreen: terminal.isAlternate(), cursorVisible: terminal.cursor().visible }),
    resize: (columns, rows) => terminal.resize(columns, rows),
    pid: () => terminal.pid,
    device: () => terminal.device,
    hangUp: () => terminal.hangUp(),
    another: () => {
      const other = alone(env, 'sleep', ['600']);
      others.push(other);
      return other;
    },
    home: terminal.home,
    close: async () => {
      for (const other of others) await other.close();
      await terminal.close();
    },
  };
};

const inherited = { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', CI: 'false', PS1: '> ' };

/** A pane of a tmux of its own. */
const inTmux = (env: Env): Stage => {
  const home = mkdtempSync(join(tmpdir(), 'aml-workbench-tmux-'));
  const socket = join(home, 'tmux');
  const all: Env = {
    ...inherited,
    HOME: home,
    XDG_STATE_HOME: join(home, 'state'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    ...env,
  };
  const tmux = (...args: readonly string[]): string =>
    execFileSync('tmux', ['-S', socket, ...args], { encoding: 'utf8' });
  execFileSync(
    'tmux',
    ['-S', socket, '-f', '/dev/null', 'new-session', '-d', '-s', 'one', '-x', '80', '-y', '24', 'sh'],
    { env: all },
  );
  const pane = (target: string): Stage => {
    const screen = (): string => tmux('capture-pane', '-p', '-t', target);
    const told = (format: string): string => tmux('display-message', '-p', '-t', target, format).trim();
    const send = (bytes: string): void => {
      if (bytes !== '') tmux('send-keys', '-t', target, '-l', '--', bytes);
    };
    return {
      type: send,
      press: (...names) => {
        for (const name of names) send(bytesOf(name));
      },
      screen,
      shows: (what, limitMs) =>
        until(
          () => holdsText(what, screen()),
          () => `waited for ${String(what)} on\n${screen()}`,
          limitMs,
        ),
      modes: () => {
        const [alternate, cursor] = told('#{alternate_on} #{cursor_flag}').split(' ');
        return { alternateScreen: alternate === '1', cursorVisible: cursor === '1' };
      },
      resize: (columns, rows) =>
        void tmux('resize-window', '-t', target, '-x', String(columns), '-y', String(rows)),
      pid: () => Number(told('#{pane_pid}')),
      device: () => told('#{pane_tty}'),
      hangUp: () => void tmux('kill-pane', '-t', target),
      another: () =>
        pane(tmux('new-window', '-d', '-P', '-F', '#{pane_id}', '-t', 'one', 'sleep 600').trim()),
      home,
      close: () => {
        spawnSync('tmux', ['-S', socket, 'kill-server']);
        rmSync(home, { recursive: true, force: true });
        return Promise.resolve();
      },
    };
  };
  return pane(tmux('display-message', '-p', '-t', 'one', '#{pane_id}').trim());
};

/** Where a program may be when it dies. Where there is no tmux, what is tried in it counts as skipped. */
export const stages = {
  alone: { open: (env: Env): Stage => alone(env), missing: false },
  'inside tmux': { open: inTmux, missing: spawnSync('tmux', ['-V']).status !== 0 },
} as const;
