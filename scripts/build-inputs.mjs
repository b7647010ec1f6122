import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a build is made of. The last one is npm's own record of what is really installed. */
const folders = ['src', 'scripts'];
const files = ['package.json', 'package-lock.json', 'tsconfig.json', 'node_modules/.package-lock.json'];

const read = (path) => {
  try {
    return readFileSync(path);
  } catch {
    return '';
  }
};

const filesIn = (root, folder) =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted();

/** Twelve hexadecimal digits that change with whatever a build is made of. */
export const fingerprintOf = (root) => {
  const hash = createHash('sha256');
  for (const path of [...folders.flatMap((folder) => filesIn(root, folder)), ...files])
    hash
      .update(`${path}\0`)
      .update(read(join(root, path)))
      .update('\0');
  return hash.digest('hex').slice(0, 12);
};

/** The package.json beside the builds: the program's version is one folder above its files. */
export const manifestFor = (root) => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return `${JSON.stringify({ version, type: 'module' })}\n`;
};
