import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sshEnvironment, sshInTerminal } from '#terminal/ssh.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aml-workbench-ssh-'));
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const target = { name: 'node-1', user: 'azureuser', host: '20.1.2.3', port: 50_000 };

/** An ssh of the tests' own, which keeps its words and its environment. */
const fakeSsh = (script: string): void => {
  const path = join(folder, 'ssh');
  writeFileSync(
    path,
    `#!/bin/sh\nprintf '%s\\n' "$@" > '${folder}/words'\nenv > '${folder}/env'\n${script}\n`,
  );
  chmodSync(path, 0o755);
};

const run = (keyFile = '') => {
  let waits = 0;
  const env = { PATH: `${folder}:/usr/bin:/bin`, HOME: folder, AZURE_CLIENT_SECRET: 'hush', LC_ALL: 'C' };
  const ended = sshInTerminal(target, keyFile, { env, wait: () => (waits += 1) });
  return { ended, waits };
};

describe('ssh in the terminal', () => {
  it('is given the words of the command and an environment without secrets, and its exit code is told', () => {
    fakeSsh('exit 7');
    expect(run('/k/id')).toEqual({
      ended: { ok: true, words: 'ssh to node-1 ended with exit code 7' },
      waits: 0,
    });
    expect(readFileSync(join(folder, 'words'), 'utf8')).toBe('-p\n50000\n-i\n/k/id\nazureuser@20.1.2.3\n');
    const given = readFileSync(join(folder, 'env'), 'utf8');
    expect(given).toContain(`HOME=${folder}`);
    expect(given).toContain('LC_ALL=C');
    expect(given).not.toContain('hush');
  });

  it('keeps what ssh says on the screen until Enter when there was no connection', () => {
    fakeSsh('exit 255');
    expect(run()).toEqual({
      ended: { ok: false, words: 'ssh to node-1 ended with exit code 255: no connection' },
      waits: 1,
    });
  });

  it('says so when ssh is ended by a signal, and when there is none', () => {
    fakeSsh('kill -KILL $$');
    expect(run().ended).toEqual({ ok: false, words: 'ssh to node-1 was ended by SIGKILL' });
    const env = { PATH: join(folder, 'nowhere') };
    expect(sshInTerminal(target, '', { env })).toEqual({
      ok: false,
      words: 'ssh is not installed here: y copies the command for another place',
    });
  });

  it('is given no variable that it and the terminal do not need', () => {
    const given = sshEnvironment({
      SSH_AUTH_SOCK: '/agent',
      TERM: 'xterm',
      LC_TIME: 'C',
      AZURE_CLIENT_SECRET: 'hush',
      AZURE_TENANT_ID: 'tenant',
      HTTPS_PROXY: 'http://user:hush@proxy',
      MY_TOKEN: 'hush',
    });
    expect(given).toEqual({ SSH_AUTH_SOCK: '/agent', TERM: 'xterm', LC_TIME: 'C' });
  });
});
