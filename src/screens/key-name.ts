import type { Key } from 'ink';

type Flag = {
  [K in keyof Key]-?: boolean extends Key[K] ? K : never;
}[keyof Key];

/** Keys that Ink tells by a flag. `delete` and `backspace` come as such in Ink 8, Ctrl-H as backspace. */
const named: readonly (readonly [Flag, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

/** Names of keys that write something which a table of keys could not show. */
const written: Readonly<Record<string, string>> = { ' ': 'space', '\n': 'ctrl-j' };

/**
 * The name of a key as the key table writes it, from what `useInput` of Ink tells: `j`, `G`, `/`, `space`, `enter`, `esc`,
 * `shift-tab`, `pageup`, `ctrl-r`, `alt-b`, `ctrl-alt-left`. Undefined for what is no key of ours: a release, text of several
 * letters (a paste comes another way and never presses keys), keys that Ink does not name (function keys).
 */
export const keyName = (input: string, key: Key): string | undefined => {
  if (key.eventType === 'release') return undefined;
  const flagged = named.find(([flag]) => key[flag])?.[1];
  if (flagged !== undefined) return `${modifiers(key, true)}${flagged}`;
  const letter = written[input] ?? input;
  // A capital says Shift by itself.
  if (letter === 'space' || letter === 'ctrl-j' || /^\P{Control}$/u.test(letter)) {
    return `${modifiers(key, false)}${key.ctrl ? letter.toLowerCase() : letter}`;
  }
  return undefined;
};

const modifiers = (key: Key, withShift: boolean): string =>
  (key.ctrl ? 'ctrl-' : '') + (key.meta ? 'alt-' : '') + (withShift && key.shift ? 'shift-' : '');
