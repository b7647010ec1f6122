import fc from 'fast-check';
import type { Json } from '#azure/gateway.ts';

type Path = readonly (string | number)[];

/** The path of every value in it, itself left out. */
const pathsOf = (value: Json, at: Path = []): readonly Path[] => {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = [...at, Array.isArray(value) ? Number(key) : key];
    return [path, ...pathsOf(inner, path)];
  });
};

/** A copy that holds another value at that path; without it when that is undefined. */
const replaced = (value: Json, [key, ...rest]: Path, other: Json | undefined): Json | undefined => {
  if (key === undefined) return other;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
    const kept = name === String(key) ? replaced(inner, rest, other) : inner;
    return kept === undefined ? [] : [[name, kept]];
  });
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
};

const wrong = fc.constantFrom<(Json | undefined)[]>(
  undefined,
  null,
  '',
  'nonsense',
  -1,
  1.5,
  true,
  [],
  ['x'],
  {},
  { x: 1 },
);

/** A body with one of its values missing, or of another kind. */
export const spoilt = (body: Json): fc.Arbitrary<Json> =>
  fc
    .tuple(fc.constantFrom(...pathsOf(body)), wrong)
    .map(([path, other]) => replaced(body, path, other) ?? {});
