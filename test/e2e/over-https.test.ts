import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createCluster, createInstance, remove, scaleTo, stopAndStart } from './support/flows.ts';
import { openStandAlone, type StandAlone } from './support/stand-alone.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

let azure: StandAlone | undefined;
let terminal: Terminal | undefined;
afterEach(async () => {
  await terminal?.close();
  await azure?.close();
  [terminal, azure] = [undefined, undefined];
});

const longest = 30_000;

const openBoard = async (
  { cloudArgs, placeArgs, env }: StandAlone,
  ...args: readonly string[]
): Promise<Terminal> => {
  terminal = openTerminal({ columns: 120, rows: 40, args: [...cloudArgs, ...placeArgs, ...args], env });
  await terminal.waitFor('1 COMPUTES 17', longest);
  return terminal;
};

type AuditLine = {
  readonly who?: string;
  readonly what: string;
  readonly resourceId: string;
  readonly clientRequestId: string;
  readonly requestId?: string;
  readonly correlationId?: string;
  readonly outcome: number | string;
};

/** The audit of the program in a terminal: a line before each write, and one with its end. */
const auditOf = ({ home }: Terminal): { readonly lines: readonly AuditLine[]; readonly mode: number } => {
  const path = join(home, 'state/aml-workbench/audit.jsonl');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return { lines: lines.map((line) => JSON.parse(line) as AuditLine), mode: statSync(path).mode & 0o777 };
};

const writes = new Set(['PUT', 'PATCH', 'DELETE']);
const actions = /\/(?:start|stop|restart)$/u;

describe('over HTTPS, signed in with a client secret', () => {
  it('a cluster and an instance are created, changed and deleted, and every write is in the audit', async () => {
    azure = await openStandAlone('--speed', '30');
    const open = await openBoard(azure);
    expect(open.screen()[0]).toContain('aml-operator  RW');

    await createCluster(open, 'train-1');
    await scaleTo(open, 'train-1', 6);
    await remove(open, 'train-1');
    await createInstance(open, 'ci-newcomer');
    await stopAndStart(open, 'ci-newcomer');
    await remove(open, 'ci-newcomer');
    open.press('q', 'q');
    expect(await open.exit).toMatchObject({ code: 0 });

    const sent = azure.log().filter(({ method, path }) => writes.has(method) || actions.test(path));
    const { lines: all, mode } = auditOf(open);
    const lines = all.filter(({ outcome }) => outcome !== 'sent');
    const before = all.filter(({ outcome }) => outcome === 'sent');
    expect(before.map(({ clientRequestId }) => clientRequestId)).toEqual(
      lines.map(({ clientRequestId }) => clientRequestId),
    );
    expect(mode).toBe(0o600);
    const computes = 'Microsoft.MachineLearningServices/workspaces/computes';
    expect(lines.map(({ what }) => what.replace(computes, ''))).toEqual([
      '/write',
      '/write',
      '/delete',
      '/write',
      '/stop/action',
      '/start/action',
      '/delete',
    ]);
    expect(lines).toHaveLength(sent.length);
    expect(lines.map(({ outcome }) => outcome)).toEqual(sent.map(({ status }) => status));
    for (const { who, resourceId, requestId, correlationId } of lines) {
      expect(who).toBe('aml-operator');
      expect(resourceId).toMatch(/\/computes\/(?:train-1|ci-newcomer)/u);
      expect(requestId).toMatch(/^[\da-f-]{36}$/u);
      expect(correlationId).toMatch(/^[\da-f-]{36}$/u);
    }
  }, 240_000);

  it('a read-only session sends nothing that would change something, not even by mistake', async () => {
    azure = await openStandAlone('--speed', '0');
    const open = await openBoard(azure, '--read-only');
    expect(open.screen()[0]).toContain('RO');
    open.press('D');
    await open.waitFor('read-only');
    open.press('c');
    await open.waitFor('TARGET TYPES');
    open.press('q', 'q', 'q');
    await open.exit;
    expect(azure.log().filter(({ method, path }) => writes.has(method) || actions.test(path))).toEqual([]);
  }, 60_000);

  it('opens the workspace that is named in the configuration, protected as it says there', async () => {
    azure = await openStandAlone('--speed', '0');
    const { endpoint, authority, subscriptionId, resourceGroup, workspaceName, env } = azure;
    const settings = {
      defaults: {
        armEndpoint: endpoint,
        authority,
        subscription: subscriptionId,
        resourceGroup,
        workspace: workspaceName,
      },
      protectedWorkspaces: [workspaceName],
    };
    const folder = mkdtempSync(join(tmpdir(), 'aml-workbench-config-'));
    mkdirSync(join(folder, 'aml-workbench'));
    writeFileSync(join(folder, 'aml-workbench/config.json'), JSON.stringify(settings));
    terminal = openTerminal({ columns: 120, rows: 40, env: { ...env, XDG_CONFIG_HOME: folder } });
    const open = terminal;
    await open.waitFor('1 COMPUTES 17', longest);
    expect(open.screen()[0]).toContain('PROTECTED');
    open.press('D');
    await open.waitFor('PROTECTED workspace: type mlw-demo/');
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);
});
