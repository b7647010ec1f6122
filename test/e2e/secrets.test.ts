import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { createFinder } from '#test/support/plants.ts';
import { openTarget, pressUntil, send, toField } from './support/flows.ts';
import { descendantsOf, processFacts } from './support/processes.ts';
import { runProgram } from './support/run-program.ts';
import { openStandAlone, type StandAlone } from './support/stand-alone.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

let folder = '';
let terminal: Terminal | undefined;
let azure: StandAlone | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aml-workbench-secrets-'));
});
afterEach(async () => {
  await terminal?.close();
  await azure?.close();
  [terminal, azure] = [undefined, undefined];
  rmSync(folder, { recursive: true, force: true });
});

const everythingIn = (path: string): string =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => readFileSync(join(each.parentPath, each.name), 'utf8'))
    .join('\n');

/** The words of a process and of all that it has started. */
const wordsOf = (pid: number): string =>
  [processFacts(pid), ...descendantsOf(pid)].map((each) => each?.command ?? '').join('\n');

const typed = String.raw`Tq7xPw4Zk9Vr"\<+hush`;
const inEnvironment = 'Dz8kJv3Ty6Ws/+hush';
const ofProxy = 'Sx5gNq8Wt2Kc%2Bhush';

/** From the demo to the form of a service with a password, which is typed. */
const typePassword = async (open: Terminal): Promise<void> => {
  await openTarget(open, 'hdinsight');
  await toField(open, 'Password');
  open.type(typed);
  await open.waitFor(`[ ${'*'.repeat(typed.length)}`);
};

describe('a crash while a secret stands in a form, and others in the environment', () => {
  test.each(['uncaught', 'rejection', 'drawing'])(
    'tells none of them, in no file and in no line (%s; 3 secrets, each as it is, as JSON, in an address and in base64)',
    async (fault) => {
      const plant = join(import.meta.dirname, 'support/plant-fault.ts');
      const open = openTerminal({
        args: ['--demo', '--demo-speed', '0'],
        env: {
          NODE_OPTIONS: `--import=${plant}`,
          PLANTED_FAULT: fault,
          PLANTED_WORDS: `${typed} ${inEnvironment} ${decodeURIComponent(ofProxy)}`,
          AZURE_CLIENT_SECRET: inEnvironment,
          ALL_PROXY: `http://ada:${ofProxy}@127.0.0.1:9`,
        },
      });
      terminal = open;
      await open.waitFor('WORKSPACES 4');
      open.press('enter');
      await open.waitFor('1 COMPUTES 17');
      await typePassword(open);
      expect(wordsOf(open.pid)).not.toContain('hush');
      open.kill('SIGUSR2');
      if (fault === 'drawing') open.resize(90, 24);
      expect(await open.exit).toMatchObject({ code: 1 });
      const reports = everythingIn(join(open.home, 'state'));
      expect(reports).toContain('planted fault');
      expect(reports).toContain('********');
      const find = createFinder(
        new Map([
          ['typed', typed],
          ['in the environment', inEnvironment],
          ['of the proxy', decodeURIComponent(ofProxy)],
        ]),
      );
      expect(find(open.written())).toBeUndefined();
      expect(find(everythingIn(open.home))).toBeUndefined();
    },
  );
});

describe('over HTTPS, signed in with a client secret', () => {
  it('attaching, looking at a log, printing, applying and the doctor leave no secret, token or signature anywhere', async () => {
    azure = await openStandAlone('--speed', '30');
    const { cloudArgs, placeArgs, env, clientSecret, world } = azure;
    const open = openTerminal({
      columns: 120,
      rows: 40,
      args: [...cloudArgs, ...placeArgs],
      env: { ...env, TMPDIR: folder },
    });
    terminal = open;
    await open.waitFor('1 COMPUTES 17', 30_000);
    await openTarget(open, 'databricks');
    await toField(open, 'Name');
    open.press('ctrl-u');
    open.type('bricks-2');
    await toField(open, 'Access token');
    open.type('dapi7xPw4Zk9VrQ2mN8sHush');
    await pressUntil(open, 'tab', 'Resource');
    open.type(
      '/subscriptions/8f6c1c2e-41d7-4b0a-9a55-2f1c7d3e9b01/resourceGroups/rg-ml-demo/providers/Microsoft.Databricks/workspaces/dbx-team',
    );
    await send(open, 'bricks-2 is attached');
    open.press('3', 'W', 'L');
    await open.waitFor('std_log');
    open.press('q', '@');
    await open.waitFor('CALLS');
    open.press('q', 't');
    await open.waitFor('OPERATIONS');
    open.press('q');
    await open.waitFor('1 COMPUTES');
    const words = wordsOf(open.pid);
    open.press('q', 'q');
    expect(await open.exit).toMatchObject({ code: 0 });

    writeFileSync(join(folder, 'c.yml'), 'name: trainers\ntype: amlcompute\nmax_instances: 2\n');
    const printed: string[] = [];
    for (const args of [
      ['--once', '-o', 'json', '--auth', 'service-principal'],
      ['apply', join(folder, 'c.yml'), '--wait', '-o', 'json'],
      ['doctor', '-o', 'json'],
    ]) {
      const { out, errors } = await runProgram(folder, [...args, ...cloudArgs, ...placeArgs], { env });
      expect(out).not.toBe('');
      printed.push(out, errors);
    }
    const signatures = Object.values((await world()).operations).map(({ signature }) => signature);
    expect(signatures.length).toBeGreaterThan(1);
    const find = createFinder(
      new Map([
        ['client secret', clientSecret],
        ['access token', 'dapi7xPw4Zk9VrQ2mN8sHush'],
        ...signatures.map((signature, at) => [`signature ${at}`, signature] as const),
      ]),
    );
    const places = {
      terminal: open.written(),
      files: everythingIn(open.home) + everythingIn(folder),
      printed: printed.join('\n'),
      words,
      log: JSON.stringify(azure.log()),
    };
    for (const [place, text] of Object.entries(places)) {
      expect([place, find(text)]).toEqual([place, undefined]);
      // Tokens are JSON, signed; addresses of log files are signed by `sig`.
      expect([place, /\beyJ[\w-]{20,}|[?&]sig=\w/u.exec(text)?.[0]]).toEqual([place, undefined]);
    }
  }, 180_000);
});
