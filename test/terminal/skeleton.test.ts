import xterm from '@xterm/headless';
import { describe, expect, test } from 'vitest';
import { resetting, restoring } from '#terminal/sequences.ts';
import { skeleton } from '#terminal/skeleton.ts';

type Emulator = InstanceType<typeof xterm.Terminal>;

const emulator = (columns: number, rows: number): Emulator =>
  new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });

const write = (terminal: Emulator, text: string): Promise<void> =>
  new Promise((resolve) => {
    terminal.write(text, resolve);
  });

const rowsOf = (terminal: Emulator): readonly string[] =>
  Array.from(
    { length: terminal.rows },
    (_, row) => terminal.buffer.active.getLine(row)?.translateToString() ?? '',
  );

describe('the first picture', () => {
  test('names the program and says that it starts, between two rules', async () => {
    const terminal = emulator(30, 6);
    await write(terminal, skeleton({ columns: 30, rows: 6 }, true));
    expect(rowsOf(terminal).map((row) => row.trimEnd())).toEqual([
      ' aml-workbench',
      '-----------------------------',
      ' starting ..',
      '',
      '-----------------------------',
      '',
    ]);
    expect(terminal.buffer.active.type).toBe('alternate');
  });

  test.each([
    [80, 24],
    [200, 60],
    [20, 3],
    [5, 2],
    [1, 1],
    [500, 200],
  ])(
    'fits %ix%i, leaves the last column free and begins the next picture in the first cell',
    async (columns, rows) => {
      const terminal = emulator(columns, rows);
      await write(terminal, skeleton({ columns, rows }, false));
      for (const row of rowsOf(terminal)) expect(row.at(-1) ?? ' ').toBe(' ');
      expect([terminal.buffer.active.cursorX, terminal.buffer.active.cursorY]).toEqual([0, 0]);
    },
  );
});

describe('giving the terminal back', () => {
  test('leaves nothing switched on, and the cursor where it was', async () => {
    const terminal = emulator(80, 24);
    await write(terminal, 'before\r\n$ aml-workbench\r\n');
    await write(terminal, skeleton({ columns: 80, rows: 24 }, false));
    await write(terminal, '\u001b[?1000h\u001b[?1006h\u001b[?1004h\u001b[?2026h\u001b[1;7m');
    await write(terminal, restoring);
    await write(terminal, 'x');
    expect(terminal.buffer.active.type).toBe('normal');
    expect(
      rowsOf(terminal)
        .slice(0, 3)
        .map((row) => row.trimEnd()),
    ).toEqual(['before', '$ aml-workbench', 'x']);
    expect(terminal.buffer.active.getLine(2)?.getCell(0)?.isInverse()).toBe(0);
    expect(terminal.modes).toMatchObject({
      bracketedPasteMode: false,
      wraparoundMode: true,
      mouseTrackingMode: 'none',
      sendFocusMode: false,
      synchronizedOutputMode: false,
    });
  });

  test('resetting keeps the place of the cursor on a terminal that was in order', async () => {
    const terminal = emulator(80, 24);
    await write(terminal, `one\r\ntwo\r\n${resetting}three`);
    expect(
      rowsOf(terminal)
        .slice(0, 3)
        .map((row) => row.trimEnd()),
    ).toEqual(['one', 'two', 'three']);
    expect(terminal.modes.wraparoundMode).toBe(true);
  });

  test('resetting leaves the alternate screen of a killed program', async () => {
    const terminal = emulator(80, 24);
    await write(terminal, `${skeleton({ columns: 80, rows: 24 }, false)}${resetting}`);
    expect(terminal.buffer.active.type).toBe('normal');
    expect(terminal.modes.bracketedPasteMode).toBe(false);
    expect(terminal.modes.wraparoundMode).toBe(true);
  });
});
