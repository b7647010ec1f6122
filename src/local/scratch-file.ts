import { chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOurs } from './own-files.ts';

/** A file that somebody edits for a moment. */
export type ScratchFile = {
  readonly path: string;
  /** What is in it now; undefined when it is gone or has become larger than anything a person types. */
  readonly read: () => string | undefined;
  /** Removes it with everything that the editor has left beside it. */
  readonly remove: () => void;
};

const prefix = 'aml-workbench-edit-';
const limitBytes = 1_000_000;

/**
 * Writes a text into a file of mode 0600 in a new folder of mode 0700. Also removes what sessions that were killed left behind. Throws what the
 * file system said.
 */
export const scratchFile = (name: string, text: string): ScratchFile => {
  removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  const remove = (): void => {
    process.off('exit', remove);
    rmSync(folder, { recursive: true, force: true });
  };
  // Whatever ends the program while the file is there, a crash too.
  process.on('exit', remove);
  const path = join(folder, name);
  try {
    chmodSync(folder, 0o700);
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    remove();
    throw error;
  }
  return {
    path,
    read: () => {
      const facts = lstatSync(path, { throwIfNoEntry: false });
      return facts?.isFile() === true && facts.size <= limitBytes ? readFileSync(path, 'utf8') : undefined;
    },
    remove,
  };
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, but is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const removeAbandoned = (): void => {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${prefix}(\\d+)-`, 'u').exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const folder = join(tmpdir(), name);
    const facts = lstatSync(folder, { throwIfNoEntry: false });
    if (facts?.isDirectory() === true && isOurs(facts)) rmSync(folder, { recursive: true, force: true });
  }
};
