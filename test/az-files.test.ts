import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noSettings, type Defaults } from '#local/config.ts';
import { accessHints } from '../src/access-hints.ts';
import type { AccessHints } from '../src/access.ts';
import { readAz } from '../src/az-files.ts';
import { readIni } from '../src/az-ini.ts';
import type { Surroundings } from '../src/surroundings.ts';
import { anyText } from './support/any-text.ts';

type Around = {
  readonly env?: Surroundings['env'];
  readonly files?: Readonly<Record<string, string>>;
  readonly folder?: string;
};

const around = ({ env = {}, files = {}, folder = '/home/ana/work/deep' }: Around): Surroundings => ({
  env,
  folder,
  home: '/home/ana',
  read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
});

const guid = '8d2c0d5e-1111-4222-8333-444455556666';
const subscriptions = [
  { id: 'sub-1', name: 'Research', isDefault: false, tenantId: 'ten-1', environmentName: 'AzureCloud' },
  { id: 'sub-2', name: 'Production', isDefault: true, tenantId: 'ten-2', environmentName: 'AzureCloud' },
  { id: 'sub-cn', name: 'Beijing', isDefault: true, tenantId: 'ten-cn', environmentName: 'AzureChinaCloud' },
];
const profile = { '/home/ana/.azure/azureProfile.json': `\ufeff${JSON.stringify({ subscriptions })}` };
const config = (text: string): Readonly<Record<string, string>> => ({ '/home/ana/.azure/config': text });

describe('a file of az', () => {
  // Each value is what Python 3.11's configparser gives for the same text.
  test.each([
    ['[defaults]\ngroup = rg\n', 'rg'],
    ['[defaults]\ngroup: rg\n', 'rg'],
    ['[defaults]\nGroup = rg\n', 'rg'],
    ['[defaults]\r\ngroup=rg\r\nworkspace = ws\r\n', 'rg'],
    ['[defaults]\n  group = rg\n', 'rg'],
    ['  [defaults]\ngroup = rg\n', 'rg'],
    ['[defaults] \ngroup = rg\n[core]\ngroup = no\n', 'rg'],
    ['[core]\ngroup = no\n\n[defaults]\n# group = no\n; group = no\ngroup = rg', 'rg'],
    ['[defaults]\ngroup = rg ; c\n', 'rg ; c'],
    ["[defaults]\ngroup = 'rg'\n", "'rg'"],
    ['[defaults]\ngroup = a=b:c\n', 'a=b:c'],
    ['[defaults]\nworkspace = x\n  group = rg\n', undefined],
    ['[Defaults]\ngroup=x\n', undefined],
    ['[core]\ngroup = x\n', undefined],
    ['[defaults]\ngroup =\n', undefined],
    ['', undefined],
  ])('is read as az reads it: %j', (text, value) => {
    expect(readIni(text)('defaults', 'group')).toBe(value);
  });

  test('is read whatever is in it', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, other) => {
        readIni(text)('defaults', 'group');
        const files = { '/home/ana/.azure/azureProfile.json': text, ...config(other) };
        expect(() => readAz(around({ files }))?.cloudOf('sub-1')).not.toThrow();
      }),
    );
  });

  test('of a profile that is something else names no subscription', () => {
    for (const text of ['', '[]', '{"subscriptions":{}}', '{"subscriptions":[null,5,{"isDefault":true}]}'])
      expect(readAz(around({ files: { '/home/ana/.azure/azureProfile.json': text } }))?.place).toEqual({
        subscriptionId: undefined,
        resourceGroup: undefined,
        workspace: undefined,
      });
  });
});

describe('the place that az means', () => {
  const placeOf = (about: Around) => readAz(around(about))?.place;

  test('is none where there is neither a profile nor a default', () => {
    expect(readAz(around({ files: config('[core]\noutput = table\n') }))).toBeUndefined();
  });

  test('is none where az has been run and nobody has signed in, but is Azure after signing out', () => {
    const of = (text: string) => readAz(around({ files: { '/home/ana/.azure/azureProfile.json': text } }));
    expect(of('\ufeff{}')).toBeUndefined();
    expect(of('\ufeff{"installationId": "x"}')).toBeUndefined();
    expect(of('\ufeff{"installationId": "x", "subscriptions": []}')).toBeDefined();
  });

  test('is its default group and workspace also where nobody has signed in with it', () => {
    expect(placeOf({ files: config('[defaults]\ngroup = rg\n') })).toEqual({
      subscriptionId: undefined,
      resourceGroup: 'rg',
      workspace: undefined,
    });
  });

  test('is in the current subscription of the cloud that is active', () => {
    expect(placeOf({ files: profile })?.subscriptionId).toBe('sub-2');
    const china = { ...profile, ...config('[cloud]\nname = AzureChinaCloud\n') };
    expect(placeOf({ files: china })?.subscriptionId).toBe('sub-cn');
    expect(placeOf({ files: china, env: { AZURE_CLOUD_NAME: 'AzureCloud' } })?.subscriptionId).toBe('sub-2');
    expect(placeOf({ files: profile, env: { AZURE_CLOUD_NAME: 'AzureUSGovernment' } })?.subscriptionId).toBe(
      undefined,
    );
  });

  test('is in its default subscription, by name or by id, before the current one', () => {
    const of = (named: string) =>
      placeOf({ files: { ...profile, ...config(`[defaults]\nsubscription=${named}`) } });
    expect(of('research')?.subscriptionId).toBe('sub-1');
    expect(of('SUB-1')?.subscriptionId).toBe('sub-1');
    expect(of(guid)?.subscriptionId).toBe(guid);
    expect(of('never heard of')?.subscriptionId).toBe('sub-2');
    const env = { AZURE_DEFAULTS_SUBSCRIPTION: 'Research' };
    expect(placeOf({ files: profile, env })?.subscriptionId).toBe('sub-1');
  });

  test('is told by the nearest local file of az for each part of its own', () => {
    const files = {
      ...profile,
      ...config('[defaults]\ngroup = rg-home\nworkspace = ws-home\n'),
      '/home/ana/work/.azure/config': '[defaults]\ngroup = rg-work\nworkspace = ws-work\n',
      '/home/ana/work/deep/.azure/config': '[defaults]\nworkspace = ws-deep\n',
    };
    expect(placeOf({ files })).toEqual({
      subscriptionId: 'sub-2',
      resourceGroup: 'rg-work',
      workspace: 'ws-deep',
    });
    expect(placeOf({ files, folder: '/srv' })).toMatchObject({ resourceGroup: 'rg-home' });
  });

  test('is told by the files in AZURE_CONFIG_DIR, here and locally', () => {
    const files = {
      ...config('[defaults]\ngroup = wrong\n'),
      '/home/ana/work/deep/.azure/config': '[defaults]\ngroup = wrong\n',
      '/etc/azcfg/config': '[defaults]\ngroup = rg-etc\n',
      '/home/ana/work/deep/azcfg/config': '[defaults]\nworkspace = ws-local\n',
    };
    expect(placeOf({ files, env: { AZURE_CONFIG_DIR: '/etc/azcfg' } })).toMatchObject({
      resourceGroup: 'rg-etc',
      workspace: 'ws-local',
    });
  });
});

describe('what files add to the way to sign in', () => {
  const hints = (
    about: Around & {
      readonly said?: AccessHints;
      readonly defaults?: Partial<Defaults>;
      readonly of?: string;
    },
  ) => accessHints(about.said ?? {}, { ...noSettings.defaults, ...about.defaults }, around(about), about.of);

  test('is nothing where there are none', () => {
    expect(hints({})).toEqual({});
  });

  test('is the cloud and the tenant of the subscription, as az knows them', () => {
    expect(hints({ files: profile, of: 'sub-1' })).toEqual({ cloud: 'public', tenant: 'ten-1' });
    expect(hints({ files: profile, of: 'SUB-CN' })).toEqual({ cloud: 'china', tenant: 'ten-cn' });
  });

  test('is the active cloud of az for a subscription that it does not know, and no tenant', () => {
    const files = { ...profile, ...config('[cloud]\nname = AzureUSGovernment\n') };
    expect(hints({ files, of: 'other' })).toEqual({ cloud: 'usgov' });
    expect(hints({ files })).toEqual({ cloud: 'usgov' });
  });

  test('is the addresses of a cloud that was registered with az', () => {
    const files = {
      ...profile,
      ...config('[cloud]\nname = Stack\n'),
      '/home/ana/.azure/clouds.config':
        '[Stack]\nendpoint_resource_manager = https://arm.stack.example/\nendpoint_active_directory = https://login.stack.example\n',
    };
    expect(hints({ files })).toEqual({
      armEndpoint: 'https://arm.stack.example',
      authority: 'https://login.stack.example',
    });
    expect(hints({ files: { ...profile, ...config('[cloud]\nname = Unheard\n') } })).toEqual({});
  });

  test('of the configuration file counts more than az', () => {
    const defaults = { cloud: 'usgov', tenant: 't', auth: 'cli' } as const;
    expect(hints({ files: profile, of: 'sub-1', defaults })).toEqual({
      cloud: 'usgov',
      tenant: 't',
      auth: 'cli',
    });
  });

  test('is not mixed: addresses of one source stay alone', () => {
    const defaults = { armEndpoint: 'https://arm.example' };
    expect(hints({ files: profile, of: 'sub-cn', defaults })).toEqual({ ...defaults, tenant: 'ten-cn' });
    expect(hints({ said: { authority: 'https://login.example' }, defaults })).toEqual({});
    expect(hints({ said: { cloud: 'public' }, files: profile, of: 'sub-cn' })).toEqual({ tenant: 'ten-cn' });
  });

  test('leaves alone what was said', () => {
    const said = { cloud: 'china', tenant: 't', auth: 'device-code' } as const;
    expect(hints({ said, files: profile, of: 'sub-1', defaults: { auth: 'cli', tenant: 'u' } })).toEqual({});
  });

  test('counts less than the variable of az, which names a cloud for this session', () => {
    const env = { AZURE_CLOUD_NAME: 'azurechinacloud' };
    expect(hints({ env, defaults: { cloud: 'usgov' } })).toEqual({ cloud: 'china' });
    expect(hints({ env, said: { cloud: 'public' } })).toEqual({});
  });
});
