import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStandAlone, type StandAlone } from './support/stand-alone.ts';
import { runProgram } from './support/run-program.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

let azure: StandAlone | undefined;
let terminal: Terminal | undefined;
let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'aml-workbench-commands-'));
});
afterEach(async () => {
  await terminal?.close();
  await azure?.close();
  [terminal, azure] = [undefined, undefined];
  rmSync(home, { recursive: true, force: true });
});

const run = (args: readonly string[], how?: Parameters<typeof runProgram>[2]) => runProgram(home, args, how);

const isWrite = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method !== 'GET' && path.includes('/computes/');

describe('without the screen, over HTTPS, signed in with a client secret', () => {
  it('a file is checked, applied and waited for, computes are stopped and deleted, and every write is in the audit', async () => {
    azure = await openStandAlone('--speed', '60');
    const { env, cloudArgs, placeArgs, log, world, workspaceName } = azure;
    const at = [...cloudArgs, ...placeArgs];
    const yaml =
      'name: trainers\ntype: amlcompute\nmax_instances: 2\n---\nname: ci-newcomer\ntype: computeinstance\n';
    writeFileSync(join(home, 'computes.yml'), yaml);

    const dry = await run(['apply', 'computes.yml', '--dry-run', ...at], { env });
    expect(dry.code).toBe(0);
    expect(dry.out).toContain('"maxNodeCount": 2');
    expect(log().filter(isWrite)).toEqual([]);

    const applied = await run(['apply', '-', '--wait', '-o', 'json', ...at], { env, input: yaml });
    expect(JSON.parse(applied.out)).toMatchObject({
      results: [
        { name: 'trainers', does: 'create', outcome: 'succeeded' },
        { name: 'ci-newcomer', does: 'create', outcome: 'succeeded' },
      ],
    });
    expect(applied.code).toBe(0);
    expect(applied.errors).toMatch(/create trainers: \w+ \(\d+ s\)/u);

    const unasked = await run(['stop', 'ci-newcomer', ...at], { env });
    expect(unasked).toMatchObject({ code: 3, out: 'stop ci-newcomer: not confirmed, nothing was sent\n' });
    const stopped = await run(['stop', 'ci-newcomer', '--yes', '--wait', ...at], { env });
    expect(stopped).toMatchObject({ code: 0, out: 'stop ci-newcomer: succeeded\n' });
    const readOnly = await run(['delete', 'trainers', '--yes', '--read-only', ...at], { env });
    expect(readOnly.code).toBe(3);
    const gone = await run(['delete', 'trainers', 'ci-newcomer', '--yes', '--wait', ...at], { env });
    expect(gone).toMatchObject({ code: 0 });
    const { workspaces } = await world();
    const left = workspaces.find(({ name }) => name === workspaceName)?.computes.map(({ name }) => name);
    expect(left).not.toContain('trainers');
    expect(left).not.toContain('ci-newcomer');

    const path = join(home, 'state/aml-workbench/audit.jsonl');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const all = readFileSync(path, 'utf8').trimEnd().split('\n');
    const lines = all.filter((line) => !line.includes('"outcome":"sent"'));
    expect(all).toHaveLength(2 * lines.length);
    expect(lines).toHaveLength(log().filter(isWrite).length);
    expect(lines).toHaveLength(5);
  });

  it('a write whose answer the program did not live to see is in the audit', async () => {
    azure = await openStandAlone('--speed', '0');
    await azure.control('PUT', 'faults', 'hang DELETE *');
    const { cloudArgs, placeArgs, env } = azure;
    const args = ['delete', 'cpu-etl', '--yes', ...cloudArgs, ...placeArgs];
    const open = openTerminal({ args, env });
    terminal = open;
    const path = join(open.home, 'state/aml-workbench/audit.jsonl');
    await expect.poll(() => existsSync(path) && statSync(path).size > 0, { timeout: 20_000 }).toBe(true);
    open.kill('SIGKILL');
    await open.exit;
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { method: 'DELETE', resourceId: expect.stringMatching(/\/cpu-etl$/u) as unknown, outcome: 'sent' },
    ]);
  }, 60_000);

  it('says with an exit code of its own what is wrong', async () => {
    azure = await openStandAlone('--speed', '0');
    const { env, cloudArgs, placeArgs, log } = azure;
    const at = [...cloudArgs, ...placeArgs];
    const broken = await run(['apply', '-', ...at], {
      env,
      input: 'name: x1\ntype: amlcompute\n\tsize: y\n',
    });
    expect(broken.code).toBe(1);
    expect(broken.errors).toMatch(/^stdin:3:\d+: a tab indents this line/u);
    const nowhere = await run(['stop', 'ci-1', '--yes', ...cloudArgs], { env });
    expect(nowhere.code).toBe(2);
    expect(nowhere.errors).toMatch(
      /^aml-workbench stop: .*give --subscription, --resource-group and --workspace\.\n$/u,
    );
    const unconfigured = await run(['delete', 'ci-1', '--yes']);
    expect(unconfigured).toMatchObject({ code: 2 });
    const wrongSecret = await run(['delete', 'cpu-etl', '--yes', ...at], {
      env: { ...env, AZURE_CLIENT_SECRET: 'wrong-wrong-wrong' },
    });
    expect(wrongSecret.code).toBe(1);
    expect(wrongSecret.errors).not.toContain('wrong-wrong');
    expect(log().filter(isWrite)).toEqual([]);
  });

  it('asks for the name on a terminal', async () => {
    terminal = openTerminal({ args: ['delete', 'cpu-etl', '--demo'] });
    await terminal.waitFor('Type cpu-etl to confirm:', 30_000);
    terminal.type('cpu-etl\r');
    expect(await terminal.exit).toMatchObject({ code: 0 });
    expect(terminal.screen().join('\n')).toContain('delete cpu-etl: accepted');
  });
});
