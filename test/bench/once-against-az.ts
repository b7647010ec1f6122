import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStandAlone, type StandAlone } from '#test/e2e/support/stand-alone.ts';
import { program } from '#test/e2e/support/terminal.ts';
import { median, type Row } from './figures.ts';

const runs = 9;

type Command = { readonly file: string; readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv };

const run = ({ file, args, env }: Command): { readonly ms: number; readonly stdout: string } => {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(file, args, { env, encoding: 'utf8' });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`${file} ended with ${status}: ${stderr}`);
  return { ms, stdout };
};

/** az, signed in to the simulator as one does to a cloud with AD FS: of any other it asks Microsoft whether it knows it. */
const azRest = (azure: StandAlone, folder: string): Command => {
  const { endpoint, authority, caFile, clientId, clientSecret, tenantId } = azure;
  const env = {
    ...process.env,
    AZURE_CONFIG_DIR: folder,
    AZURE_CORE_COLLECT_TELEMETRY: 'no',
    REQUESTS_CA_BUNDLE: caFile,
  };
  const az = (...args: readonly string[]): Command => ({ file: 'az', args, env });
  run(
    az(
      'cloud',
      'register',
      '--name',
      'simulator',
      '--endpoint-resource-manager',
      `${endpoint}/`,
      '--endpoint-active-directory',
      `${authority}/adfs`,
    ),
  );
  run(az('cloud', 'set', '--name', 'simulator'));
  run(az('login', '--service-principal', '-u', clientId, '-p', clientSecret, '--tenant', tenantId));
  const workspace = `/subscriptions/${azure.subscriptionId}/resourceGroups/${azure.resourceGroup}/providers/Microsoft.MachineLearningServices/workspaces/${azure.workspaceName}`;
  return az('rest', '--method', 'get', '--url', `${workspace}/computes?api-version=2022-10-01`);
};

/** P3: a whole `--once -o json`, signing in, jobs, nodes and prices included, to `az rest` listing the computes only, signed in already. */
export const measureOnceAgainstAz = async (): Promise<readonly Row[]> => {
  if (spawnSync('az', ['version'], { stdio: 'ignore' }).status !== 0) {
    console.log('P3    SKIPPED: az is not installed');
    return [];
  }
  const azure = await openStandAlone('--speed', '0');
  const folder = mkdtempSync(join(tmpdir(), 'aml-workbench-az-'));
  try {
    const peer = azRest(azure, folder);
    const ours: Command = {
      file: process.execPath,
      args: [program, ...azure.cloudArgs, ...azure.placeArgs, '--once', '-o', 'json'],
      env: { ...process.env, ...azure.env },
    };
    const listed = [run(peer).stdout, run(ours).stdout].map((text) => text.includes('"gpu-train"'));
    if (listed.includes(false)) throw new Error('one of the two did not list the computes');
    const [theirMs, ourMs]: [number[], number[]] = [[], []];
    for (let count = 0; count < runs; count += 1) {
      theirMs.push(run(peer).ms);
      ourMs.push(run(ours).ms);
    }
    const base = median(theirMs);
    return [
      {
        id: 'P3',
        what: '--once -o json, to az rest listing the same computes',
        measured: median(ourMs) / base,
        budget: 0.8,
        unit: 'x',
        note: `${median(ourMs).toFixed(0)} ms to ${base.toFixed(0)} ms, median of ${runs} each`,
      },
    ];
  } finally {
    await azure.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
