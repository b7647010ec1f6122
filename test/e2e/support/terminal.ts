import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { bytesOf } from './keys.ts';

export type TerminalOptions = {
  readonly columns?: number;
  readonly rows?: number;
  /** Arguments of the program; or of `command`. */
  readonly args?: readonly string[];
  /** Added to the clean environment; undefined takes a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What to run instead of the built program. */
  readonly command?: string;
};

export type Ended = { readonly code: number; readonly signal: number };

/** A real pty with a program in it, read through a terminal emulator: what is on the screen now, as a user sees it. */
export type Terminal = {
  /** The rows of the screen, without trailing blanks. */
  screen(): readonly string[];
  /** Rows of the screen and what had scrolled out above it. */
  history(): readonly string[];
  /** Presses keys one after the other in one write, as typing ahead would: names of `keys.ts` or single characters. */
  press(...names: readonly string[]): void;
  type(text: string): void;
  /** Pastes as a terminal does: in brackets when the program asked for that. */
  paste(text: string): void;
  /** Resolves when the screen shows it; fails with the screen when it does not come in time. */
  waitFor(what: string | RegExp | ((screen: string) => boolean), timeoutMs?: number): Promise<void>;
  /** Resolves when nothing has arrived for `quietMs`. */
  settled(quietMs?: number): Promise<void>;
  resize(columns: number, rows: number): void;
  bytesWritten(): number;
  /** Everything that was ever written, with its sequences. */
  written(): string;
  /** When the last byte arrived, by `performance.now()`. */
  lastByteAt(): number;
  cursor(): { readonly row: number; readonly column: number; readonly visible: boolean };
  isAlternate(): boolean;
  bracketedPaste(): boolean;
  /** Whether the terminal was asked to report its focus. */
  focusReports(): boolean;
  /** How often the bell was rung, and what was told by notifications (OSC 9). */
  bells(): number;
  notifications(): readonly string[];
  /** The screen cell's attributes, for tests of selection and colour. */
  isReverse(row: number, column: number): boolean;
  kill(signal: NodeJS.Signals): void;
  /** Closes the terminal itself, as a window that is closed or a connection that is lost. */
  hangUp(): void;
  /** The terminal's end as processes see it, `/dev/pts/3`. */
  readonly device: string;
  readonly pid: number;
  readonly exit: Promise<Ended>;
  /** The home folder made for this terminal; taken away by `close`. */
  readonly home: string;
  /** Ends what still runs in the terminal and removes its files. */
  close(): Promise<void>;
};

export const program = fileURLToPath(new URL('../../../bin/aml-workbench.js', import.meta.url));

/** The demo's world has schedules: unless a test says otherwise it begins in the morning, whatever time it is here. */
const inTheMorning = (args: readonly string[]): readonly string[] =>
  args.includes('--demo') && !args.includes('--demo-start')
    ? [...args, '--demo-start', '2026-03-02T09:00Z']
    : args;

/** Starts the built program (`npm run build` first), or another command, in a terminal of its own. */
export const openTerminal = (options: TerminalOptions = {}): Terminal => {
  const { columns = 80, rows = 24, command } = options;
  const args = inTheMorning(options.args ?? []);
  const home = mkdtempSync(join(tmpdir(), 'aml-workbench-e2e-'));
  mkdirSync(join(home, 'work'));
  const file = command ?? process.execPath;
  const child = pty.spawn(file, command === undefined ? [program, ...args] : [...args], {
    cols: columns,
    rows,
    cwd: join(home, 'work'),
    env: cleanEnvironment(home, options.env),
    encoding: null,
    name: 'xterm-256color',
  });
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 });
  let bytes = 0;
  const pieces: Uint8Array[] = [];
  let lastByteAt = performance.now();
  let cursorVisible = true;
  let bells = 0;
  const notifications: string[] = [];
  emulator.onBell(() => {
    bells += 1;
  });
  emulator.parser.registerOscHandler(9, (text) => notifications.push(text) > 0);
  const onNews = new Set<() => void>();
  const tellNews = (): void => {
    for (const told of onNews) told();
  };

  /** Within a synchronized update (mode 2026): a terminal shows nothing of it before its end. */
  let isUpdating = false;
  const watchModes = (on: boolean) => (params: (number | number[])[]) => {
    if (params.includes(25)) cursorVisible = on;
    if (params.includes(2026)) isUpdating = on;
    return false;
  };
  emulator.parser.registerCsiHandler({ prefix: '?', final: 'h' }, watchModes(true));
  emulator.parser.registerCsiHandler({ prefix: '?', final: 'l' }, watchModes(false));
  emulator.onData((answer) => child.write(answer));
  // Without an encoding node-pty gives bytes, which its types do not say.
  child.onData((data: string | Uint8Array) => {
    bytes += data.length;
    pieces.push(Buffer.from(data));
    lastByteAt = performance.now();
    emulator.write(data, tellNews);
  });
  let hasEnded = false;
  const exit = new Promise<Ended>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      hasEnded = true;
      resolve({ code: exitCode, signal: signal ?? 0 });
      tellNews();
    });
  });

  const lines = (from: number, count: number): readonly string[] =>
    Array.from(
      { length: count },
      // A line of the emulator keeps what it had beyond the edge before the window became narrower.
      (_, row) =>
        emulator.buffer.active
          .getLine(from + row)
          ?.translateToString(false, 0, emulator.cols)
          .trimEnd() ?? '',
    );
  const screen = (): readonly string[] => lines(emulator.buffer.active.baseY, emulator.rows);

  const until = (holds: () => boolean, timeoutMs: number, complaint: () => string): Promise<void> =>
    new Promise((resolve, reject) => {
      const finish = (): void => {
        clearTimeout(timer);
        onNews.delete(look);
      };
      const look = (): void => {
        if ((isUpdating && !hasEnded) || !holds()) return;
        finish();
        resolve();
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(complaint()));
      }, timeoutMs);
      onNews.add(look);
      look();
    });

  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(child.pid, name);
    } catch {
      // It has ended already.
    }
  };

  return {
    screen,
    history: () => lines(0, emulator.buffer.active.length),
    press: (...names) => child.write(names.map(bytesOf).join('')),
    type: (text) => child.write(text),
    paste: (text) => child.write(emulator.modes.bracketedPasteMode ? `\u001b[200~${text}\u001b[201~` : text),
    waitFor: (what, timeoutMs = 20_000) =>
      until(
        () => {
          const text = screen().join('\n');
          if (typeof what === 'string') return text.includes(what);
          return what instanceof RegExp ? what.test(text) : what(text);
        },
        timeoutMs,
        () =>
          `Waited ${timeoutMs} ms for ${String(what)}${hasEnded ? ' (the program has ended)' : ''} on\n${framed(screen())}`,
      ),
    settled: async (quietMs = 50) => {
      for (;;) {
        const waitMs = lastByteAt + quietMs - performance.now();
        if (waitMs <= 0) return;
        await new Promise((resolve) => {
          setTimeout(resolve, waitMs);
        });
      }
    },
    resize: (nextColumns, nextRows) => {
      emulator.resize(nextColumns, nextRows);
      child.resize(nextColumns, nextRows);
    },
    bytesWritten: () => bytes,
    written: () => Buffer.concat(pieces).toString(),
    lastByteAt: () => lastByteAt,
    cursor: () => ({
      row: emulator.buffer.active.cursorY,
      column: emulator.buffer.active.cursorX,
      visible: cursorVisible,
    }),
    isAlternate: () => emulator.buffer.active.type === 'alternate',
    bracketedPaste: () => emulator.modes.bracketedPasteMode,
    focusReports: () => emulator.modes.sendFocusMode,
    bells: () => bells,
    notifications: () => notifications,
    isReverse: (row, column) =>
      emulator.buffer.active
        .getLine(emulator.buffer.active.baseY + row)
        ?.getCell(column)
        ?.isInverse() === 1,
    kill: signal,
    hangUp: () => untyped(child).destroy(),
    device: untyped(child).ptsName,
    pid: child.pid,
    exit,
    home,
    close: async () => {
      signal('SIGKILL');
      if (!hasEnded) await exit;
      emulator.dispose();
      rmSync(home, { recursive: true, force: true });
    },
  };
};

/** What node-pty's terminals have on Unix without its types saying so. */
const untyped = (child: pty.IPty): { readonly ptsName: string; readonly destroy: () => void } => {
  if (!('ptsName' in child && typeof child.ptsName === 'string')) throw new Error('This pty has no name.');
  if (!('destroy' in child && typeof child.destroy === 'function'))
    throw new Error('This pty cannot be closed.');
  const { ptsName, destroy } = child;
  return { ptsName, destroy: () => void Reflect.apply(destroy, child, []) };
};

/** Nothing of who runs the tests: no colours asked for, no CI (Ink would not draw), no Azure, files in a folder of their own. */
const cleanEnvironment = (
  home: string,
  added: TerminalOptions['env'] = {},
): Record<string, string | undefined> => ({
  PATH: process.env['PATH'],
  HOME: home,
  XDG_CONFIG_HOME: join(home, 'config'),
  XDG_STATE_HOME: join(home, 'state'),
  XDG_CACHE_HOME: join(home, 'cache'),
  XDG_DATA_HOME: join(home, 'data'),
  TERM: 'xterm-256color',
  LANG: 'C.UTF-8',
  CI: 'false',
  ...added,
});

const framed = (rows: readonly string[]): string => rows.map((row) => `| ${row}`).join('\n');
