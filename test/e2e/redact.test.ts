import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { createCluster } from './support/flows.ts';
import { runProgram } from './support/run-program.ts';
import { openStandAlone, type StandAlone } from './support/stand-alone.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

let terminal: Terminal | undefined;
let azure: StandAlone | undefined;
afterEach(async () => {
  await terminal?.close();
  await azure?.close();
  [terminal, azure] = [undefined, undefined];
});

/** Everything in the world that names somebody or something, as it must not be seen. */
const namesOf = async ({
  world,
  subscriptionId,
  resourceGroup,
  workspaceName,
}: StandAlone): Promise<readonly string[]> => {
  const { workspaces, subscriptions } = await world();
  const own = workspaces.find(({ name }) => name === workspaceName);
  return [
    subscriptionId,
    resourceGroup,
    workspaceName,
    ...subscriptions.map(({ name }) => name),
    ...(own?.computes.map(({ name }) => name) ?? []),
    ...(own?.jobs.map(({ name }) => name) ?? []),
    'contoso',
    'aml-operator',
  ];
};

describe('a session without names, in a real terminal', () => {
  it('shows none on the way from the board over details and code to a new cluster, and makes it in the real workspace', async () => {
    azure = await openStandAlone('--speed', '30');
    const names = await namesOf(azure);
    const args = [...azure.cloudArgs, ...azure.placeArgs, '--auth', 'service-principal', '--redact'];
    const open = openTerminal({ columns: 80, rows: 24, args, env: azure.env });
    terminal = open;
    const seen: string[] = [];
    const sees = async (what: string | RegExp, timeoutMs?: number): Promise<void> => {
      await open.waitFor(what, timeoutMs);
      seen.push(open.screen().join('\n').toLowerCase());
    };
    await sees('1 COMPUTES 17', 30_000);
    expect(open.screen()[0]).toContain('REDACTED');
    open.press('enter');
    await sees('details');
    open.press('E');
    await sees('[curl]');
    open.press('q', 'q');
    await sees('1 COMPUTES');
    await sees('tvm-');
    open.press('2', 'enter');
    await sees('private IP');
    open.press('q', '3', 'enter');
    await sees('experiment');
    open.press('q', 'L');
    await sees('std_log');
    open.press('q', '@', '/');
    open.type('dcid\r');
    await sees('filter dcid');
    await sees(/dcid\.[a-z]+-[a-z]+\//u);
    open.press('escape');
    await sees(/CALLS \d+ +METHOD/u);
    open.press('q');
    await sees('1 COMPUTES');
    open.press('1', 'H');
    await sees('SOURCE');
    open.press('q');
    await sees('1 COMPUTES');
    await createCluster(open, 'made-here');
    await sees('made-here');
    const all = seen.join('\n');
    expect(names.length).toBeGreaterThan(50);
    expect(
      names.filter((name) => new RegExp(`(?<![\\w-])${name.toLowerCase()}(?![\\w-])`, 'u').test(all)),
    ).toEqual([]);
    const { workspaces } = await azure.world();
    const own = workspaces.find(({ name }) => name === azure?.workspaceName);
    expect(own?.computes.some(({ name }) => name === 'made-here')).toBe(true);

    open.press('M');
    await open.waitFor(
      (screen) => !screen.includes('REDACTED') && screen.includes(azure?.workspaceName ?? ''),
    );
    open.press('M');
    await open.waitFor('REDACTED');
    open.press('q', 'q');
    expect(await open.exit).toMatchObject({ code: 0 });
  }, 180_000);

  it('prints none without the screen', async () => {
    azure = await openStandAlone();
    const names = await namesOf(azure);
    const home = mkdtempSync(join(tmpdir(), 'aml-workbench-redact-'));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const { code, out } = await runProgram(
      home,
      [
        '--once',
        '-o',
        'json',
        '--redact',
        '--auth',
        'service-principal',
        ...azure.cloudArgs,
        ...azure.placeArgs,
      ],
      { env: azure.env },
    );
    expect(code).toBe(0);
    expect(names.filter((name) => out.toLowerCase().includes(`"${name.toLowerCase()}"`))).toEqual([]);
    expect(out).toContain('00000000-0000-4000-8000-');
  }, 60_000);
});
