import { quoted } from '../targets/quoted.ts';
import { kindOf, type Fault, type Position, type YamlNode } from './yaml-node.ts';

/** What a key takes. */
export type Kind =
  | { readonly is: 'text' | 'whole' | 'flag' }
  /** One of a few words; letter case, hyphens and underscores do not count. */
  | { readonly is: 'word'; readonly of: readonly string[] }
  | { readonly is: 'mapping'; readonly of: Shape }
  /** Keys of the user's own, each with a text. */
  | { readonly is: 'texts' }
  | { readonly is: 'list' }
  /** What the service says of itself, as Microsoft's tools print it: read over. */
  | { readonly is: 'told' }
  /** Known to Microsoft's tools, and not to be had here. */
  | { readonly is: 'refused'; readonly why: string };

export type Shape = Readonly<Record<string, Kind>>;

export const text: Kind = { is: 'text' };
export const whole: Kind = { is: 'whole' };
export const flag: Kind = { is: 'flag' };
export const told: Kind = { is: 'told' };
export const list: Kind = { is: 'list' };
export const texts: Kind = { is: 'texts' };
export const word = (...of: readonly string[]): Kind => ({ is: 'word', of });
export const mapping = (of: Shape): Kind => ({ is: 'mapping', of });
export const refused = (why: string): Kind => ({ is: 'refused', why });

/** A value that was said. `text` is that of a scalar; of a word as the shape spells it. */
export type Said = { readonly at: Position; readonly node: YamlNode; readonly text: string };

/** What a mapping says, by dotted path. */
export type Sayings = ReadonlyMap<string, Said>;

/** Two spellings of the same word: `LowPriority`, `low_priority`. */
export const sameWord = (a: string, b: string): boolean => bare(a) === bare(b);

const bare = (letters: string): string => letters.toLowerCase().replaceAll(/[\s_-]/gu, '');

const mostNames = 40;

/** A few words as a choice: `a, b or c`. */
export const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;

/** The keys that may be given, in words. */
const allowed = (shape: Shape): string =>
  Object.entries(shape)
    .flatMap(([key, { is }]) => (is === 'told' || is === 'refused' ? [] : [key]))
    .slice(0, mostNames)
    .join(', ');

/** The text that a scalar stands for, or what the key takes instead. */
const scalarOf = (kind: Kind, node: YamlNode): { readonly text: string } | { readonly takes: string } => {
  switch (kind.is) {
    case 'text':
      return node.is === 'text'
        ? node
        : { takes: node.is === 'number' || node.is === 'flag' ? 'a text: put it in quotes' : 'a text' };
    case 'whole': {
      // Microsoft's tools print durations with a fraction of nothing.
      const digits = node.is === 'number' ? /^(\d+)(?:\.0*)?$/u.exec(node.text)?.[1] : undefined;
      return digits === undefined
        ? { takes: 'a whole number of 0 or more, without quotes' }
        : { text: digits };
    }
    case 'flag':
      return node.is === 'flag' ? node : { takes: 'true or false, without quotes' };
    case 'word': {
      const found = node.is === 'text' ? kind.of.find((each) => sameWord(each, node.text)) : undefined;
      const not = node.is === 'text' && found === undefined ? `, not ${quoted(node.text)}` : '';
      return found === undefined ? { takes: `${either(kind.of)}${not}` } : { text: found };
    }
    case 'mapping':
    case 'texts':
      return node.is === 'mapping'
        ? { text: '' }
        : { takes: 'a mapping: keys with values, indented below it' };
    case 'list':
      return node.is === 'list' ? { text: '' } : { takes: 'a list: lines that begin with a dash' };
    case 'told':
    case 'refused':
      return { text: '' };
  }
};

/** Reads a mapping by its shape. Whatever is wrong in it is told; what is right is there all the same. */
export const readShape = (
  node: YamlNode,
  shape: Shape,
  path = '',
): { readonly said: Sayings; readonly faults: readonly Fault[] } => {
  const said = new Map<string, Said>();
  const faults: Fault[] = [];
  if (node.is !== 'mapping') {
    const sentence = `keys with values are needed here, such as "name: train-1", not ${kindOf(node)}`;
    return { said, faults: [{ ...node.at, sentence }] };
  }
  for (const { key, at, value } of node.entries) {
    const full = path === '' ? key : `${path}.${key}`;
    const kind = Object.hasOwn(shape, key) ? shape[key] : undefined;
    const fault = (where: Position, sentence: string): void => void faults.push({ ...where, sentence });
    if (kind === undefined) {
      fault(at, `there is no key ${quoted(key)} here; allowed are ${allowed(shape)}`);
      continue;
    }
    if (value.is === 'nothing' || kind.is === 'told') continue;
    if (kind.is === 'refused') {
      fault(at, `${full}: ${kind.why}`);
      continue;
    }
    const read = scalarOf(kind, value);
    if ('takes' in read) {
      const isWord = kind.is === 'word' && value.is === 'text';
      fault(value.at, `${full} takes ${read.takes}${isWord ? '' : `; this is ${kindOf(value)}`}`);
      continue;
    }
    said.set(full, { at: value.at, node: value, text: read.text });
    if (kind.is !== 'mapping') continue;
    const inner = readShape(value, kind.of, full);
    for (const [innerPath, each] of inner.said) said.set(innerPath, each);
    faults.push(...inner.faults);
  }
  return { said, faults };
};
