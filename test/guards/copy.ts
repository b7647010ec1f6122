import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const leftOut = new Set(['.git', 'node_modules', 'dist', '.tmp', 'coverage']);

/**
 * The checkout as it is now, with what is not committed, in a folder of its own that is built and tested in. The packages are the same ones, by a link
 * each: what tools keep beside them stays in the copy.
 * @returns the folder
 */
export const copyOf = (root: string): string => {
  const copy = mkdtempSync(join(tmpdir(), 'aml-workbench-guards-'));
  for (const name of readdirSync(root))
    if (!leftOut.has(name)) cpSync(join(root, name), join(copy, name), { recursive: true });
  const packages = join(root, 'node_modules');
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(packages))
    if (name === '.bin' || !name.startsWith('.'))
      symlinkSync(join(packages, name), join(copy, 'node_modules', name));
  return copy;
};

export const removeCopy = (copy: string): void => {
  rmSync(copy, { recursive: true, force: true });
};
