import { afterEach, describe, expect, test, vi } from 'vitest';
import { resource } from './attachments.ts';
import { certificate, certificateKey, encryptedPem, fileOf, pem } from './files.ts';
import { checked, formOfTarget, draftOf, subnet, verdictOf } from './forms.ts';

const aks = resource('Microsoft.ContainerService/managedClusters/aks1');
const attach = { name: 'scoring', resourceId: aks };
const create = { name: 'scoring', mode: 'create', size: 'Standard_DS3_v2' };
const network = {
  ...create,
  network: 'own',
  subnet,
  services: '10.0.0.0/16',
  dns: '10.0.0.10',
  docker: '172.17.0.1/16',
};

afterEach(() => {
  vi.useRealTimers();
});

describe('the nodes of a new inference cluster', () => {
  test.each([
    [{ agents: '0' }, ['a cluster has at least one node']],
    [
      { agents: '2' },
      [
        'fast production needs at least 3 nodes, these are 2',
        '2 nodes of Standard_DS3_v2 have 8 vCPUs: production needs 12',
      ],
    ],
    [{ agents: '2', purpose: 'DenseProd' }, ['2 nodes of Standard_DS3_v2 have 8 vCPUs: production needs 12']],
    [{ agents: '3' }, []],
    [{ agents: '1', purpose: 'DevTest' }, []],
    [{ agents: '3', size: 'Standard_unheard_of' }, []],
  ])('%o', (more, blocks) => {
    expect(checked('AKS', { ...create, ...more }).blocks).toEqual(blocks);
  });

  test('of a size that is not known here are said to be unknown, not counted', () => {
    const { plan } = checked('AKS', { ...create, size: 'Standard_unheard_of' });
    expect(plan?.warnings.join()).toContain('is not known here');
  });

  test('cost the same whatever runs on them, and count against no quota of the service', () => {
    const { cost, plan } = checked('AKS', create);
    expect(cost).toEqual({ atMin: 0.75, atMax: 0.75 });
    expect(plan?.claims.vmSize).toBeUndefined();
    expect(plan?.claims.attaches).toBeUndefined();
  });

  test('are not asked for when a cluster is attached', () => {
    const names = (draft: Readonly<Record<string, string>>) =>
      formOfTarget('AKS')
        .visible(draftOf('AKS', draft))
        .map(({ name }) => name);
    expect(names(attach)).not.toContain('agents');
    expect(names(attach)).toContain('resourceId');
    expect(names(create)).toContain('agents');
    expect(names(create)).not.toContain('resourceId');
  });
});

describe('the network of a new inference cluster', () => {
  test.each(['subnet', 'services', 'dns', 'docker'])(
    'is all or nothing: without %s it is not sent',
    (field) => {
      const { plan, fields } = checked('AKS', { ...network, [field]: '' });
      expect(plan).toBeUndefined();
      expect(fields[field]?.is).toBe('block');
    },
  );

  test.each([
    ['services', '10.0.0.0/33'],
    ['services', '10.0.0.0'],
    ['services', '999.0.0.0/16'],
    ['services', '10.0.0.256/16'],
    ['services', '10.0.0/16'],
    ['services', '10.0.0.010/16'],
    ['services', '10.0.0.0/16/8'],
    ['docker', '::1/64'],
    ['dns', '10.0.0.10/32'],
    ['dns', '10.0.0.999'],
    ['dns', 'dns.contoso.com'],
  ])('has no %s %s', (field, text) => {
    expect(verdictOf('AKS', field, { ...network, [field]: text })).toMatchObject({
      is: 'block',
      words: expect.stringContaining('looks like') as string,
    });
  });

  test.each([
    ['10.1.0.10', 'must lie in 10.0.0.0/16'],
    ['10.0.0.0', 'not be one of its first two'],
    ['10.0.0.1', 'not be one of its first two'],
  ])('has no DNS at %s', (dns, words) => {
    expect(checked('AKS', { ...network, dns }).blocks.join()).toContain(words);
  });

  test.each([
    ['10.0.128.0/17', ['the ranges 10.0.0.0/16 and 10.0.128.0/17 overlap']],
    ['10.0.0.0/8', ['the ranges 10.0.0.0/16 and 10.0.0.0/8 overlap']],
    ['10.1.0.0/16', []],
    ['0.0.0.0/0', ['the ranges 10.0.0.0/16 and 0.0.0.0/0 overlap']],
  ])('with the bridge %s', (docker, blocks) => {
    expect(checked('AKS', { ...network, docker }).blocks).toEqual(blocks);
  });

  test('has its subnet looked for in the region of the cluster', () => {
    const { plan } = checked('AKS', { ...network, region: 'northeurope' });
    expect(plan?.claims).toMatchObject({ location: 'northeurope', subnetId: subnet });
  });
});

describe('TLS', () => {
  const own = {
    ...attach,
    tls: 'own',
    certificate: fileOf('a.crt', certificate),
    certificateKey: fileOf('a.key', certificateKey),
    host: 'scoring.contoso.example',
  };

  test('without it is warned of; with a certificate that fits it is not', () => {
    expect(checked('AKS', attach).plan?.warnings.join()).toContain('plain HTTP');
    expect(checked('AKS', own).plan?.warnings.join()).not.toMatch(/plain HTTP|certificate/u);
  });

  test.each([
    ['another key', { certificateKey: fileOf('b.key', pem) }, 'is not that of the certificate'],
    ['an encrypted key', { certificateKey: fileOf('c.key', encryptedPem) }, 'must not be encrypted'],
  ])('is refused with %s', (_, more, words) => {
    expect(checked('AKS', { ...own, ...more }).blocks.join()).toContain(words);
  });

  test.each([
    ['certificate', fileOf('d.crt', certificateKey), 'this is a private key'],
    ['certificate', fileOf('e.crt', 'hello'), 'there is no certificate'],
    ['certificate', fileOf('f.crt', certificate.replaceAll(/^M.*$/gmu, 'AAAA')), 'cut or broken'],
    ['certificateKey', fileOf('g.key', certificate), 'this is a certificate'],
    ['host', 'https://ml.contoso.com', 'without https://'],
    ['host', 'ml.contoso.com:443', 'without a port'],
    ['host', 'ml', 'is not a host'],
    ['host', '', 'a host is needed'],
    ['leafDomain', 'Contoso', 'lower-case'],
    ['leafDomain', '', '1 to 63'],
  ])('has no %s of %j', (field, text, words) => {
    const tls = field === 'leafDomain' ? 'auto' : 'own';
    expect(verdictOf('AKS', field, { ...own, tls, [field]: text })).toMatchObject({
      is: 'block',
      words: expect.stringContaining(words) as string,
    });
  });

  test('warns of a certificate for another host, and of one that has expired', () => {
    expect(checked('AKS', { ...own, host: 'ml.contoso.com' }).plan?.warnings.join()).toContain(
      'the certificate is not for ml.contoso.com',
    );
    vi.useFakeTimers({ now: Date.UTC(2200, 0, 1) });
    expect(verdictOf('AKS', 'certificate', own)).toMatchObject({
      is: 'warn',
      words: expect.stringContaining('it has expired') as string,
    });
  });

  test('shows nothing of certificate and key in words', () => {
    expect(JSON.stringify(checked('AKS', own).fields)).not.toMatch(/MII|BEGIN/u);
  });
});
