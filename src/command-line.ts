import { parseArgs } from 'node:util';

/** The options of a command, by their long names. */
export type Known = Readonly<
  Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string }>
>;

/** What was given: a text for options that take one, '' for the others. */
export type Given<Name extends string> = ReadonlyMap<Name, string>;

/** Wrong usage, told in one sentence. */
export class WrongUsage extends Error {}

/** The options and the words of a command line. An option given twice counts the last time. Throws `WrongUsage`. */
export const readTokens = <const K extends Known>(
  args: readonly string[],
  known: K,
): { readonly given: Given<keyof K & string>; readonly words: readonly string[] } => {
  const { tokens } = parseArgs({
    args: [...args],
    options: known,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const isKnown = (name: string): name is keyof K & string => Object.hasOwn(known, name);
  const given = new Map<keyof K & string, string>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (!isKnown(name)) throw new WrongUsage(`There is no option ${quoted(rawName)}.`);
    if (known[name]?.type === 'boolean') {
      if (value !== undefined) throw new WrongUsage(`${rawName} takes no value.`);
      given.set(name, '');
    } else {
      // "-w --once" is a forgotten name, not a workspace called "--once"; "-w=--once" would be. "-3" is a number that is told below.
      const isNext =
        value !== undefined && !inlineValue && value.startsWith('-') && !/^-[\d.]+$/u.test(value);
      const missing = value === undefined || value === '' || isNext;
      if (missing) throw new WrongUsage(`${rawName} needs a value.`);
      given.set(name, value);
    }
  }
  return { given, words };
};

/** The value of an option that takes one of a few words. Throws `WrongUsage`. */
export const choice = <Name extends string, const T extends string>(
  given: Given<Name>,
  name: Name,
  allowed: readonly T[],
): T | undefined => {
  const value = given.get(name);
  if (value === undefined) return undefined;
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new WrongUsage(`--${name} takes ${listed(allowed)}, not ${quoted(value)}.`);
  return found;
};

/** The value of an option that takes a number; `what` says in words which. Throws `WrongUsage`. */
export const readNumber = <Name extends string>(
  given: Given<Name>,
  name: Name,
  what: string,
  isValid: (value: number) => boolean,
): number | undefined => {
  const text = given.get(name);
  if (text === undefined) return undefined;
  const value = /^[\d.]+(?:e[+-]?\d+)?$/iu.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value) || !isValid(value))
    throw new WrongUsage(`--${name} takes ${what}, not ${quoted(text)}.`);
  return value;
};

/** The value of an option that takes a whole number up to `most`. Throws `WrongUsage`. */
export const readWhole = <Name extends string>(
  given: Given<Name>,
  name: Name,
  most: number,
): number | undefined =>
  readNumber(
    given,
    name,
    `a whole number from 0 to ${most}`,
    (value) => Number.isInteger(value) && value >= 0 && value <= most,
  );

export const highestSeed = 0xffff_ffff;

const listed = (words: readonly string[]): string => `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** A text as one line that cannot drive the terminal. */
export const withoutControls = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/gu, '?');

/** What the user typed, as one short line that cannot drive the terminal. */
export const quoted = (text: string): string => {
  const shown = withoutControls(text);
  return `"${shown.length > 40 ? `${shown.slice(0, 38)}..` : shown}"`;
};
