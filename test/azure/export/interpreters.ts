import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const scratch = mkdtempSync(join(tmpdir(), 'aml-workbench-export-'));
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** For tests that start other programs: on a machine that is busy that takes its time. */
export const slow = { timeout: 60_000 } as const;

const runs = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

/** Whether the machine has these: what needs one that is missing is skipped, and listed as skipped. */
export const has = { bash: runs('bash'), jq: runs('jq'), python3: runs('python3') };

/** Every secret's stand-in in the tests, as hostile as secrets come. */
export const secretsOfTests: Readonly<Record<string, string>> = {
  SSH_USER: 'ada',
  SSH_PASSWORD: 'two words "\'$(touch x)`\\ \n é',
  SSH_PRIVATE_KEY: '-----BEGIN\nKEY-----\n',
  SSH_PRIVATE_KEY_FILE: '/tmp/a key',
  SSH_PASSPHRASE: "open 'sesame",
  TLS_CERTIFICATE: 'cert\nlines',
  TLS_KEY: 'key\nlines',
  TLS_CERTIFICATE_FILE: '/tmp/cert.pem',
  TLS_KEY_FILE: '/tmp/key.pem',
  AML_DATABRICKS_ACCESS_TOKEN: 'dapi"0',
};

export const syntaxOfShell = (code: string): string => {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: code, encoding: 'utf8' });
  return status === 0 ? '' : stderr;
};

/** A command as the shell called it: its words, and what it read from standard input. */
export type Called = { readonly words: readonly string[]; readonly input: string };

/** Stubs that tell how they were called, on a descriptor of their own: how many words, each of them, and what they read. */
const stubs = `
told() { printf '%s\\0' "$#" "$@" >&3; }
az() { case "$2" in get-access-token) echo TOKEN;; *) told az "$@"; printf '\\0' >&3;; esac; }
curl() {
  told curl "$@"
  for word in "$@"; do [ "$word" != @- ] || { command cat >&3; }; done
  printf '\\0' >&3
}
`;

/**
 * Runs shell code with \`curl\` and \`az\` replaced by stubs, in a folder of its own, and tells how those were called.
 * @returns the calls in order, and what the code printed on stderr
 */
export const runShell = (
  code: string,
  env: Readonly<Record<string, string>> = secretsOfTests,
): { readonly calls: readonly Called[]; readonly stderr: string; readonly folder: string } => {
  const folder = mkdtempSync(join(scratch, 'run-'));
  const script = join(folder, 'script');
  writeFileSync(script, `${stubs}\n${code}`);
  const { output, stderr } = spawnSync('bash', [script], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const told = (output[3] ?? '').split('\0');
  const calls: Called[] = [];
  for (let at = 0; at < told.length - 1;) {
    const end = at + 1 + Number(told[at]);
    calls.push({ words: told.slice(at + 1, end), input: told[end] ?? '' });
    at = end + 1;
  }
  return { calls, stderr, folder };
};

/** The Python that is run over many snippets at once: starting it takes longer than all of them. */
const python = (program: string, input: unknown): string => {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};

/** Compiles files of Python code as \`python3 -m py_compile\` does; tells what is wrong with them. */
export const compilePython = (codes: readonly string[]): string =>
  python(
    `
import json, os, py_compile, sys, tempfile
with tempfile.TemporaryDirectory() as folder:
    for index, code in enumerate(json.load(sys.stdin)):
        path = os.path.join(folder, f"{index}.py")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(code)
        try:
            py_compile.compile(path, doraise=True)
        except py_compile.PyCompileError as error:
            print(index, error)
`,
    codes,
  );

/** What Python reads from each of these expressions, as JSON. */
export const evaluatePython = (expressions: readonly string[]): unknown =>
  JSON.parse(
    python(
      'import ast, json, sys\nprint(json.dumps([ast.literal_eval(each) for each in json.load(sys.stdin)]))',
      expressions,
    ),
  );
