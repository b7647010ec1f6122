import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Saved } from '#state/commands/show-code.ts';
import { reasonOf } from './reasons.ts';

const isThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST';

/**
 * Writes a file of the user's own, where they said: relative to the folder that the program was started in, `~` is their home. A file that is
 * there is replaced only when that is wanted. Never throws.
 */
export const saveText = (path: string, text: string, replaces: boolean): Saved => {
  const whole = path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : resolve(path);
  try {
    writeFileSync(whole, text, { flag: replaces ? 'w' : 'wx' });
    return { is: 'saved' };
  } catch (error) {
    return isThere(error) ? { is: 'taken' } : { is: 'failed', why: reasonOf(error, 'write') };
  }
};
