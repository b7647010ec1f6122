import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

type Output = {
  readonly entryPoint?: string;
  readonly imports: readonly { readonly path: string; readonly kind: string; readonly external?: boolean }[];
  readonly inputs: Readonly<Record<string, unknown>>;
};
type Metafile = { readonly outputs: Readonly<Record<string, Output>> };

const root = join(import.meta.dirname, '../../..');

/** The folder of the current build, `dist/0123456789ab`: the launcher's file names it. */
export const currentBuild = (): string => {
  const launched = readFileSync(join(root, 'dist/start.js'), 'utf8');
  const name = /'\.\/([\da-f]{12})\//u.exec(launched)?.[1];
  if (name === undefined) throw new Error(`dist/start.js names no build: ${launched}`);
  return `dist/${name}`;
};

/** What is loaded one after the other until the first picture of the full screen stands. */
const untilFirstPaint = ['src/start.ts', 'src/run.ts', 'src/main.tsx'];

const describedOutputs = (): Metafile['outputs'] => {
  const described = `.tmp/builds/${basename(currentBuild())}.json`;
  // The border where esbuild's own description of its output enters.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (JSON.parse(readFileSync(join(root, described), 'utf8')) as Metafile).outputs;
};

/** Every source that the last build was made of. */
export const bundledSources = (): readonly string[] =>
  Object.values(describedOutputs()).flatMap(({ inputs }) => Object.keys(inputs));

/** The files of the last build that are loaded before the first paint, and which sources they were made of. */
export const loadedBeforeFirstPaint = (): { readonly bytes: number; readonly inputs: readonly string[] } => {
  const outputs = describedOutputs();
  const loaded = new Set<string>();
  const load = (path: string): void => {
    const output = outputs[path];
    if (output === undefined || loaded.has(path)) return;
    loaded.add(path);
    for (const { path: imported, kind } of output.imports) if (kind === 'import-statement') load(imported);
  };
  for (const entry of untilFirstPaint) {
    const found = Object.entries(outputs).find(([, output]) => output.entryPoint === entry);
    if (found === undefined) throw new Error(`The build holds no part that begins with ${entry}.`);
    load(found[0]);
  }
  const bytes = [...loaded].reduce((sum, path) => sum + statSync(join(root, path)).size, 0);
  const inputs = [...loaded].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
  return { bytes, inputs };
};
