// Builds the program when its sources changed: npm run build [-- --alone]
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprintOf, manifestFor } from './build-inputs.mjs';

/*
 * A build lies in a folder of its own, named after what it was made of, and is never changed: `dist/start.js` says which
 * one is current. So a running program finds the parts it has not loaded yet, however often it is built meanwhile, and
 * programs started together get in nobody's way: whoever is first moves the finished folder to its place.
 */

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const described = join(root, '.tmp/builds');

/** Builds kept besides the current one, for programs that run: the ones started last. */
const keptBuilds = 2;
const abandonedMs = 10 * 60_000;

const isBuild = (name) => /^[\da-f]{12}$/u.test(name);
const isUnfinished = (name) => name.startsWith('.unfinished-');

const modifiedMs = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs;

/** Writes a file that nobody ever sees half-written. */
const replaceFile = (path, text) => {
  const written = join(dirname(path), `.unfinished-${process.pid}`);
  writeFileSync(written, text);
  renameSync(written, path);
};

const isThere = (name) =>
  modifiedMs(join(dist, name)) !== undefined && modifiedMs(join(described, `${name}.json`)) !== undefined;

const make = async (name) => {
  // esbuild is slow to load, and mostly there is nothing to build.
  const { bundle } = await import('./bundle.mjs');
  const { files, metafile } = await bundle(root, join(dist, name));
  const unfinished = join(dist, `.unfinished-${name}-${process.pid}`);
  mkdirSync(unfinished, { recursive: true });
  for (const { file, contents } of files) writeFileSync(join(unfinished, file), contents);
  replaceFile(join(described, `${name}.json`), JSON.stringify(metafile));
  try {
    renameSync(unfinished, join(dist, name));
  } catch (error) {
    // Somebody else has put the same build there.
    rmSync(unfinished, { recursive: true, force: true });
    if (modifiedMs(join(dist, name)) === undefined) throw error;
  }
};

/** The name of a build of what lies there now. What changes during a build is not what was asked for: it is built, too. */
const current = async () => {
  for (;;) {
    const name = fingerprintOf(root);
    if (!isThere(name)) await make(name);
    if (fingerprintOf(root) === name) return name;
  }
};

const sweep = (name, kept) => {
  const old = readdirSync(dist)
    .filter((each) => isBuild(each) && each !== name)
    .map((each) => ({ each, ms: modifiedMs(join(dist, each)) ?? 0 }))
    .toSorted((a, b) => b.ms - a.ms)
    .slice(kept)
    .map(({ each }) => each);
  const abandoned = readdirSync(dist).filter(
    (each) => isUnfinished(each) && (modifiedMs(join(dist, each)) ?? Infinity) < Date.now() - abandonedMs,
  );
  // What is in dist/ and was not made here is of an older way of building.
  const strange = readdirSync(dist).filter(
    (each) => !isBuild(each) && !isUnfinished(each) && !['start.js', 'package.json'].includes(each),
  );
  for (const each of [...old, ...abandoned, ...strange])
    rmSync(join(dist, each), { recursive: true, force: true });
  for (const each of old) rmSync(join(described, `${each}.json`), { force: true });
};

mkdirSync(dist, { recursive: true });
mkdirSync(described, { recursive: true });
const name = await current();
// When it was last asked for: the ones asked for last are kept.
const now = new Date();
utimesSync(join(dist, name), now, now);
replaceFile(join(dist, 'package.json'), manifestFor(root));
replaceFile(join(dist, 'start.js'), `export { start } from './${name}/start.js';\n`);
sweep(name, process.argv.includes('--alone') ? 0 : keptBuilds);
