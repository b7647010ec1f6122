import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundlePatches } from './bundle-patches.mjs';
import { yogaBytes } from './yoga-bytes.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outdir = join(root, 'dist');

/** `start` is what the launcher loads; everything else comes from it by `import()`. The worker is loaded by its address. */
const entries = { start: 'src/start.ts', worker: 'src/simulator/worker.ts' };

/** CommonJS dependencies ask for Node's own modules by `require`, which a module does not have: given only where asked. */
const requireForModules =
  "import{createRequire as __makeRequire}from'node:module';const require=__makeRequire(import.meta.url);\n";
const withRequire = ({ path, text, contents }) =>
  path.endsWith('.js') && text.includes('Dynamic require of') ? requireForModules + text : contents;

const result = await build({
  absWorkingDir: root,
  entryPoints: entries,
  outdir,
  entryNames: '[name]',
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  minify: true,
  legalComments: 'none',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [yogaBytes, bundlePatches],
  metafile: true,
  write: false,
  logLevel: 'warning',
});

await mkdir(outdir, { recursive: true });
await mkdir(join(root, '.tmp'), { recursive: true });
const written = new Map(result.outputFiles.map((file) => [file.path, withRequire(file)]));
await Promise.all([...written].map(([path, text]) => writeFile(path, text)));
// What an earlier build left goes last, so that a program started meanwhile still finds its parts.
const left = (await readdir(outdir)).map((name) => join(outdir, name)).filter((path) => !written.has(path));
await Promise.all(left.map((path) => rm(path, { recursive: true })));
await writeFile(join(root, '.tmp/meta.json'), JSON.stringify(result.metafile));
