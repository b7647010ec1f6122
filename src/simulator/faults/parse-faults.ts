import type { Fault } from './fault.ts';
import { readFault } from './read-fault.ts';

const shapes: readonly { readonly name: string; readonly shape: RegExp }[] = [
  { name: 'count', shape: /^(\d+)x$/iu },
  { name: 'count', shape: /^(always)$/u },
  { name: 'percent', shape: /^([\d.]+)%$/u },
  { name: 'path', shape: /^([/*].*)$/u },
  { name: 'method', shape: /^([A-Z]+)$/u },
];

const optionOf = (kind: string, word: string): readonly [name: string, value: string] => {
  const option = /^([a-z-]+)=(.*)$/u.exec(word);
  if (option?.[1] !== undefined && option[2] !== undefined) return [option[1], option[2]];
  for (const { name, shape } of shapes) {
    const value = shape.exec(word)?.[1];
    if (value !== undefined) return [name, value];
  }
  throw new Error(
    `'${word}' of the fault ${kind} is not understood: write NAME=VALUE, a METHOD, a /path, 3x, always or 20%.`,
  );
};

/**
 * Faults as text: separated by commas, each a kind and, after spaces and in any order, its options as `name=value` and when
 * it strikes: a METHOD, a `/path` with `*`, how often (`3x`, `always`), with which chance (`20%`). For example
 * `429 retry-after=5 3x GET /subscriptions/*, hang 20%, cut where=body`.
 *
 * @throws Error whose message is a sentence for the user
 */
export const parseFaults = (text: string): Fault[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [kind = '', ...words] = part.split(/\s+/u);
      const told = new Map<string, string>();
      for (const word of words) {
        const [name, value] = optionOf(kind, word);
        if (told.has(name)) throw new Error(`The fault ${kind} says its ${name} twice.`);
        told.set(name, value);
      }
      return readFault(kind, told);
    });
