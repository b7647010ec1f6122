import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { reasonOf } from './reasons.ts';

/** What is in a file that somebody else may have written; `reason` is in words. */
export type TextRead =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'absent' }
  | { readonly is: 'unreadable'; readonly reason: string };

/** Larger files are not read: they would hold up the start, and none of those that are looked for is so large. */
const limitBytes = 8 * 1024 * 1024;

/** Reads a plain file, also through a link. Does not wait at a pipe, and never throws. */
export const readText = (path: string): TextRead => {
  try {
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const facts = fstatSync(descriptor);
      if (!facts.isFile()) return { is: 'unreadable', reason: 'it is no plain file' };
      if (facts.size > limitBytes) return { is: 'unreadable', reason: 'it is too large' };
      return { is: 'text', text: readFileSync(descriptor, 'utf8') };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return isAbsence(error) ? { is: 'absent' } : { is: 'unreadable', reason: reasonOf(error, 'read') };
  }
};

/** A file in place of a folder on the way means, too, that there is nothing of that name. */
const isAbsence = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
