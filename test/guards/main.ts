import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { changesOf, countOf, guards, type Breakage, type Guard } from './breakage.ts';
import { broken } from './broken.ts';
import { copyOf, removeCopy } from './copy.ts';
import { verdictOf, type Report, type Verdict } from './judge.ts';

/*
 * npm run guards [-- R2 R7] [-- --matching words]: breaks every promise of the table in a copy of this checkout, one at a time, and demands that the
 * test named there says so; before that, that the same tests pass unbroken. Exits with 1 when a break went unnoticed.
 */

const { values, positionals } = parseArgs({
  options: { matching: { type: 'string', default: '' } },
  allowPositionals: true,
});

/** No test of the table takes nearly as long: one that is broken may never end. */
const longestMs = 10 * 60_000;

const isGuard = (name: string): name is Guard => name in guards;
const wanted = positionals.map((name) => name.toUpperCase());
const stranger = wanted.find((name) => !isGuard(name));
if (stranger !== undefined)
  throw new Error(`There is no guard ${stranger}: ${Object.keys(guards).join(', ')}.`);

const entries = Object.keys(guards)
  .filter(isGuard)
  .filter((guard) => wanted.length === 0 || wanted.includes(guard))
  .flatMap((guard) => broken[guard].map((breakage) => ({ guard, ...breakage })))
  .filter(({ breaks }) => breaks.includes(values.matching));

const root = join(import.meta.dirname, '../..');
const copy = copyOf(root);
/** Whatever ends this leaves no copy behind. */
let running: number | undefined;
const endRunning = (): void => {
  try {
    if (running !== undefined) process.kill(-running, 'SIGKILL');
  } catch {
    // It has ended already.
  }
};
process.on('exit', () => {
  endRunning();
  removeCopy(copy);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

const run = (
  command: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...env } = process.env;
    const child = spawn(command, args, {
      cwd: copy,
      // The same cases each time, as in the gate.
      env: { PROPERTY_SEED: '20221001', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it has started ends with it.
      detached: true,
    });
    running = child.pid;
    const late = setTimeout(endRunning, longestMs);
    const said: string[] = [];
    child.stdout.on('data', (bytes: Buffer) => said.push(bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => said.push(bytes.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(late);
      running = undefined;
      resolve({ code: code ?? 1, text: said.join('') });
    });
  });

const isEndToEnd = ({ test }: Pick<Breakage, 'test'>): boolean => test.startsWith('test/e2e/');

/** Runs the test of a break on the copy as it is now. */
const judged = async (breakage: Pick<Breakage, 'test' | 'named'>): Promise<Verdict> => {
  if (isEndToEnd(breakage)) {
    const built = await run(process.execPath, ['scripts/build.mjs']);
    if (built.code !== 0) return { is: 'unclear', why: built.text };
  }
  const told = join(copy, 'verdict.json');
  rmSync(told, { force: true });
  const { text } = await run(process.execPath, [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project',
    isEndToEnd(breakage) ? 'e2e' : 'unit',
    breakage.test,
    ...(breakage.named === undefined ? [] : ['-t', breakage.named]),
    '--reporter=json',
    `--outputFile=${told}`,
  ]);
  if (!existsSync(told)) return { is: 'unclear', why: text };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- vitest's own report, of the version that is pinned
  return verdictOf(JSON.parse(readFileSync(told, 'utf8')) as Report);
};

/** Makes one break, has it judged, and mends it. */
const judgedBroken = async (breakage: Breakage): Promise<Verdict> => {
  const changes = changesOf(breakage).map((change) => {
    const path = join(copy, change.source);
    return { ...change, path, whole: readFileSync(path, 'utf8') };
  });
  for (const { source, from, whole } of changes) {
    const count = countOf(from, whole);
    if (count !== 1)
      return { is: 'unclear', why: `${source}: what is to be replaced stands there ${count} times` };
  }
  for (const { path, whole, from, to } of changes)
    writeFileSync(
      path,
      whole.replace(from, () => to),
    );
  try {
    return await judged(breakage);
  } finally {
    for (const { path, whole } of changes) writeFileSync(path, whole);
  }
};

const timed = async <T>(work: () => Promise<T>): Promise<readonly [T, string]> => {
  const begun = performance.now();
  const result = await work();
  return [result, `${((performance.now() - begun) / 1000).toFixed(0)} s`.padStart(5)];
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);
/** What the test said, in one line: of a wrapped complaint its first sentence. */
const firstLine = (text: string): string => (text.split('\n')[0] ?? '').slice(0, 160);
const shortly = (text: string): string => text.split('\n').slice(0, 40).join('\n');

let bad = 0;
const begun = performance.now();
const tests = new Map(entries.map((entry) => [`${entry.test} ${entry.named ?? ''}`.trim(), entry]));
say(`unbroken: ${tests.size} tests in ${copy}`);
for (const [name, entry] of tests) {
  const [verdict, seconds] = await timed(() => judged(entry));
  if (verdict.is === 'passed') say(`${seconds}  pass  ${name} (${verdict.tests})`);
  else {
    bad += 1;
    say(`${seconds}  FAIL  ${name}\n${shortly(verdict.is === 'noticed' ? verdict.said : verdict.why)}`);
  }
}

say(`\nbroken on purpose: ${entries.length} times`);
for (const entry of entries) {
  const [verdict, seconds] = await timed(() => judgedBroken(entry));
  if (verdict.is === 'noticed')
    say(`${seconds}  ${entry.guard}  ${entry.breaks}\n           ${entry.test}: ${firstLine(verdict.said)}`);
  else {
    bad += 1;
    const why = verdict.is === 'passed' ? `${verdict.tests} tests passed` : shortly(verdict.why);
    say(`${seconds}  ${entry.guard}  ${entry.breaks}\n           UNNOTICED by ${entry.test}: ${why}`);
  }
}

const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
say(`\n${entries.length} breaks, ${bad} not as they must be, ${minutes} minutes`);
process.exitCode = bad === 0 ? 0 : 1;
