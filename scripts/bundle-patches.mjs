import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const lazySegmenter = JSON.stringify(fileURLToPath(new URL('lazy-segmenter.mjs', import.meta.url)));

/** Replaces `from` by `to` in a dependency's text; a dependency that changed under us fails the build. */
const exchange = (text, from, to, path) => {
  if (!text.includes(from)) throw new Error(`${path} no longer holds ${JSON.stringify(from)}`);
  return text.replace(from, to);
};

/** What is changed in a file on its way into the bundle, by its path. Less time to start, fewer bytes to the terminal, never behaviour. */
const patches = [
  {
    // The set of all recommended emoji takes 15 to 24 ms to compile at the first character that is not ASCII. Each of its
    // members holds a character shown as emoji by itself, the emoji variation selector or a keycap mark: ask for those first.
    file: /string-width[\\/]index\.js$/,
    change: (text, path) =>
      exchange(
        text,
        'rgiEmojiRegex.test(segment)',
        String.raw`/[\p{Emoji_Presentation}\uFE0F\u20E3]/u.test(segment) && rgiEmojiRegex.test(segment)`,
        path,
      ),
  },
  {
    // Ink steps over each unchanged row by itself; a run of such steps is one step. At 40 rows that is 115 bytes less
    // for every frame.
    file: /ink[\\/]build[\\/]log-update\.js$/,
    change: (text, path) =>
      exchange(
        text,
        "stream.write(buffer.join(''));",
        String.raw`stream.write(buffer.join('').replace(/(?:\x1b\[E){2,}/g, (steps) => '\x1b[' + steps.length / 3 + 'E'));`,
        path,
      ),
  },
  {
    // The client's groups of ready-made operations and their descriptions are two thirds of the SDK. Requests go through
    // the client's pipeline here (`sendRequest`), so none of them is used; one that is asked for says so.
    file: /arm-machinelearning[\\/]dist-esm[\\/]src[\\/]azureMachineLearningWorkspaces\.js$/,
    change: (text, path) => {
      const group = /^ *this\.(\w+) = new \w+Impl\(this\);\n/gmu;
      const names = [...text.matchAll(group)].map(([, name]) => name);
      if (names.length < 20) throw new Error(`${path} makes its operations in another way now.`);
      return `${text.replace(group, '')}
for (const name of ${JSON.stringify(names)})
  Object.defineProperty(AzureMachineLearningWorkspaces.prototype, name, {
    get() { throw new Error(name + ' is left out of the bundle: see scripts/bundle-patches.mjs'); },
  });
`;
    },
  },
  {
    // Several modules make a segmenter while they load.
    file: /(?:node_modules[\\/](?:ink|string-width|slice-ansi|cli-truncate|wrap-ansi|@alcalzone)[\\/]|src[\\/]).*\.[jt]sx?$/,
    change: (text) =>
      text.includes('new Intl.Segmenter(')
        ? `import { LazySegmenter } from ${lazySegmenter};\n${text.replaceAll('new Intl.Segmenter(', 'new LazySegmenter(')}`
        : text,
  },
];

const anyPatched = new RegExp(patches.map(({ file }) => file.source).join('|'));

/**
 * An esbuild plugin that applies the patches above, and leaves out of the bundle what never runs: React's developer tools, and
 * Ink's own picture of a fault in a component, which our boundary meets first, and what opens a browser (`open`): none of our ways to
 * sign in does.
 */
export const bundlePatches = {
  name: 'bundle-patches',
  setup(build) {
    build.onLoad({ filter: anyPatched }, async ({ path }) => {
      let contents = await readFile(path, 'utf8');
      for (const { file, change } of patches) if (file.test(path)) contents = change(contents, path);
      return { contents, loader: extname(path).slice(1) };
    });
    build.onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'empty' }));
    build.onResolve({ filter: /\/ErrorOverview\.js$/ }, ({ path }) => ({ path, namespace: 'empty' }));
    build.onResolve({ filter: /^open$/ }, ({ path }) => ({ path, namespace: 'empty' }));
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({
      contents: 'export default () => null',
      loader: 'js',
    }));
  },
};
