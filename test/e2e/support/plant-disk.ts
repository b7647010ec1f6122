/*
 * Loaded into the program by `NODE_OPTIONS=--import`: below the folder PLANTED_DISK_AT nothing can be written, for the reason
 * PLANTED_DISK. On a full disk files can be made but not filled, as it is on real ones; on the others nothing can be made.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';

/* oxlint-disable typescript/no-unsafe-type-assertion, typescript/no-unsafe-return -- what is put in place of overloaded functions takes what they take */

const { PLANTED_DISK: code = '', PLANTED_DISK_AT: below = '' } = process.env;

const fails = (path: unknown): boolean =>
  below !== '' && typeof path === 'string' && (path === below || path.startsWith(`${below}/`));
const refuse = (doing: string): never => {
  throw Object.assign(new Error(`${code}: planted, ${doing}`), { code, syscall: doing });
};
const writes = (flags: unknown): boolean =>
  typeof flags === 'number'
    ? (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT)) !== 0
    : typeof flags === 'string' && /[wax+]/u.test(flags);

const { openSync, writeSync, writeFileSync, mkdirSync, renameSync, unlinkSync, chmodSync, rmSync } = fs;
const isFull = code === 'ENOSPC';
const full = new Set<number>();

fs.openSync = (path, flags, mode) => {
  if (fails(path) && writes(flags) && !isFull) refuse('open');
  const descriptor = openSync(path, flags, mode);
  if (fails(path) && writes(flags)) full.add(descriptor);
  else full.delete(descriptor);
  return descriptor;
};
fs.writeSync = ((descriptor: number, ...rest: readonly unknown[]) =>
  full.has(descriptor)
    ? refuse('write')
    : Reflect.apply(writeSync, fs, [descriptor, ...rest])) as typeof writeSync;
fs.writeFileSync = (path, data, options) => {
  if (!fails(path)) {
    writeFileSync(path, data, options);
    return;
  }
  if (isFull) writeFileSync(path, '', options);
  refuse('write');
};
fs.mkdirSync = ((path: string, options?: fs.MakeDirectoryOptions) =>
  fails(path) && !isFull && !fs.existsSync(path)
    ? refuse('mkdir')
    : mkdirSync(path, options)) as typeof mkdirSync;
fs.renameSync = (from, to) => (fails(to) && !isFull ? refuse('rename') : renameSync(from, to));
fs.unlinkSync = (path) => (fails(path) && !isFull ? refuse('unlink') : unlinkSync(path));
fs.chmodSync = (path, mode) => (fails(path) && !isFull ? refuse('chmod') : chmodSync(path, mode));
fs.rmSync = (path, options) => (fails(path) && !isFull ? refuse('rm') : rmSync(path, options));
syncBuiltinESMExports();
