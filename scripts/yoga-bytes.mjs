import { readFile } from 'node:fs/promises';

const dataUrl = /"data:application\/octet-stream;base64,([\w+/=]{1000,})"/;
const options = 'loadYoga = loadYoga || {};';

/**
 * Yoga's loader fetches a data URL of its own: that makes Node load its whole HTTP client (30 ms and 10 MB), and decode a
 * third more text than there are bytes. It takes the bytes as well, here from a file of the bundle.
 */
const takingBytes = (text, path) => {
  if (!dataUrl.test(text) || !text.includes(options)) throw new Error(`${path} is not what it was.`);
  const loader = text
    .replace(dataUrl, '""')
    .replace(
      options,
      'loadYoga = { wasmBinary: readFileSync(new URL(bytesPath, import.meta.url)), ...loadYoga };',
    );
  return `import { readFileSync } from 'node:fs';\nimport bytesPath from 'yoga.wasm';\nvar fetch;\n${loader}`;
};

/** An esbuild plugin: Yoga's WebAssembly as a file beside the bundle. */
export const yogaBytes = {
  name: 'yoga-bytes',
  setup(build) {
    let bytes;
    build.onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      bytes = Buffer.from(dataUrl.exec(text)?.[1] ?? '', 'base64');
      return { contents: takingBytes(text, path), loader: 'js' };
    });
    build.onResolve({ filter: /^yoga\.wasm$/ }, ({ path }) => ({ path, namespace: 'yoga-bytes' }));
    build.onLoad({ filter: /.*/, namespace: 'yoga-bytes' }, () => ({ contents: bytes, loader: 'file' }));
  },
};
