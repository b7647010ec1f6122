import { describe, expect, test } from 'vitest';
import { clouds } from '#azure/clouds.ts';
import { accessOf, saidOfAccess, type Access } from '../src/access.ts';
import { readCommandLine } from '../src/arguments.ts';

const access = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Access => {
  const line = readCommandLine(args);
  if (line.is !== 'run') throw new Error(JSON.stringify(line));
  return accessOf(saidOfAccess(line.options, env));
};

describe('the cloud', () => {
  test.each([
    ['public', 'https://management.azure.com', 'https://login.microsoftonline.com', 'https://ml.azure.com'],
    [
      'usgov',
      'https://management.usgovcloudapi.net',
      'https://login.microsoftonline.us',
      'https://ml.azure.us',
    ],
    [
      'china',
      'https://management.chinacloudapi.cn',
      'https://login.chinacloudapi.cn',
      'https://studio.ml.azure.cn',
    ],
  ])('%s is where Microsoft says it is', (name, endpoint, authority, studio) => {
    expect(access(['--cloud', name]).cloud).toMatchObject({
      id: name,
      endpoint,
      authority,
      studio,
      scope: `${endpoint}/.default`,
    });
  });

  test('is the public one when nothing says otherwise', () => {
    expect(access([])).toEqual({ cloud: clouds.public, way: 'default' });
  });

  test.each([
    ['AzureCloud', clouds.public],
    ['AzureUSGovernment', clouds.usgov],
    ['AzureChinaCloud', clouds.china],
    ['AzureGermanCloud', clouds.public],
  ])('follows AZUREML_CURRENT_CLOUD=%s', (word, cloud) => {
    expect(access([], { AZUREML_CURRENT_CLOUD: word }).cloud).toEqual(cloud);
  });

  test.each([
    'https://login.microsoftonline.us',
    'https://login.microsoftonline.us/',
    'login.microsoftonline.us',
  ])('is the one of the sign-in service in AZURE_AUTHORITY_HOST=%s', (host) => {
    expect(access([], { AZURE_AUTHORITY_HOST: host }).cloud).toEqual(clouds.usgov);
  });

  test("the other sign-in service of 21Vianet's cloud is taken as it is", () => {
    const authority = 'https://login.partner.microsoftonline.cn';
    expect(access([], { AZURE_AUTHORITY_HOST: authority }).cloud).toEqual({ ...clouds.china, authority });
  });

  test('a flag wins over the environment', () => {
    const env = { AZUREML_CURRENT_CLOUD: 'AzureChinaCloud', AZURE_AUTHORITY_HOST: 'login.chinacloudapi.cn' };
    expect(access(['--cloud', 'usgov'], env).cloud).toEqual(clouds.usgov);
    expect(access(['--authority', 'https://login.microsoftonline.us'], {}).cloud).toEqual(clouds.usgov);
  });

  test('a sign-in service of the environment that is no https address counts as absent', () => {
    expect(access([], { AZURE_AUTHORITY_HOST: 'http://127.0.0.1:1' }).cloud).toEqual(clouds.public);
  });

  test('of one’s own has its own addresses and no studio', () => {
    const flags = ['--arm-endpoint', 'https://127.0.0.1:8443', '--authority', 'https://127.0.0.1:8444'];
    expect(access(flags).cloud).toEqual({
      id: 'custom',
      title: '127.0.0.1:8443',
      endpoint: 'https://127.0.0.1:8443',
      authority: 'https://127.0.0.1:8444',
      scope: 'https://127.0.0.1:8443/.default',
    });
    expect(access(['--arm-endpoint', 'https://arm.example']).cloud.authority).toBe('');
  });

  test('is the one that the endpoint belongs to', () => {
    expect(access(['--arm-endpoint', 'https://management.usgovcloudapi.net/']).cloud).toEqual(clouds.usgov);
  });

  test('a sign-in service of one’s own keeps the rest of the cloud', () => {
    const { cloud } = access(['--authority', 'https://login.example']);
    expect(cloud).toEqual({ ...clouds.public, id: 'custom', authority: 'https://login.example' });
  });
});

describe('the tenant', () => {
  test('is the one of the command line, else AZURE_TENANT_ID', () => {
    expect(access(['--tenant', 't1'], { AZURE_TENANT_ID: 't2' }).tenantId).toBe('t1');
    expect(access([], { AZURE_TENANT_ID: 't2' }).tenantId).toBe('t2');
    expect(access([], { AZURE_TENANT_ID: '' })).not.toHaveProperty('tenantId');
    expect(access([], { AZURE_TENANT_ID: '--debug' })).not.toHaveProperty('tenantId');
  });
});

test('the way to sign in is the one of --auth', () => {
  expect(access(['--auth', 'managed-identity']).way).toBe('managed-identity');
});
