import { render } from 'ink-testing-library';
import type { ReactNode } from 'react';
import { onTestFinished } from 'vitest';
import { turn } from './hand-timers.ts';

/** What Ink reads for the keys that have names. */
const sequences: Readonly<Record<string, string>> = {
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  enter: '\r',
  esc: '\u001b',
  tab: '\t',
  'shift-tab': '\u001b[Z',
  pagedown: '\u001b[6~',
  pageup: '\u001b[5~',
  home: '\u001b[H',
  end: '\u001b[F',
  backspace: '\u007f',
  space: ' ',
  'ctrl-u': '\u0015',
  'ctrl-a': '\u0001',
  'ctrl-o': '\u000f',
  'ctrl-g': '\u0007',
};

const colours = /\u001b\[[0-9;]*m/gu;

export type Mounted = {
  /** The rows on the screen, without colours. Throws on a blank frame: something has thrown. */
  readonly screen: () => readonly string[];
  readonly text: () => string;
  /** The rows with their colours. */
  readonly frame: () => string;
  /** One key after the other, each given time to have its consequences. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  readonly resize: (columns: number, rows: number) => Promise<void>;
  /** Lets what is pending be drawn. */
  readonly drawn: () => Promise<void>;
  /** How many frames have been drawn so far. */
  readonly frames: () => number;
  /** Lets go of the frames drawn so far: what a long test keeps must not count as the program's memory. */
  readonly forgetFrames: () => void;
};

/** Draws a tree on a terminal of that size. Waits for conditions and turns of the event loop, never for a time. */
export const mount = async (
  tree: ReactNode,
  size: { readonly columns: number; readonly rows: number },
): Promise<Mounted> => {
  const instance = render(<></>);
  onTestFinished(() => {
    instance.unmount();
  });
  const resizeTo = (columns: number, rows: number): void => {
    Object.defineProperties(instance.stdout, {
      columns: { value: columns, configurable: true },
      rows: { value: rows, configurable: true },
    });
    instance.stdout.emit('resize');
  };
  const drawn = async (): Promise<void> => {
    for (let turns = 0; turns < 3; turns += 1) await turn();
  };
  resizeTo(size.columns, size.rows);
  instance.rerender(<>{tree}</>);
  await drawn();
  const frame = (): string => {
    const last = instance.lastFrame() ?? '';
    if (last.trim() === '') throw new Error('the frame is blank: something has thrown');
    return last;
  };
  const screen = (): readonly string[] => frame().replaceAll(colours, '').split('\n');
  const send = async (keys: string): Promise<void> => {
    instance.stdin.write(keys);
    await drawn();
    // Ink holds a lone escape back for a moment, in case more of a sequence follows.
    if (keys === '\u001b') await new Promise((resolve) => setTimeout(resolve, 40));
    await drawn();
  };
  return {
    screen,
    text: () => screen().join('\n'),
    frame,
    press: async (...keys) => {
      for (const key of keys) await send(sequences[key] ?? key);
    },
    type: async (text) => {
      for (const letter of text) await send(letter);
    },
    resize: async (columns, rows) => {
      resizeTo(columns, rows);
      await drawn();
    },
    drawn,
    frames: () => instance.frames.length,
    forgetFrames: () => void instance.frames.splice(0),
  };
};
