import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Ready } from '#simulator/server/stand-alone.ts';
import type { World } from '#simulator/simulator.ts';
import { program } from './terminal.ts';

/** A request as the simulator's log keeps it. */
export type Logged = {
  readonly method: string;
  readonly path: string;
  readonly status?: number;
  readonly body?: unknown;
};

/** The stand-alone simulator in a process of its own, over HTTPS on this host. */
export type StandAlone = Ready & {
  /** What lets the program trust it, and sign in as the application. */
  readonly env: Readonly<Record<string, string>>;
  /** The flags by which the program finds it. */
  readonly cloudArgs: readonly string[];
  /** The flags by which the program opens its main workspace. */
  readonly placeArgs: readonly string[];
  /** Asks it for something that is no part of Azure. Rejects when it refuses. */
  readonly control: (method: string, path: string, body?: unknown) => Promise<string>;
  /** Its world as it is now. */
  readonly world: () => Promise<World>;
  /** Every request so far that it has answered or given up. */
  readonly log: () => readonly Logged[];
  readonly close: () => Promise<void>;
};

const controlOf =
  ({ endpoint }: Ready, ca: Buffer): StandAlone['control'] =>
  (method, path, body) =>
    new Promise((resolve, reject) => {
      request(
        `${endpoint}/_simulator/${path}`,
        { method, ca, agent: false, headers: { 'content-type': 'application/json' } },
        (answer) => {
          text(answer).then((said) => {
            if ((answer.statusCode ?? 500) < 300) resolve(said);
            else reject(new Error(`${method} ${path}: ${answer.statusCode} ${said}`));
          }, reject);
        },
      )
        .once('error', reject)
        .end(body === undefined ? undefined : JSON.stringify(body));
    });

/** Starts it with these flags of `simulator` and waits until it is ready. */
export const openStandAlone = async (...args: readonly string[]): Promise<StandAlone> => {
  const folder = mkdtempSync(join(tmpdir(), 'aml-workbench-log-'));
  const logFile = join(folder, 'requests.jsonl');
  const child = spawn(process.execPath, [program, 'simulator', '--log', logFile, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  for await (const part of child.stdout.setEncoding('utf8')) {
    printed += String(part);
    if (printed.endsWith('\n')) break;
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the border where its one line enters
  const ready = JSON.parse(printed) as Ready;
  const control = controlOf(ready, readFileSync(ready.caFile));
  return {
    ...ready,
    env: {
      NODE_EXTRA_CA_CERTS: ready.caFile,
      AZURE_TENANT_ID: ready.tenantId,
      AZURE_CLIENT_ID: ready.clientId,
      AZURE_CLIENT_SECRET: ready.clientSecret,
    },
    cloudArgs: ['--arm-endpoint', ready.endpoint, '--authority', ready.authority],
    placeArgs: ['-s', ready.subscriptionId, '-g', ready.resourceGroup, '-w', ready.workspaceName],
    control,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the simulator prints its own world
    world: async () => JSON.parse(await control('GET', 'world')) as World,
    log: () =>
      readFileSync(logFile, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the simulator's own log
        .map((line) => JSON.parse(line) as Logged),
    close: async () => {
      if (child.exitCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
