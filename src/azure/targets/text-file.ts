import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { isNativeError } from 'node:util/types';
import type { Parsed } from './field.ts';
import { hasControls, quoted } from './quoted.ts';

/** Keys and certificates are a few kilobytes. */
const atMostBytes = 65_536;

const codeOf = (error: unknown): string =>
  isNativeError(error) && 'code' in error && typeof error.code === 'string' ? error.code : 'unreadable';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'you may not read this file',
  EPERM: 'you may not read this file',
  ENAMETOOLONG: 'too long for a path',
};

/**
 * The text of a small file on this computer, read at once: it is looked at while its path is typed. `~/` is the home folder. What is in
 * the file is never repeated in words.
 */
export const readTextFile = (typed: string): Parsed<string> => {
  const path = typed.trim();
  if (path === '') return { ok: false, why: 'the path of a file is needed' };
  if (hasControls(path)) return { ok: false, why: 'a path has no line breaks or control characters' };
  const at = path.startsWith('~/') ? resolve(homedir(), path.slice(2)) : resolve(path);
  try {
    const found = statSync(at);
    if (found.isDirectory()) return { ok: false, why: 'this is a folder: a file is needed' };
    if (!found.isFile()) return { ok: false, why: 'this is no ordinary file' };
    if (found.size > atMostBytes) return { ok: false, why: 'too large: at most 64 kB' };
    const bytes = readFileSync(at);
    return bytes.includes(0)
      ? { ok: false, why: `${quoted(path)} is not a text file` }
      : { ok: true, value: bytes.toString('utf8').replaceAll('\r\n', '\n') };
  } catch (error) {
    return { ok: false, why: reasons[codeOf(error)] ?? `this file cannot be read (${codeOf(error)})` };
  }
};
