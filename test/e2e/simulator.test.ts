import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';

type Program = {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly printed: () => { readonly stdout: string; readonly stderr: string };
};
type Ready = { readonly endpoint: string; readonly caFile: string; readonly tenantId: string };

const launcher = join(import.meta.dirname, '../../bin/aml-workbench.js');
const started: Program[] = [];

const start = (...args: readonly string[]): Program => {
  const child = spawn(process.execPath, [launcher, 'simulator', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    printed.stdout += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    printed.stderr += part;
  });
  const program = { child, printed: () => printed };
  started.push(program);
  return program;
};

const readyOf = async ({ printed, child }: Program): Promise<Ready> => {
  await vi.waitUntil(() => printed().stdout.endsWith('\n') || child.exitCode !== null, { timeout: 20_000 });
  return JSON.parse(printed().stdout) as Ready;
};

afterEach(async () => {
  for (const { child } of started.splice(0)) {
    if (child.exitCode !== null) continue;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }
});

const get = ({ endpoint, caFile }: Ready, path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    request(`${endpoint}${path}`, { ca: readFileSync(caFile) }, (answer) => {
      text(answer).then(resolve, reject);
    })
      .once('error', reject)
      .end();
  });

describe('aml-workbench simulator', () => {
  it('prints one line when it is ready, and nothing else while it serves', async () => {
    const program = start();
    const ready = await readyOf(program);
    expect(Object.keys(ready)).toEqual([
      'endpoint',
      'authority',
      'caFile',
      'tenantId',
      'clientId',
      'clientSecret',
      'subscriptionId',
      'resourceGroup',
      'workspaceName',
    ]);
    expect(await get(ready, `/${ready.tenantId}/v2.0/.well-known/openid-configuration`)).toContain('issuer');
    expect(program.printed().stdout.split('\n')).toHaveLength(2);
    expect(program.printed().stderr).toBe('');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops on %s with connections open, takes its files along and says that all is well',
    async (signal) => {
      const program = start();
      const ready = await readyOf(program);
      const open = request(`${ready.endpoint}/msi/token`, { ca: readFileSync(ready.caFile), method: 'POST' });
      open.on('error', () => undefined);
      // The body never comes: the request stays open.
      open.setHeader('Content-Length', 10);
      open.flushHeaders();
      await once(open, 'socket');
      await vi.waitUntil(() => open.socket?.connecting === false);
      program.child.kill(signal);
      const [code] = (await once(program.child, 'exit')) as [number | null];
      expect(code).toBe(0);
      expect(existsSync(dirname(ready.caFile))).toBe(false);
      expect(program.printed().stderr).toBe('');
    },
  );

  it('says on stderr that its port is taken, with 1 as exit code', async () => {
    const { port } = new URL((await readyOf(start())).endpoint);
    const second = start('--port', port);
    await once(second.child, 'close');
    expect(second.child.exitCode).toBe(1);
    expect(second.printed().stdout).toBe('');
    expect(second.printed().stderr).toContain('EADDRINUSE');
  });

  it('does not go on where nobody can learn where it is', async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [launcher, 'simulator'], { stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    if (child.stderr === null) throw new Error('There is no stderr to read.');
    const [stderr] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(child.exitCode).toBe(1);
    expect(stderr).toContain('ENOSPC');
  });

  it('tells wrong usage on stderr, with 2 as exit code', async () => {
    const program = start('--scale', 'tiny');
    await once(program.child, 'close');
    expect(program.child.exitCode).toBe(2);
    expect(program.printed().stderr).toContain('--scale takes small, large or huge, not "tiny".');
  });

  it('prints its help', async () => {
    const program = start('--help');
    await once(program.child, 'close');
    expect(program.child.exitCode).toBe(0);
    expect(program.printed().stdout).toContain('Usage: aml-workbench simulator');
  });
});
