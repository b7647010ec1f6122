import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '#azure/problem.ts';
import { checkNetwork, type NetworkPorts } from '#cli/doctor/check-network.ts';
import { checkTerminal, type TerminalFacts } from '#cli/doctor/check-terminal.ts';
import { findingLines, type Finding } from '#cli/doctor/finding.ts';
import { proxyFor } from '#cli/doctor/proxy-for.ts';
import { runDoctor, type DoctorScene } from '#cli/doctor.ts';
import { loadKnownWords } from '#screens/explain.ts';
import { refusal } from '../state/plans.ts';
import { simulatedGateway, type SimulatedOptions } from '#test/support/gateway.ts';

beforeAll(loadKnownWords);

const good: TerminalFacts = {
  isTerminal: true,
  columns: 80,
  rows: 24,
  term: 'xterm-256color',
  colourBits: 8,
  utf8: true,
  colour: true,
  overSsh: false,
  tmux: { version: 'tmux 3.3a', clipboard: 'external' },
};

const of = (findings: readonly Finding[], id: string): Finding | undefined =>
  findings.find((finding) => finding.id === id);

describe('the terminal', () => {
  it('is well when it is large enough, has a name, UTF-8 and takes copies', () => {
    expect(checkTerminal(good).map(({ is }) => is)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  });

  it.each<[string, Partial<TerminalFacts>, string, Finding['is']]>([
    ['is too small', { columns: 59 }, 'terminal-size', 'fail'],
    ['is none', { isTerminal: false }, 'terminal-size', 'unknown'],
    ['has no name', { term: undefined }, 'terminal-kind', 'warn'],
    ['cannot be drawn on', { term: 'dumb' }, 'terminal-kind', 'warn'],
    ['has ASCII only', { utf8: false }, 'terminal-utf8', 'warn'],
    ['has no colours, which is no fault', { colour: false }, 'terminal-colour', 'ok'],
    [
      'is a tmux that keeps copies',
      { tmux: { version: 'tmux 3.3a', clipboard: 'off' } },
      'terminal-clipboard',
      'warn',
    ],
  ])('%s: it is told', (_, facts, id, is) => {
    expect(of(checkTerminal({ ...good, ...facts }), id)?.is).toBe(is);
  });
});

describe('the proxy', () => {
  it.each([
    [{}, { is: 'none' }],
    [
      { HTTPS_PROXY: 'http://user:secret@proxy.example:8080' },
      { is: 'proxy', host: 'proxy.example', port: '8080' },
    ],
    [{ https_proxy: 'proxy.example:8080' }, { is: 'proxy', host: 'proxy.example', port: '8080' }],
    [{ HTTPS_PROXY: 'http://p', NO_PROXY: 'other, .azure.com' }, { is: 'past' }],
    [
      { HTTPS_PROXY: 'http://p', NO_PROXY: 'azure.com' },
      { is: 'proxy', host: 'p', port: '' },
    ],
    [{ HTTPS_PROXY: 'http://p', NO_PROXY: 'management.azure.com' }, { is: 'past' }],
  ])('of %j', (env, expected) => {
    expect(proxyFor(new URL('https://management.azure.com'), env)).toEqual(expected);
  });
});

const now = 1_700_000_000_000;
const ports: NetworkPorts = {
  env: {},
  lookUp: () => Promise.resolve(['192.0.2.7']),
  probe: () => Promise.resolve({ ok: true, value: { status: 401 }, serverTimeMs: now }),
  now: () => now,
};
const azure = { endpoint: 'https://management.azure.com', authority: 'https://login.microsoftonline.com' };
const unreachable = (reason: string): Answer<never> => ({
  ok: false,
  problem: { kind: 'unreachable', reason },
});

describe('the way to Azure', () => {
  it('is well when both services have addresses, answer over HTTPS, and agree about the time', async () => {
    const { findings, reached } = await checkNetwork(azure, ports);
    expect(reached).toBe(true);
    expect(findings.filter(({ is }) => is !== 'ok')).toEqual([]);
    expect(of(findings, 'arm-dns')?.words).toBe('management.azure.com is 192.0.2.7');
  });

  it('names the certificate when that is what is wrong, and what to do about it', async () => {
    const { findings, reached } = await checkNetwork(azure, {
      ...ports,
      probe: (url) =>
        url.includes('login') ? ports.probe(url) : Promise.resolve(unreachable('SELF_SIGNED_CERT_IN_CHAIN')),
    });
    expect(reached).toBe(false);
    expect(of(findings, 'arm-https')).toMatchObject({ is: 'fail', title: 'TLS' });
    expect(of(findings, 'arm-https')?.fix?.join(' ')).toContain('NODE_EXTRA_CA_CERTS');
    expect(of(findings, 'authority-https')?.is).toBe('ok');
  });

  it('looks up the proxy, not what lies behind it, and never shows its password', async () => {
    const looked: string[] = [];
    const { findings } = await checkNetwork(azure, {
      ...ports,
      env: { HTTPS_PROXY: 'http://user:hush@proxy.example:3128' },
      lookUp: (host) => {
        looked.push(host);
        return Promise.resolve(['192.0.2.8']);
      },
    });
    expect(looked).toEqual(['proxy.example', 'proxy.example']);
    expect(of(findings, 'arm-proxy')?.words).toBe('management.azure.com through proxy.example:3128');
    expect(JSON.stringify(findings)).not.toContain('hush');
  });

  it('does not ask a service whose name is not known', async () => {
    const { findings, reached } = await checkNetwork(azure, {
      ...ports,
      lookUp: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })),
      probe: () => Promise.reject(new Error('asked')),
    });
    expect(reached).toBe(false);
    expect(of(findings, 'arm-dns')?.is).toBe('fail');
  });

  it.each([
    [30_000, 'ok'],
    [-90_000, 'warn'],
    [400_000, 'fail'],
  ] as const)('a clock that is %d ms off is %s', async (off, is) => {
    const { findings } = await checkNetwork(azure, { ...ports, now: () => now + off });
    expect(of(findings, 'clock')?.is).toBe(is);
  });
});

const look = async (more: Partial<DoctorScene> = {}, options: SimulatedOptions = {}) => {
  const { gateway, place } = simulatedGateway(options);
  let out = '';
  const code = await runDoctor({
    terminal: good,
    faults: [],
    gateway,
    place,
    format: 'text',
    write: (text) => (out += text),
    ...more,
  });
  return { code, out, words: out.replaceAll(/\s+/gu, ' ') };
};

const signedInAs = (name: string): NonNullable<DoctorScene['azure']> => ({
  ...azure,
  ports,
  way: 'cli',
  signIn: {
    signIn: () => Promise.resolve({ ok: true, value: { name, way: 'cli' } }),
    subscribe: () => () => undefined,
  },
});

describe('doctor', () => {
  it('finds nothing in the way of the demo, and says what the demo is', async () => {
    const { code, out, words } = await look();
    expect(code).toBe(0);
    expect(words).toContain('nothing leaves this machine');
    expect(out).toMatch(/ok {6}workspace {6}mlw-demo in westeurope/u);
    expect(out).toMatch(/you may delete, detach/u);
  });

  it('says who is signed in', async () => {
    const { code, out } = await look({ azure: signedInAs('ada@contoso.com') });
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringContaining('ada@contoso.com by cli') as string,
    });
  });

  it('tells nothing but what may be seen', async () => {
    const azureOf = signedInAs('ada@contoso.com');
    const shown = (words: string) => words.replaceAll('ada@contoso.com', 'X');
    const scene = { azure: azureOf, faults: ['~ada@contoso.com: wrong'], shown };
    for (const format of ['text', 'json'] as const) {
      const { words } = await look({ ...scene, format });
      expect(words).toContain('X by cli');
      expect(words).toContain('~X: wrong');
      expect(words).not.toContain('contoso');
    }
  });

  it('asks no further when nobody is signed in', async () => {
    const nobody = signedInAs('');
    const { code, out } = await look({
      azure: {
        ...nobody,
        signIn: {
          ...nobody.signIn,
          signIn: () =>
            Promise.resolve({
              ok: false,
              problem: {
                kind: 'signed-out',
                error: { code: 'CredentialUnavailable', message: 'az login', details: [] },
              },
            }),
        },
      },
    });
    expect(code).toBe(1);
    expect(out).toContain('not asked further: nobody is signed in');
    expect(out).not.toContain('mlw-demo');
  });

  it('names a provider that is not registered, and the command that registers it', async () => {
    const { code, out } = await look(
      {},
      {
        instead: ({ url }) =>
          /providers\/Microsoft\.MachineLearningServices\?/u.test(url)
            ? { status: 200, headers: {}, body: '{"registrationState":"NotRegistered"}' }
            : undefined,
      },
    );
    expect(code).toBe(1);
    expect(out).toContain('az provider register --namespace Microsoft.MachineLearningServices');
  });

  it('says which permissions are lacking and which roles hold them; without them the rest works on', async () => {
    const { code, words } = await look(
      {},
      {
        instead: ({ url }) =>
          url.includes('/permissions')
            ? {
                status: 200,
                headers: {},
                body: JSON.stringify({ value: [{ actions: ['*/read'], notActions: [] }] }),
              }
            : undefined,
      },
    );
    expect(code).toBe(0);
    expect(words).toContain('warn permission you may not see nodes');
    expect(words).toContain('AzureML Compute Operator');
  });

  it('tells what the service says of a workspace that is not there', async () => {
    const { code, out } = await look(
      {},
      {
        instead: ({ url }) =>
          /workspaces\/[^/]+\?/u.test(url) ? refusal(404, 'ResourceNotFound') : undefined,
      },
    );
    expect(code).toBe(1);
    expect(out).toMatch(/fail {4}workspace/u);
    expect(out).not.toContain('you may');
  });

  it('prints the same as JSON', async () => {
    const { out } = await look({ format: 'json', faults: ['refresh is wrong'] });
    const told = JSON.parse(out) as { readonly healthy: boolean; readonly findings: readonly Finding[] };
    expect(told.healthy).toBe(false);
    expect(of(told.findings, 'configuration')).toMatchObject({ is: 'fail', words: 'refresh is wrong' });
    expect(of(told.findings, 'workspace')?.is).toBe('ok');
  });

  it('is at most as wide as the terminal', async () => {
    const { out } = await look({ terminal: { ...good, utf8: false } });
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(
      findingLines({ id: 'x', title: 't', is: 'ok', words: 'w '.repeat(90) }, 60).split('\n').length,
    ).toBeGreaterThan(3);
  });
});
