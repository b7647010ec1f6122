import { build } from 'esbuild';
import { bundlePatches } from './bundle-patches.mjs';
import { yogaBytes } from './yoga-bytes.mjs';

/** `start` is what the launcher loads; everything else comes from it by `import()`. The worker is loaded by its address. */
const entries = { start: 'src/start.ts', worker: 'src/simulator/worker.ts' };

/** CommonJS dependencies ask for Node's own modules by `require`, which a module does not have: given only where asked. */
const requireForModules =
  "import{createRequire as __makeRequire}from'node:module';const require=__makeRequire(import.meta.url);\n";
const withRequire = ({ path, text, contents }) =>
  path.endsWith('.js') && text.includes('Dynamic require of') ? requireForModules + text : contents;

/** Bundles the program for `outdir`, without writing anything. Names in `files` are inside that folder, which has none below it. */
export const bundle = async (root, outdir) => {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir,
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    // Modules before CommonJS: what is not used can be left out, and the SDK's core is not there twice.
    mainFields: ['module', 'main'],
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
  const files = outputFiles.map((output) => ({
    file: output.path.slice(outdir.length + 1),
    contents: withRequire(output),
  }));
  return { files, metafile };
};
