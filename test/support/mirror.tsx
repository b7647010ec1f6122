import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import xterm from '@xterm/headless';
import { render } from 'ink';
import type { ReactNode } from 'react';
import { onTestFinished } from 'vitest';
import { modernWidths } from './modern-widths.ts';

/** A cell as the emulator has it: what is drawn in it, and how many cells it says that takes (0: the second half of a wide one). */
export type EmulatedCell = { readonly chars: string; readonly width: number };

/** A terminal emulator that gets the very bytes which Ink writes on the program's screen. */
export type Mirror = {
  /** Lets what is pending be written and read. */
  readonly read: () => Promise<void>;
  /** Every cell of the screen, row by row. */
  readonly cells: () => readonly (readonly EmulatedCell[])[];
  /** Rows that went on in the next one because they were too long. */
  readonly wrapped: () => readonly number[];
  /** Everything that the terminal was told since the last time besides pictures: titles, the clipboard, questions, modes. */
  readonly told: () => readonly string[];
};

/** What Ink needs of a terminal. */
class Screen extends EventEmitter {
  readonly isTTY = true;
  readonly columns: number;
  readonly rows: number;
  readonly #take: (text: string) => void;
  constructor(size: { readonly columns: number; readonly rows: number }, take: (text: string) => void) {
    super();
    ({ columns: this.columns, rows: this.rows } = size);
    this.#take = take;
  }
  readonly write = (text: string, done?: () => void): boolean => {
    this.#take(text);
    if (typeof done === 'function') queueMicrotask(done);
    return true;
  };
}

/** A keyboard that nobody touches. */
class Keyboard extends EventEmitter {
  readonly isTTY = true;
  readonly setEncoding = (): void => undefined;
  readonly setRawMode = (): void => undefined;
  readonly resume = (): void => undefined;
  readonly pause = (): void => undefined;
  readonly ref = (): void => undefined;
  readonly unref = (): void => undefined;
  readonly read = (): null => null;
}

/** What a picture is made of: text, colours, cursor movements, erasing, and the marks around it. */
const ofPictures = new Set('ABCDEFGHJKm');
const modesOfPictures = new Set([25, 1049, 2004, 2026]);

/** Between the last change and the picture of it Ink may wait for a frame: it makes a thousand in a second here. */
const frameMs = 4;

/** Draws the tree a second time, as the program does on a terminal, into an emulator that listens to everything it is told. */
export const mirror = async (
  tree: ReactNode,
  size: { readonly columns: number; readonly rows: number },
): Promise<Mirror> => {
  const emulator = new xterm.Terminal({
    cols: size.columns,
    rows: size.rows,
    allowProposedApi: true,
    // The driver of a real terminal does it.
    convertEol: true,
  });
  emulator.unicode.register(modernWidths);
  emulator.unicode.activeVersion = modernWidths.version;
  const told = new Array<string>();
  const note = (what: string) => (): boolean => {
    told.push(what);
    return false;
  };
  const { parser } = emulator;
  for (let code = 0x40; code <= 0x7e; code += 1) {
    const final = String.fromCharCode(code);
    for (const prefix of [undefined, '?', '>', '<', '='])
      for (const intermediates of [undefined, ' ', '!', '"', '$', "'", '*', '+']) {
        const id = {
          final,
          ...(prefix === undefined ? {} : { prefix }),
          ...(intermediates === undefined ? {} : { intermediates }),
        };
        const isPlain = prefix === undefined && intermediates === undefined;
        const name = `${prefix ?? ''}${intermediates ?? ''}${final}`;
        if (prefix === '?' && intermediates === undefined && (final === 'h' || final === 'l'))
          parser.registerCsiHandler(id, (parameters) => {
            for (const each of parameters.flat()) if (!modesOfPictures.has(each)) told.push(`mode ${each}`);
            return false;
          });
        else if (!isPlain || !ofPictures.has(final)) parser.registerCsiHandler(id, note(`CSI ${name}`));
        parser.registerDcsHandler(id, note(`DCS ${name}`));
      }
  }
  for (let code = 0x30; code <= 0x7e; code += 1) {
    const final = String.fromCharCode(code);
    if (!'[]PX^_'.includes(final)) parser.registerEscHandler({ final }, note(`ESC ${final}`));
  }
  for (let id = 0; id < 2000; id += 1) parser.registerOscHandler(id, note(`OSC ${id}`));
  emulator.onBell(note('bell'));
  emulator.onTitleChange(note('title'));
  emulator.onData((answer) => told.push(`question answered ${JSON.stringify(answer)}`));

  const screen = new Screen(size, (text) => {
    if (/[\u0000-\u0009\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f]/u.test(text))
      told.push(`control character in ${JSON.stringify(text.slice(0, 200))}`);
    emulator.write(text);
  });
  const instance = render(tree, {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that Ink uses of it
    stdout: screen as unknown as NodeJS.WriteStream,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    stderr: new Screen(size, note('stray output')) as unknown as NodeJS.WriteStream,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    stdin: new Keyboard() as unknown as NodeJS.ReadStream,
    interactive: true,
    alternateScreen: true,
    incrementalRendering: true,
    maxFps: 1000,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  onTestFinished(() => {
    instance.unmount();
    emulator.dispose();
  });
  const rows = <T,>(take: (line: xterm.IBufferLine) => T): readonly T[] =>
    Array.from({ length: size.rows }, (_, row) => emulator.buffer.active.getLine(row)).flatMap((line) =>
      line === undefined ? [] : [take(line)],
    );
  return {
    read: async () => {
      await pause(frameMs);
      await new Promise<void>((resolve) => {
        emulator.write('', resolve);
      });
    },
    cells: () =>
      rows((line) =>
        Array.from({ length: size.columns }, (_, column) => {
          const cell = line.getCell(column);
          return { chars: cell?.getChars() ?? '', width: cell?.getWidth() ?? -1 };
        }),
      ),
    wrapped: () => rows((line) => line.isWrapped).flatMap((is, row) => (is ? [row] : [])),
    told: () => told.splice(0),
  };
};
