import type { Json } from '../world/world.ts';
import { invalid, type Read } from './read.ts';

/** What a part of a body has to be: a kind of value, one of some words, a list, an object of known fields, or one of any fields. */
export type Shape =
  | 'text'
  | 'whole number'
  | 'boolean'
  | { readonly words: readonly string[] }
  | { readonly list: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> }
  | { readonly each: Shape };

const leastInt32 = -(2 ** 31);
const mostInt32 = 2 ** 31 - 1;

const isOfKind = (kind: 'text' | 'whole number' | 'boolean', value: Json): boolean => {
  if (kind === 'text') return typeof value === 'string';
  if (kind === 'boolean') return typeof value === 'boolean';
  return typeof value === 'number' && Number.isInteger(value) && value >= leastInt32 && value <= mostInt32;
};

const readEntries = (
  entries: readonly (readonly [string, Json])[],
  shapeOf: (name: string) => Shape | undefined,
  at: string,
): Read<{ [key: string]: Json }> => {
  const kept: { [key: string]: Json } = {};
  for (const [name, inner] of entries) {
    const shape = shapeOf(name);
    if (shape === undefined) continue;
    const read = readShape(shape, inner, `${at}.${name}`);
    if (!read.ok) return read;
    kept[name] = read.value;
  }
  return { ok: true, value: kept };
};

/**
 * A value that is to be kept and printed again, without the fields nobody knows; refused where it is of another kind. Null passes
 * everywhere. `at` is the path that the refusal names.
 */
export const readShape = (shape: Shape, value: Json, at: string): Read<Json> => {
  if (value === null) return { ok: true, value };
  if (typeof shape === 'string')
    return isOfKind(shape, value) ? { ok: true, value } : invalid(`The property ${at} must be a ${shape}.`);
  if ('words' in shape)
    return typeof value === 'string' && shape.words.includes(value)
      ? { ok: true, value }
      : invalid(`The property ${at} must be one of ${shape.words.join(', ')}.`);
  if ('list' in shape) {
    if (!Array.isArray(value)) return invalid(`The property ${at} must be a list.`);
    const items = value.map((item, index): readonly [string, Json] => [String(index), item]);
    const read = readEntries(items, () => shape.list, at);
    return read.ok ? { ok: true, value: Object.values(read.value) } : read;
  }
  if (typeof value !== 'object' || Array.isArray(value))
    return invalid(`The property ${at} must be an object.`);
  return readEntries(
    Object.entries(value),
    'each' in shape
      ? () => shape.each
      : (name) => (Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined),
    at,
  );
};
