import { plain } from '#azure/plain.ts';
import { graphemes, isSimple } from './graphemes.ts';

/** One line of text being edited. `cursor` is an offset in code units, always between two whole letters. */
export type Line = {
  readonly text: string;
  readonly cursor: number;
  /** Nobody has typed it: as with a selected text, what is typed stands in its place; any other key edits it. */
  readonly proposed?: true;
};

export const emptyLine: Line = { text: '', cursor: 0 };

/** A line of that text, with the cursor at its end. */
export const lineOf = (text: string): Line => insert(emptyLine, text);

/** The end of the last letter that begins before `offset`: where a cursor may stand. */
const boundaryFrom = (text: string, offset: number): number => {
  if (isSimple(text)) return Math.min(offset, text.length);
  for (const { index } of graphemes(text)) if (index >= offset) return index;
  return text.length;
};

const before = (text: string, cursor: number): number => {
  if (isSimple(text)) return Math.max(0, cursor - 1);
  let last = 0;
  for (const { index } of graphemes(text)) {
    if (index >= cursor) break;
    last = index;
  }
  return last;
};

const after = (text: string, cursor: number): number => boundaryFrom(text, Math.min(cursor + 1, text.length));

/** A letter that ends where the next begins may join it when what was between them is gone, so the cursor is put right each time. */
const lineWith = (text: string, cursor: number): Line => ({ text, cursor: boundaryFrom(text, cursor) });

const to = (line: Line, cursor: number): Line => ({ text: line.text, cursor });

const without = ({ text }: Line, from: number, end: number): Line =>
  lineWith(text.slice(0, from) + text.slice(end), from);

/** What of a line stays when something is typed into it. */
export const typedOver = (line: Line): Line => (line.proposed === true ? emptyLine : line);

/** The line with text typed or pasted at the cursor: a line break becomes a space, what could drive a terminal vanishes. */
export const insert = (line: Line, text: string): Line => {
  const added = plain(text);
  const { text: all, cursor } = typedOver(line);
  return lineWith(all.slice(0, cursor) + added + all.slice(cursor), cursor + added.length);
};

const isWordLetter = (letter: string): boolean => /[\p{L}\p{N}_]/u.test(letter);
const isNotSpace = (letter: string): boolean => letter.trim() !== '';

/** Where the word before the cursor begins. */
const wordStart = ({ text, cursor }: Line, isPart: (letter: string) => boolean): number => {
  const letters = Array.from(graphemes(text.slice(0, cursor)));
  let at = letters.length;
  const partBefore = (): boolean => isPart(letters[at - 1]?.segment ?? '');
  while (at > 0 && !partBefore()) at--;
  while (at > 0 && partBefore()) at--;
  return letters[at]?.index ?? cursor;
};

/** Where the word after the cursor ends. */
const wordEnd = ({ text, cursor }: Line): number => {
  let inWord = false;
  for (const { segment, index } of graphemes(text.slice(cursor))) {
    if (isWordLetter(segment)) inWord = true;
    else if (inWord) return cursor + index;
  }
  return text.length;
};

export type LineKey = {
  readonly keys: readonly string[];
  readonly label: string;
  readonly edit: (line: Line) => Line;
};

/** The keys of a text field, as in a shell (readline). Names of keys as `keyName` makes them. */
export const lineKeys: readonly LineKey[] = [
  {
    keys: ['left', 'ctrl-b'],
    label: 'one letter left',
    edit: (line) => to(line, before(line.text, line.cursor)),
  },
  {
    keys: ['right', 'ctrl-f'],
    label: 'one letter right',
    edit: (line) => to(line, after(line.text, line.cursor)),
  },
  {
    keys: ['ctrl-left', 'alt-left', 'alt-b'],
    label: 'one word left',
    edit: (line) => to(line, wordStart(line, isWordLetter)),
  },
  {
    keys: ['ctrl-right', 'alt-right', 'alt-f'],
    label: 'one word right',
    edit: (line) => to(line, wordEnd(line)),
  },
  { keys: ['home', 'ctrl-a'], label: 'start of the line', edit: (line) => to(line, 0) },
  { keys: ['end', 'ctrl-e'], label: 'end of the line', edit: (line) => to(line, line.text.length) },
  {
    keys: ['backspace', 'ctrl-h'],
    label: 'delete the letter before',
    edit: (line) => without(line, before(line.text, line.cursor), line.cursor),
  },
  {
    keys: ['delete', 'ctrl-d'],
    label: 'delete the letter under the cursor',
    edit: (line) => without(line, line.cursor, after(line.text, line.cursor)),
  },
  {
    keys: ['ctrl-w'],
    label: 'delete back to a space',
    edit: (line) => without(line, wordStart(line, isNotSpace), line.cursor),
  },
  {
    keys: ['alt-backspace'],
    label: 'delete the word before',
    edit: (line) => without(line, wordStart(line, isWordLetter), line.cursor),
  },
  {
    keys: ['alt-d'],
    label: 'delete the word after',
    edit: (line) => without(line, line.cursor, wordEnd(line)),
  },
  { keys: ['ctrl-u'], label: 'delete to the start', edit: (line) => without(line, 0, line.cursor) },
  {
    keys: ['ctrl-k'],
    label: 'delete to the end',
    edit: (line) => without(line, line.cursor, line.text.length),
  },
];

const edits = new Map(lineKeys.flatMap(({ keys, edit }) => keys.map((key) => [key, edit] as const)));

/** The line after a key; undefined when the key does nothing in a text field, so that it may mean something else. */
export const editKey = (line: Line, key: string): Line | undefined => {
  const edit = edits.get(key);
  if (edit !== undefined) return edit(line);
  const typed = key === 'space' ? ' ' : key;
  return isOneCodePoint(typed) ? insert(line, typed) : undefined;
};

const isOneCodePoint = (text: string): boolean => /^\P{Control}$/u.test(text);
