import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { send, toField } from './support/flows.ts';
import { openStandAlone, type Logged, type StandAlone } from './support/stand-alone.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

let folder = '';
let azure: StandAlone | undefined;
let terminal: Terminal | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aml-workbench-acts-'));
});
afterEach(async () => {
  await terminal?.close();
  await azure?.close();
  [terminal, azure] = [undefined, undefined];
  rmSync(folder, { recursive: true, force: true });
});

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
] as const;

const longest = 30_000;

const openDemo = async (
  size: (typeof sizes)[number],
  speed: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Terminal> => {
  const open = openTerminal({
    ...size,
    args: ['--demo', '--seed', '7', '--demo-speed', speed],
    env,
  });
  terminal = open;
  await open.waitFor('WORKSPACES 4');
  open.press('enter');
  await open.waitFor('1 COMPUTES 17');
  await open.waitFor(/›\S cpu-batch /u);
  return open;
};

/** Leaves one row of the board, which the cursor is on. */
const filterTo = async (open: Terminal, name: string): Promise<void> => {
  open.press('/', 'ctrl-u');
  open.type(name);
  open.press('enter');
  await open.waitFor(new RegExp(`›\\S.${name} `, 'u'));
};

describe('what is done to all that is marked, in a real terminal', () => {
  it.each(sizes)(
    'is planned, confirmed by its number, and answered for each at $columns x $rows',
    async (size) => {
      const open = await openDemo(size, '60');
      open.press('/');
      open.type('name:re:^ci-');
      open.press('enter', 'g', 'v', 'G');
      await open.waitFor('1 COMPUTES 3 in range');
      open.press('v', 's');
      await open.waitFor('Stop: 2 of 3 marked, 1 skipped, in mlw-demo');
      await open.waitFor(/ci-jonas +skipped: it is Stopped/u);
      await open.waitFor('Disks and addresses of stopped instances go on costing.');
      open.press('enter');
      await open.waitFor('Enter does nothing: type 2 to confirm');
      open.type('2');
      await open.waitFor('[ Send 2 ]');
      open.press('enter');
      await open.waitFor('stop of 3 computes');
      await open.waitFor(/✓ ci-amara +done +Stopped/u, 60_000);
      await open.waitFor(/✓ ci-mei-gpu +done +Stopped/u, 60_000);
      open.press('enter');
      await open.waitFor('1 COMPUTES 3 of 17');
      open.press('t', 'G');
      await open.waitFor(/›✓ 3 computes +stop +succeeded/u);
      open.press('enter');
      await open.waitFor(/ci-jonas +skipped +it is Stopped/u);
      expect(open.screen().join('\n')).toMatch(
        /stop of 3 computes, begun \d\d:\d\d:\d\d: 2 done, 1 skipped/u,
      );
    },
    120_000,
  );
});

describe('marked jobs, in a real terminal over HTTPS', () => {
  it.each(sizes)(
    'are cancelled after a plan, once each, and answered for each at $columns x $rows',
    async (size) => {
      azure = await openStandAlone('--speed', '2');
      const { cloudArgs, placeArgs, env, log, world, workspaceName } = azure;
      const open = openTerminal({ ...size, args: [...cloudArgs, ...placeArgs], env });
      terminal = open;
      await open.waitFor('1 COMPUTES 17', longest);
      await filterTo(open, 'gpu-train');
      open.press('3');
      await open.waitFor(/3 QUEUE \d+ run, \d+ wait/u);
      open.press('g', 'v', 'j', 'v');
      await open.waitFor('3 QUEUE 2 marked');
      await open.waitFor('2 marked: X cancels them, Esc takes the marks away');
      open.press('X');
      await open.waitFor('Cancel: 2 of 2 marked, in mlw-demo');
      await open.waitFor('What ends: 2 running jobs.');
      const names = open
        .screen()
        .flatMap((line) => /^ {3}(\S+) +POST cancel +Running/u.exec(line)?.[1] ?? []);
      expect(names).toHaveLength(2);
      open.press('enter');
      await open.waitFor('Enter does nothing: type 2 to confirm');
      open.type('2');
      await open.waitFor('[ Send 2 ]');
      open.press('enter');
      await open.waitFor('cancel of 2 jobs, begun');
      await open.waitFor(/cancel of 2 jobs.*: 2 done/u, 60_000);
      for (const name of names) await open.waitFor(new RegExp(`✓ ${name} +done +Canceled`, 'u'));
      open.press('enter');
      await open.waitFor(/3 QUEUE \d+ run/u);
      open.press('t');
      await open.waitFor(/›✓ 2 jobs +cancel +succeeded/u);
      const cancelled = log().filter(({ method, path }) => method === 'POST' && path.endsWith('/cancel'));
      expect(new Set(cancelled.map(({ path }) => path)).size).toBe(2);
      expect(cancelled).toHaveLength(2);
      const jobs = (await world()).workspaces.find(({ name }) => name === workspaceName)?.jobs ?? [];
      for (const { path } of cancelled)
        expect(jobs.find(({ name }) => path.includes(`/jobs/${name}/`))?.status).toBe('Canceled');
    },
    120_000,
  );
});

const bodyOfRecycling = ({ method, path, body }: Logged): readonly unknown[] =>
  method === 'PATCH' && path.endsWith('/cpu-etl') ? [body] : [];
const scaleSettings = (min: number, max: number) => ({
  properties: {
    properties: {
      scaleSettings: { minNodeCount: min, maxNodeCount: max, nodeIdleTimeBeforeScaleDown: 'PT300S' },
    },
  },
});

describe('recycling unusable nodes, in a real terminal over HTTPS', () => {
  it.each(sizes)(
    'gives the cluster its scale back, also when the program is killed in the middle, at $columns x $rows',
    async (size) => {
      azure = await openStandAlone('--speed', '60');
      const { cloudArgs, placeArgs, world, log, workspaceName } = azure;
      const env = { ...azure.env, XDG_STATE_HOME: folder };
      const start = async (): Promise<Terminal> => {
        const open = openTerminal({ ...size, args: [...cloudArgs, ...placeArgs], env });
        terminal = open;
        await open.waitFor('1 COMPUTES 17', longest);
        return open;
      };
      const sent = () => log().flatMap(bodyOfRecycling);

      const first = await start();
      await filterTo(first, 'cpu-etl');
      first.press('K');
      await first.waitFor('Recycle the nodes of cpu-etl');
      first.type('cpu-etl');
      await first.waitFor('[ Recycle ]');
      first.press('enter');
      await first.waitFor(/2 {2}under way/u, 60_000);
      first.kill('SIGKILL');
      await first.exit;
      await first.close();
      expect(sent()).toEqual([scaleSettings(0, 0)]);
      expect(readdirSync(join(folder, 'aml-workbench/journal'))).toHaveLength(1);

      const second = await start();
      second.press('t');
      await second.waitFor(/cpu-etl +recycle/u);
      second.press('enter');
      await second.waitFor('cpu-etl is recycled: it has min 1, max 10, idle 300s again', 120_000);
      expect(sent()).toEqual([scaleSettings(0, 0), scaleSettings(1, 10)]);
      const cluster = (await world()).workspaces
        .find(({ name }) => name === workspaceName)
        ?.computes.find(({ name }) => name === 'cpu-etl')?.detail;
      expect(cluster).toMatchObject({ minNodes: 1, maxNodes: 10 });
      expect(readdirSync(join(folder, 'aml-workbench/journal'))).toEqual([]);
    },
    240_000,
  );
});

describe('SSH from a row, in a real terminal', () => {
  /** An ssh of the tests' own: keeps what it was given, reads a line as the other machine would, and ends as that says. */
  const fakeSsh = (): string => {
    const path = join(folder, 'ssh');
    writeFileSync(
      path,
      `#!/bin/sh\nprintf '%s\\n' "$@" > '${folder}/words'\nenv > '${folder}/env'\necho 'welcome to the node'\nread -r code\nexit "$code"\n`,
    );
    chmodSync(path, 0o755);
    return `${folder}:${process.env['PATH'] ?? ''}`;
  };

  it.each(sizes)(
    'has the terminal to itself, and ends on the same row with its exit code, at $columns x $rows',
    async (size) => {
      const open = await openDemo(size, '0', { PATH: fakeSsh(), AZURE_CLIENT_SECRET: 'hush-hush' });
      await filterTo(open, 'ci-mei-gpu');
      open.press('S');
      await open.waitFor(/ssh -p 50000 azureuser@203\.0\.113\.[\d.]+/u);
      open.press('f');
      open.type('/keys/mine');
      open.press('enter');
      await open.waitFor(/ssh -p 50000 -i \/keys\/mine azureuser@203\.0\.113\.[\d.]+/u);
      open.press('enter');
      await open.waitFor('welcome to the node');
      expect(open.isAlternate()).toBe(false);
      open.type('5\r');
      await open.waitFor('ssh to ci-mei-gpu ended with exit code 5');
      await open.waitFor(/›\S ci-mei-gpu /u);
      expect(open.isAlternate()).toBe(true);
      const words = readFileSync(join(folder, 'words'), 'utf8').trimEnd().split('\n');
      expect(words).toEqual([
        '-p',
        '50000',
        '-i',
        '/keys/mine',
        expect.stringMatching(/^azureuser@203\.0\.113\./u),
      ]);
      expect(readFileSync(join(folder, 'env'), 'utf8')).not.toContain('hush');

      // The key is remembered; without a connection ssh's own words stay until Enter.
      open.press('S');
      await open.waitFor('-i /keys/mine');
      open.press('enter');
      await open.waitFor('welcome to the node');
      open.type('255\r');
      await open.waitFor('ssh ended with exit code 255: no connection. Enter goes back.');
      open.press('enter');
      await open.waitFor('SSH to ci-mei-gpu');
      open.press('q');
      await open.waitFor(/›\S ci-mei-gpu /u);
    },
    60_000,
  );

  it('goes to a node of a cluster, by its own port', async () => {
    const open = await openDemo(sizes[0], '0', { PATH: fakeSsh() });
    await filterTo(open, 'lowpri-sweep');
    open.press('2');
    await open.waitFor(/›2 NODES [1-9]/u);
    open.press('S');
    await open.waitFor(/ssh -p 50\d{3} azureuser@[\d.]+/u);
    open.press('enter');
    await open.waitFor('welcome to the node');
    open.type('0\r');
    await open.waitFor(/›2 NODES [1-9]/u);
    expect(readFileSync(join(folder, 'words'), 'utf8')).toMatch(/^-p\n50\d{3}\nazureuser@/u);
  }, 60_000);

  it('says so where ssh is not installed', async () => {
    const open = await openDemo(sizes[0], '0', { PATH: join(folder, 'nothing') });
    await filterTo(open, 'ci-mei-gpu');
    open.press('S');
    await open.waitFor('[ Connect ]');
    open.press('enter');
    await open.waitFor('ssh is not installed here: y copies the command');
    await open.waitFor('SSH to ci-mei-gpu');
    expect(open.isAlternate()).toBe(true);
  }, 60_000);
});

describe('the last change of a scale, in a real terminal', () => {
  it.each(sizes)(
    'is undone after its difference was shown and reviewed at $columns x $rows',
    async (size) => {
      const open = await openDemo(size, '60');
      open.press('s');
      await toField(open, 'Max nodes');
      open.press('ctrl-u');
      open.type('4');
      await send(open, 'cpu-batch is scaled');
      await open.waitFor(/›\S cpu-batch .*\/4 /u);
      open.press('U');
      await open.waitFor('Undo the last change of the scale of cpu-batch');
      expect(open.screen().join('\n')).toMatch(/Max nodes +4 +-> +10/u);
      open.press('enter');
      await open.waitFor('[ Send ]  Enter');
      open.press('enter');
      await open.waitFor('cpu-batch is scaled', 60_000);
      open.press('enter');
      await open.waitFor(/›\S cpu-batch .*\/10 /u);
    },
    60_000,
  );
});
