import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { WriteRecord } from '#azure/audit.ts';
import { plain } from '#azure/plain.ts';
import { codedError, isOurs, prepareFolder } from './own-files.ts';
import { reasonOf } from './reasons.ts';

/** Where every write to Azure is noted: a line of JSON before it leaves, and another when it has ended. No call throws. */
export type Audit = {
  readonly note: (record: WriteRecord) => void;
  /** What could not be noted, in words; undefined while everything was. */
  readonly trouble: () => string | undefined;
};

const fileName = 'audit.jsonl';
const olderFileName = 'audit.1.jsonl';
const lockName = '.audit.rolling';

/** Beyond this size the file becomes the older one, in place of the one before it. */
const rollBytes = 5_000_000;
/** Lines that could not be written are tried again with the next one; more than these are not remembered. */
const mostWaiting = 1_000;
/** A lock as old as this belongs to a session that was killed: rolling over takes less than a millisecond. */
const abandonedMs = 10_000;

/**
 * Appends to `audit.jsonl`, from several sessions at once: a line is one write at the end of the file, so that no two are mixed.
 * @param folder made when first written to, for its owner only
 */
export const createAudit = (folder: string, limitBytes: number = rollBytes): Audit => {
  const user = userName();
  let waiting: readonly string[] = [];
  let lost = 0;
  /** The file ends with half a line of this session: the line comes again whole, on a line of its own. */
  let torn = false;
  let failure: { readonly error: unknown } | undefined;

  const flush = (): void => {
    try {
      for (const line of waiting) {
        append(folder, torn ? `\n${line}` : line, limitBytes);
        torn = false;
        waiting = waiting.slice(1);
      }
      failure = undefined;
    } catch (error) {
      torn ||= error instanceof HalfLine;
      failure = { error };
    }
  };

  return {
    note: (record) => {
      lost += waiting.length < mostWaiting ? 0 : 1;
      waiting = [...waiting.slice(-mostWaiting + 1), lineOf(record, user)];
      flush();
    },
    trouble: () => {
      const missing = waiting.length + lost;
      if (missing === 0) return undefined;
      const reason =
        failure === undefined ? 'it could not be written for a while' : reasonOf(failure.error, 'write');
      return `${missing === 1 ? 'A line is' : `${missing} lines are`} missing in ${plain(join(folder, fileName))}: ${reason}`;
    },
  };
};

/** The disk took only the beginning of a line: it is full. */
class HalfLine extends Error {
  readonly code = 'ENOSPC';
}

const append = (folder: string, line: string, limitBytes: number): void => {
  prepareFolder(folder);
  const path = join(folder, fileName);
  const length = Buffer.byteLength(line);
  if (sizeOf(path) + length > limitBytes) rollOver(folder, limitBytes - length);
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;
  const descriptor = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
  try {
    const facts = fstatSync(descriptor);
    if (!facts.isFile()) throw codedError('ENXIO');
    if (!isOurs(facts)) throw codedError('EACCES');
    if ((facts.mode & 0o077) !== 0) fchmodSync(descriptor, 0o600);
    if (writeSync(descriptor, line) < length) throw new HalfLine();
  } finally {
    closeSync(descriptor);
  }
};

/**
 * Whoever has the lock looks at the size again: another session may have rolled over just now, and doing it twice would lose
 * what was there before. Where it cannot be done the file grows instead, which loses nothing.
 */
const rollOver = (folder: string, mostBytes: number): void => {
  const [path, lock] = [join(folder, fileName), join(folder, lockName)];
  if (!isTaken(lock)) return;
  try {
    if (sizeOf(path) > mostBytes) renameSync(path, join(folder, olderFileName));
  } catch {
    // Something else has the name of the older file.
  } finally {
    rmSync(lock, { force: true });
  }
};

/** @returns whether this session has the lock now; one that a killed session left goes, for the next who wants it */
const isTaken = (lock: string): boolean => {
  try {
    closeSync(openSync(lock, 'wx', 0o600));
    return true;
  } catch {
    const made = lstatSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - made > abandonedMs) rmSync(lock, { force: true });
    return false;
  }
};

/** Of the plain file of this name, without following a link. */
const sizeOf = (path: string): number => {
  const facts = lstatSync(path, { throwIfNoEntry: false });
  return facts?.isFile() === true ? facts.size : 0;
};

const lineOf = (record: WriteRecord, user: string): string => {
  const { at, who, what, method, resourceId, removal, sent, status, error } = record;
  const { clientRequestId, requestId, correlationId } = record;
  // What is undefined is left out by JSON.
  const line = JSON.stringify({
    time: timeOf(at),
    user,
    who: bounded(who),
    what: bounded(what),
    method,
    // An id has no query; should one ever come along, it is not for this file.
    resourceId: bounded(resourceId.split('?')[0]),
    removal,
    clientRequestId: bounded(clientRequestId),
    requestId: bounded(requestId),
    correlationId: bounded(correlationId),
    outcome: sent === true ? 'sent' : (status ?? 'no answer'),
    error: bounded(error),
  });
  return `${line}\n`;
};

/** The longest ARM ids have some 600 letters. */
const longestText = 1_024;

const bounded = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const letters = plain(text.slice(0, 4 * longestText));
  return letters.length > longestText ? `${letters.slice(0, longestText).toWellFormed()}..` : letters;
};

const timeOf = (ms: number): string => {
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? 'unknown' : time.toISOString();
};

/** Containers may run under a user id that has no name. */
const userName = (): string => {
  try {
    return plain(userInfo().username);
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
};
