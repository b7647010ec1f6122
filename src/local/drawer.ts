import { createHash } from 'node:crypto';
import type { OwnFiles } from './own-files.ts';

/** Things of one kind, each in a file of its own, found by a key; kept in memory where the file cannot be written or removed. */
export type Drawer<T> = {
  readonly load: (key: string) => T | undefined;
  readonly all: () => readonly T[];
  /** Takes a thing in place of the one of the same key; `flush` brings it into its file. */
  readonly put: (thing: T) => void;
  /** Forgets a thing, unless another session has put a different one there since it was last seen here. */
  readonly drop: (key: string) => void;
  /** Writes what is in no file yet. @returns the first failure */
  readonly flush: () => { readonly error: unknown } | undefined;
};

/** The name of the file of a key: any key will do, also one that is no file name. */
const fileNameOf = (key: string): string =>
  `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`;

/** What every file in a drawer is called. */
export const drawerPattern = /^[\da-f]{32}\.json$/u;

export const createDrawer = <T>(
  files: OwnFiles,
  {
    print,
    parse,
    keyOf,
  }: {
    readonly print: (thing: T) => string;
    readonly parse: (text: string) => T | undefined;
    readonly keyOf: (thing: T) => string;
  },
): Drawer<T> => {
  const unwritten = new Map<string, T>();
  /** By file, the text that this session has read or written last. */
  const seen = new Map<string, string>();
  /** By file, the text that was dropped: it counts as gone even where the file cannot be removed. */
  const dropped = new Map<string, string>();

  const fromFile = (name: string): T | undefined => {
    const text = files.read(name);
    if (text === undefined || dropped.get(name) === text) return undefined;
    const thing = parse(text);
    if (thing === undefined || fileNameOf(keyOf(thing)) !== name) return undefined;
    seen.set(name, text);
    return thing;
  };

  return {
    load: (key) => unwritten.get(key) ?? fromFile(fileNameOf(key)),
    all: () => {
      const inMemory = new Set([...unwritten.keys()].map(fileNameOf));
      const written = files.names().filter((name) => !inMemory.has(name));
      return [...written.flatMap((name) => fromFile(name) ?? []), ...unwritten.values()];
    },
    put: (thing) => {
      unwritten.set(keyOf(thing), thing);
    },
    drop: (key) => {
      unwritten.delete(key);
      const name = fileNameOf(key);
      const text = files.read(name);
      if (text === undefined || text !== (seen.get(name) ?? text)) return;
      dropped.set(name, text);
      files.remove(name);
    },
    flush: () => {
      let failure: { readonly error: unknown } | undefined;
      for (const [key, thing] of unwritten) {
        const name = fileNameOf(key);
        const text = print(thing);
        try {
          files.write(name, text);
          unwritten.delete(key);
          dropped.delete(name);
          seen.set(name, text);
        } catch (error) {
          failure ??= { error };
        }
      }
      return failure;
    },
  };
};
