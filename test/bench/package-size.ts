import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Row } from './figures.ts';

type Packed = { readonly size: number; readonly unpackedSize: number; readonly entryCount: number };

const asPacked = (text: string): Packed => {
  // The border where npm's own account of a package enters.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const [packed] = JSON.parse(text) as readonly Partial<Packed>[];
  const { size, unpackedSize, entryCount } = packed ?? {};
  if (size === undefined || unpackedSize === undefined || entryCount === undefined)
    throw new Error('npm pack tells no sizes.');
  return { size, unpackedSize, entryCount };
};

/** P16: what somebody downloads and what then lies on the disk, as npm would pack it now; its own build is part of that. */
export const measurePackage = (): readonly Row[] => {
  const { size, unpackedSize, entryCount } = asPacked(
    execFileSync('npm', ['pack', '--dry-run', '--json'], {
      cwd: join(import.meta.dirname, '../..'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  const row = (what: string, bytes: number, budget: number): Row => ({
    id: 'P16',
    what,
    measured: bytes / 1e6,
    budget,
    unit: 'MB',
    note: `${entryCount} files`,
  });
  return [row('npm package, packed', size, 1.2), row('npm package, unpacked', unpackedSize, 4)];
};
