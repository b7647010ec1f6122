import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder of small files that only this user reads and writes, from several sessions at once. */
export type OwnFiles = {
  readonly names: () => readonly string[];
  /** The text of a file of ours; undefined when there is none, or when it is foreign, too large, or no plain file. */
  readonly read: (name: string) => string | undefined;
  /** Writes a file whole or not at all: nobody ever reads half of it. Throws what the file system said. */
  readonly write: (name: string, text: string) => void;
  /** Removes a plain file of ours; anything else stays. */
  readonly remove: (name: string) => void;
  /** Removes plain files of ours that nobody has written for so long, and what a session that was killed left half-written. */
  readonly removeOlder: (thanMs: number, now: number) => void;
};

/** A half-written file as old as this belongs to nobody any more: writing one takes milliseconds. */
const abandonedMs = 3_600_000;

/**
 * @param pattern the names of the files that are ours
 * @param limitBytes larger files are neither written nor read
 */
export const ownFiles = (folder: string, pattern: RegExp, limitBytes: number): OwnFiles => {
  const namesOf = (wanted: RegExp): readonly string[] =>
    quietly(() => readdirSync(folder).filter((name) => wanted.test(name))) ?? [];

  const remove = (name: string, mayGo: (facts: Stats) => boolean = () => true): void => {
    quietly(() => {
      const path = join(folder, name);
      const facts = lstatSync(path);
      if (facts.isFile() && isOurs(facts) && mayGo(facts)) unlinkSync(path);
    });
  };

  return {
    names: () => namesOf(pattern),
    read: (name) => quietly(() => readOwn(join(folder, name), limitBytes)),
    write: (name, text) => {
      if (Buffer.byteLength(text) > limitBytes) throw codedError('EFBIG');
      prepareFolder(folder);
      const half = join(folder, `.${process.pid}-${randomBytes(8).toString('hex')}${halfWritten}`);
      try {
        writeFileSync(half, text, { mode: 0o600, flag: 'wx' });
        renameSync(half, join(folder, name));
      } catch (error) {
        quietly(() => {
          unlinkSync(half);
        });
        throw error;
      }
    },
    remove: (name) => {
      remove(name);
    },
    removeOlder: (thanMs, now) => {
      for (const name of namesOf(pattern)) remove(name, ({ mtimeMs }) => now - mtimeMs > thanMs);
      for (const name of namesOf(halfWrittenPattern))
        remove(name, ({ mtimeMs }) => now - mtimeMs > abandonedMs);
    },
  };
};

const halfWritten = '.half';
const halfWrittenPattern = /^\.\d+-[\da-f]{16}\.half$/u;

/** Does not follow a link, does not wait at a pipe, and looks at what it has opened rather than at what had that name before. */
const readOwn = (path: string, limitBytes: number): string | undefined => {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const facts = fstatSync(descriptor);
    const isReadable = facts.isFile() && isOurs(facts) && facts.size <= limitBytes;
    return isReadable ? readFileSync(descriptor, 'utf8') : undefined;
  } finally {
    closeSync(descriptor);
  }
};

/** With those above it. Node says of a read-only file system only that the folder is not there; the first one missing tells why. */
const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    let missing = folder;
    while (!existsSync(dirname(missing))) missing = dirname(missing);
    mkdirSync(missing);
  }
};

/** Makes the folder, for its owner only; one that leads elsewhere or belongs to somebody else is not used: that throws. */
export const prepareFolder = (folder: string): void => {
  makeFolder(folder);
  const facts = lstatSync(folder);
  if (!facts.isDirectory()) throw codedError('ENOTDIR');
  if (!isOurs(facts)) throw codedError('EACCES');
  if ((facts.mode & 0o077) !== 0) chmodSync(folder, 0o700);
};

/** Where there are no user ids (Windows), the folder in the user's profile has to do. */
export const isOurs = ({ uid }: Stats): boolean => process.getuid === undefined || uid === process.getuid();

/** An error as the file system throws it: `reasonOf` has words for its code. */
export const codedError = (code: string): Error => Object.assign(new Error(code), { code });

const quietly = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};
