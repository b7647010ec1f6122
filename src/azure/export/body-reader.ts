import type { Json } from '../gateway.ts';
import { isRecord, type FromEnvironment } from './sealed.ts';

/** Reads a body and remembers what of it was read, so that what a language leaves out can be said. */
export type BodyReader = {
  readonly text: (path: string) => string | undefined;
  /** A name that no answer tells is read from the environment. */
  readonly name: (path: string) => string | FromEnvironment | undefined;
  readonly number: (path: string) => number | undefined;
  readonly flag: (path: string) => boolean | undefined;
  readonly record: (path: string) => Readonly<Record<string, Json>> | undefined;
  readonly list: (path: string) => readonly Json[] | undefined;
  /** Whether there is something; it counts as read. */
  readonly has: (path: string) => boolean;
  /** Whether it has this value; only then it counts as read. So for what a language means without saying it. */
  readonly implied: (path: string, value: Json) => boolean;
  /** What nobody has read, as paths. */
  readonly left: () => readonly string[];
};

/** The settings of a type lie here in every body; paths that begin with a dot mean them. */
const own = 'properties.properties';

const at = (body: Json, path: readonly string[]): Json | undefined => {
  let found: Json | undefined = body;
  for (const key of path) found = isRecord(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return found;
};

const leaves = (value: Json, path: readonly string[] = []): readonly (readonly string[])[] =>
  isRecord(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
    : [path];

/** What lies below these belongs together, or is named by the user: it is not told one by one. */
const named = new Set(['tags', 'identity', 'instanceTypes', 'creationScript', 'startupScript']);

/** A path as it is told: without where every setting lies. */
const wordsOf = (leaf: readonly string[]): readonly string[] => {
  const from = leaf[0] !== 'properties' ? 0 : leaf[1] === 'properties' ? 2 : 1;
  const to = leaf.findIndex((key) => named.has(key));
  return leaf.slice(from, to < 0 ? undefined : to + 1);
};

export const readBody = (body: Json): BodyReader => {
  const read: (readonly string[])[] = [['location'], ['properties', 'computeType']];
  const take = (path: string): Json | undefined => {
    const keys = `${path.startsWith('.') ? own : ''}${path}`.split('.');
    read.push(keys);
    return at(body, keys);
  };
  const wasRead = (leaf: readonly string[]): boolean =>
    read.some((keys) => keys.every((key, index) => leaf[index] === key));
  return {
    text: (path) => {
      const value = take(path);
      return typeof value === 'string' ? value : undefined;
    },
    name: (path) => {
      const value = take(path);
      if (typeof value !== 'string') return undefined;
      const variable = /^\$([A-Z_]+)$/u.exec(value)?.[1];
      return variable === undefined ? value : { variable };
    },
    number: (path) => {
      const value = take(path);
      return typeof value === 'number' ? value : undefined;
    },
    flag: (path) => {
      const value = take(path);
      return typeof value === 'boolean' ? value : undefined;
    },
    record: (path) => {
      const value = take(path);
      return isRecord(value) ? value : undefined;
    },
    list: (path) => {
      const value = take(path);
      return Array.isArray(value) ? value : undefined;
    },
    has: (path) => take(path) !== undefined,
    implied: (path, value) => {
      const before = read.length;
      const holds = take(path) === value;
      if (!holds) read.length = before;
      return holds;
    },
    left: () => [
      ...new Set(
        leaves(body)
          .filter((leaf) => leaf.length > 0 && !wasRead(leaf))
          .map((leaf) => wordsOf(leaf).join('.')),
      ),
    ],
  };
};

/** The text of a body at a path; undefined when there is none. */
export const textIn = (body: Json, path: string): string | undefined => {
  const found = at(body, path.split('.'));
  return typeof found === 'string' ? found : undefined;
};
