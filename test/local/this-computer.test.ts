import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { lookAtPort, lookForDocker } from '#local/this-computer.ts';

const never = new AbortController().signal;

/** Puts a program named `docker` of that shell script before all others; none at all without a script. */
const withDocker = (script: string | undefined): string => {
  const folder = mkdtempSync(join(tmpdir(), 'aml-workbench-docker-'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  if (script === undefined) vi.stubEnv('PATH', folder);
  else {
    writeFileSync(join(folder, 'docker'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'docker'), 0o755);
    vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH'] ?? ''}`);
  }
  return folder;
};

describe('whether Docker answers', () => {
  it.each([
    [
      'an engine that answers',
      `echo '{"Client":{"Version":"28.2.2"},"Server":{"Version":"28.2.1"}}'`,
      { is: 'answers', version: '28.2.1' },
    ],
    [
      'a program without its engine',
      `echo '{"Client":{"Version":"28.2.2"},"Server":null}'; echo 'warning' >&2; printf 'Cannot connect\\033[2J to it' >&2; exit 1`,
      { is: 'no-engine', words: 'Cannot connect to it' },
    ],
    ['something else of that name', 'echo hello; exit 3', { is: 'unclear', words: 'hello' }],
    [
      'an old one that does not know the question',
      `echo 'unknown flag: --format' >&2; exit 125`,
      { is: 'unclear', words: 'unknown flag: --format' },
    ],
    ['none', undefined, { is: 'missing' }],
  ])('%s', async (_, script, finding) => {
    withDocker(script);
    expect(await lookForDocker(never)).toEqual(finding);
  });

  it('a program that says megabytes', async () => {
    withDocker('head -c 3000000 /dev/zero | tr "\\0" x');
    expect(await lookForDocker(never)).toMatchObject({ is: 'unclear' });
  });

  it('is not waited for longer than its limit, even when what it has started holds on', async () => {
    withDocker('sleep 30 & sleep 30');
    const begun = performance.now();
    expect(await lookForDocker(never, 200)).toEqual({ is: 'silent', afterMs: 200 });
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it('asks no shell and gives it nothing to read', async () => {
    withDocker(`read -r line && exit 9; printf '{"Server":{"Version":"%s"}}' "$# $1 $2 $3"`);
    expect(await lookForDocker(never)).toEqual({ is: 'answers', version: '3 version --format {{json .}}' });
  });

  it('ends when nobody wants to know any more', async () => {
    withDocker('sleep 30');
    const leaving = new AbortController();
    const asked = lookForDocker(leaving.signal);
    leaving.abort();
    expect(await asked).toMatchObject({ is: 'unclear' });
    expect(await lookForDocker(leaving.signal)).toMatchObject({ is: 'unclear' });
  });
});

const listening = async (host: string, port = 0): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
};

describe('whether a port is free', () => {
  it.each(['127.0.0.1', '0.0.0.0'])(
    'no, when a program listens on %s: the next free one is named',
    async (host) => {
      const port = await listening(host);
      const found = await lookAtPort(port, never);
      expect(found).toMatchObject({ is: 'taken', port });
      const free = found.is === 'taken' ? found.free : undefined;
      expect(free).toBeGreaterThan(port);
      expect(await lookAtPort(free ?? 0, never)).toEqual({ is: 'free', port: free });
    },
  );

  it('yes, and it still is after the look', async () => {
    const port = await listening('127.0.0.1');
    const { free = 0 } = (await lookAtPort(port, never)) as { readonly free?: number };
    for (let again = 0; again < 3; again += 1)
      expect(await lookAtPort(free, never)).toEqual({ is: 'free', port: free });
    expect(await listening('0.0.0.0', free)).toBe(free);
  });
});
