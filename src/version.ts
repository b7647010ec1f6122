import { readFileSync } from 'node:fs';

/** The program's version. package.json lies one folder above this file and above its built form alike. */
export const programVersion = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
};
