import { PassThrough } from 'node:stream';
import { render, Text, useInput } from 'ink';
import { expect, test, vi } from 'vitest';
import { keyName } from '#screens/key-name.ts';
import { createKeystrokeStream } from '#screens/keystroke-stream.ts';

const esc = '\u001b';

/** What the program calls the keys that a terminal sends as these bytes, one after the other. */
const namesOf = async (...sent: readonly string[]): Promise<readonly (string | undefined)[]> => {
  const source = Object.assign(new PassThrough(), { isTTY: true as const, setRawMode: () => undefined });
  const stdout = Object.assign(new PassThrough(), { columns: 80, rows: 24, isTTY: true as const });
  const names: (string | undefined)[] = [];
  const Keys = () => {
    useInput((input, key) => {
      names.push(keyName(input, key));
    });
    return <Text>keys</Text>;
  };
  const stdin = createKeystrokeStream(source);
  const app = render(<Keys />, {
    stdin,
    stdout,
    debug: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  for (const [index, bytes] of sent.entries()) {
    source.write(bytes);
    await vi.waitFor(() => {
      expect(names.length).toBe(index + 1);
    });
  }
  app.unmount();
  return names;
};

test('keys have the names that the key table uses', async () => {
  const expected: Readonly<Record<string, string>> = {
    j: 'j',
    G: 'G',
    '/': '/',
    '?': '?',
    '!': '!',
    '1': '1',
    ' ': 'space',
    é: 'é',
    漢: '漢',
    '\r': 'enter',
    '\t': 'tab',
    [`${esc}[Z`]: 'shift-tab',
    [esc]: 'esc',
    [`${esc}[A`]: 'up',
    [`${esc}OB`]: 'down',
    [`${esc}[D`]: 'left',
    [`${esc}[C`]: 'right',
    [`${esc}[1;5C`]: 'ctrl-right',
    [`${esc}[1;3D`]: 'alt-left',
    [`${esc}${esc}[D`]: 'alt-left',
    [`${esc}[1;2A`]: 'shift-up',
    [`${esc}[5~`]: 'pageup',
    [`${esc}[6~`]: 'pagedown',
    [`${esc}[H`]: 'home',
    [`${esc}[4~`]: 'end',
    [`${esc}[3~`]: 'delete',
    '\u007f': 'backspace',
    '\b': 'backspace',
    [`${esc}\u007f`]: 'alt-backspace',
    '\u0001': 'ctrl-a',
    '\u0003': 'ctrl-c',
    '\u0012': 'ctrl-r',
    '\u001a': 'ctrl-z',
    '\n': 'ctrl-j',
    [`${esc}b`]: 'alt-b',
    [`${esc}B`]: 'alt-B',
  };
  expect(await namesOf(...Object.keys(expected))).toEqual(Object.values(expected));
});

test('what is no key of ours has no name', async () => {
  // Function keys, and a key let go as the kitty protocol tells it.
  expect(await namesOf(`${esc}OP`, `${esc}[15~`, `${esc}[106;1:3u`)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('pasted text presses no keys', async () => {
  expect(await namesOf(`${esc}[200~Dq${esc}[201~`)).toEqual([undefined]);
});
