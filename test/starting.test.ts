import { describe, expect, test } from 'vitest';
import { readCommandLine, type Options } from '../src/arguments.ts';
import { noSettings, type Defaults } from '#local/config.ts';
import { decideStart, onlyPlace, placeForOnce, type Start } from '../src/starting.ts';
import type { Surroundings } from '../src/surroundings.ts';

const optionsOf = (...args: readonly string[]): Options => {
  const line = readCommandLine(args);
  if (line.is !== 'run') throw new Error(JSON.stringify(line));
  return line.options;
};

type Around = {
  readonly env?: Surroundings['env'];
  readonly files?: Readonly<Record<string, string>>;
  readonly folder?: string;
  readonly defaults?: Partial<Defaults>;
};

const start = (
  args: readonly string[],
  { env = {}, files = {}, folder = '/home/ana/work/deep', defaults = {} }: Around = {},
): Start =>
  decideStart(
    optionsOf(...args),
    {
      env,
      folder,
      home: '/home/ana',
      read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    },
    { ...noSettings.defaults, ...defaults },
  );

const config = JSON.stringify({ subscription_id: 'sub-c', resource_group: 'rg-c', workspace_name: 'ws-c' });
const placeC = { subscriptionId: 'sub-c', resourceGroup: 'rg-c', workspace: 'ws-c' };
const profile = `\ufeff${JSON.stringify({
  subscriptions: [
    { id: 'sub-other', isDefault: false },
    { id: 'sub-az', isDefault: true },
  ],
})}`;

describe('what is opened', () => {
  test('is the demo where nothing is configured', () => {
    expect(start([])).toMatchObject({ mode: 'demo', demo: { scale: 'small' } });
  });

  test('is the demo when asked for, however much is configured', () => {
    const around = { env: { AZURE_CLIENT_ID: 'x' }, files: { '/home/ana/work/config.json': config } };
    expect(start(['--demo', 'large'], around)).toEqual({
      mode: 'demo',
      demo: { scale: 'large', speed: 30, seed: 1 },
      place: { subscriptionId: undefined, resourceGroup: undefined, workspace: undefined },
    });
  });

  test('is the place inside the demo that the flags name', () => {
    expect(start(['--demo', '-w', 'ws']).place.workspace).toBe('ws');
  });

  test.each([
    ['--auth', 'cli'],
    ['--tenant', 't'],
    ['--cloud', 'public'],
    ['--arm-endpoint', 'https://arm.example'],
    ['--authority', 'https://login.example'],
  ])('is Azure when %s is given', (...args) => {
    expect(start(args).mode).toBe('azure');
  });

  test.each([
    'AZURE_TENANT_ID',
    'AZURE_CLIENT_ID',
    'AZURE_CLIENT_SECRET',
    'AZURE_FEDERATED_TOKEN_FILE',
    'AZURE_TOKEN_CREDENTIALS',
    'AZURE_SUBSCRIPTION_ID',
    'ARM_SUBSCRIPTION_ID',
    'AZUREML_ARM_WORKSPACE_NAME',
    'AZURE_DEFAULTS_GROUP',
    'IDENTITY_ENDPOINT',
    'MSI_ENDPOINT',
  ])('is Azure when %s is set, and not when it is empty', (name) => {
    expect(start([], { env: { [name]: 'x' } }).mode).toBe('azure');
    expect(start([], { env: { [name]: '' } }).mode).toBe('demo');
  });

  test.each([
    '/home/ana/work/deep/config.json',
    '/home/ana/work/deep/.azureml/config.json',
    '/home/ana/work/deep/aml_config/config.json',
    '/home/ana/work/deep/aml_config/project.json',
    '/home/ana/work/deep/project.json',
    '/home/ana/work/deep/.azureml/project.json',
    '/home/ana/work/config.json',
    '/config.json',
  ])('is the workspace that %s names', (path) => {
    expect(start([], { files: { [path]: config } })).toMatchObject({
      mode: 'azure',
      place: placeC,
      origin: 'folder',
      folderPlace: placeC,
    });
  });

  test('is what `.azureml` says where there is a plain config.json beside it', () => {
    const files = {
      '/home/ana/work/config.json': JSON.stringify({ workspace_name: 'plain' }),
      '/home/ana/work/.azureml/config.json': config,
    };
    expect(start([], { files }).place).toEqual(placeC);
  });

  test('takes nothing from a config.json that could drive the terminal', () => {
    const text = JSON.stringify({ workspace_name: ' ws\u001b[2J\u202e ' });
    expect(start([], { files: { '/config.json': `\ufeff${text}` } }).place.workspace).toBe('ws');
  });

  test('is the nearest of two config.json', () => {
    const files = {
      '/home/ana/config.json': config,
      '/home/ana/work/config.json': JSON.stringify({ workspace_name: 'near' }),
    };
    expect(start([], { files }).place.workspace).toBe('near');
  });

  test('a config.json of something else is none of ours', () => {
    for (const text of ['{"port": 8080}', '[]', 'null', '{broken', '{"workspace_name": 5}']) {
      expect(start([], { files: { '/home/ana/work/deep/config.json': text } }).mode).toBe('demo');
    }
  });

  test('a config.json may name its workspace by an ARM id', () => {
    const Scope =
      '/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';
    expect(start([], { files: { '/config.json': JSON.stringify({ Scope }) } }).place).toEqual({
      subscriptionId: 's',
      resourceGroup: 'g',
      workspace: 'w',
    });
  });

  test('looks no further than twenty folders up', () => {
    const folder = (depth: number): string => `/top${'/x'.repeat(depth)}`;
    const files = { '/top/config.json': config };
    expect(start([], { files, folder: folder(20) }).mode).toBe('azure');
    expect(start([], { files, folder: folder(21) }).mode).toBe('demo');
  });

  test('is what az says by default: its subscription, group and workspace', () => {
    const files = {
      '/home/ana/.azure/azureProfile.json': profile,
      '/home/ana/.azure/config':
        '[cloud]\nname = AzureCloud\n[defaults]\ngroup = rg-az\nworkspace=ws-az\n[core]\ngroup = no\n',
    };
    expect(start([], { files })).toMatchObject({
      mode: 'azure',
      place: { subscriptionId: 'sub-az', resourceGroup: 'rg-az', workspace: 'ws-az' },
      origin: 'az',
      folderPlace: undefined,
    });
  });

  test('az may have its files elsewhere', () => {
    const files = { '/etc/az/azureProfile.json': profile };
    expect(start([], { files, env: { AZURE_CONFIG_DIR: '/etc/az' } }).place.subscriptionId).toBe('sub-az');
  });

  test('a damaged profile of az still means Azure, never the demo', () => {
    expect(start([], { files: { '/home/ana/.azure/azureProfile.json': '' } }).mode).toBe('azure');
  });

  test('flags win over the environment, that over config.json', () => {
    const around = { env: { AZUREML_ARM_WORKSPACE_NAME: 'ws-e' }, files: { '/config.json': config } };
    expect(start([], around).place).toEqual({ ...placeC, workspace: 'ws-e' });
    expect(start(['-w', 'ws-f'], around).place).toEqual({ ...placeC, workspace: 'ws-f' });
  });

  test('config.json wins over the configuration file, that over az', () => {
    const files = {
      '/home/ana/.azure/azureProfile.json': profile,
      '/home/ana/.azure/config': '[defaults]\ngroup = rg-az\nworkspace=ws-az\n',
    };
    const defaults = { subscription: 'sub-d', resourceGroup: 'rg-d', workspace: 'ws-d' };
    const ofConfig = { subscriptionId: 'sub-d', resourceGroup: 'rg-d', workspace: 'ws-d' };
    expect(start([], { files, defaults })).toMatchObject({ place: ofConfig, origin: 'config' });
    const both = { files: { ...files, '/config.json': config }, defaults };
    expect(start([], both)).toMatchObject({ place: placeC, origin: 'folder' });
  });

  test('is Azure where the configuration file has a default for it, and not where it has only a theme', () => {
    expect(start([], { defaults: { tenant: 't' } })).toMatchObject({ mode: 'azure', origin: undefined });
    expect(start([], { defaults: {} }).mode).toBe('demo');
  });

  test('a source that speaks of another subscription adds nothing', () => {
    expect(start(['-s', 'sub-f'], { files: { '/config.json': config } }).place).toEqual({
      subscriptionId: 'sub-f',
      resourceGroup: undefined,
      workspace: undefined,
    });
  });
});

describe('where the place comes from', () => {
  const files = { '/config.json': config };
  test.each([
    ['flags', ['-w', 'x'], {}],
    ['flags', ['-w', 'x'], { files }],
    ['environment', [], { files, env: { AZUREML_ARM_WORKSPACE_NAME: 'x' } }],
    ['folder', ['-s', 'sub-c'], { files }],
    ['folder', [], { files, env: { AZURE_SUBSCRIPTION_ID: 'SUB-C' } }],
    ['environment', [], { files, env: { AZURE_SUBSCRIPTION_ID: 'other' } }],
    ['folder', [], { files, defaults: { workspace: 'x' } }],
    ['config', [], { defaults: { subscription: 'x' } }],
    ['az', [], { files: { '/home/ana/.azure/azureProfile.json': profile } }],
    [undefined, [], { env: { AZURE_CLIENT_ID: 'x' } }],
  ] as const)('is told by its innermost part: %s', (origin, args, around) => {
    expect(start(args, around)).toMatchObject({ mode: 'azure', origin });
  });

  test('the workspace of this folder is known also where another one is opened', () => {
    expect(start(['-s', 'other', '-g', 'g', '-w', 'w'], { files })).toMatchObject({
      place: { subscriptionId: 'other', resourceGroup: 'g', workspace: 'w' },
      folderPlace: placeC,
    });
    const half = { '/config.json': JSON.stringify({ workspace_name: 'half' }) };
    expect(start([], { files: half })).toMatchObject({ folderPlace: undefined });
  });
});

describe('printing once', () => {
  const sentenceFor = (found: ReturnType<typeof placeForOnce>): string =>
    found.is === 'missing' ? found.sentence : found.is;

  test('in Azure needs the whole place, and says what is missing', () => {
    expect(sentenceFor(placeForOnce(start(['-g', 'g'])))).toContain('give --subscription and --workspace.');
    expect(sentenceFor(placeForOnce(start([], { env: { AZURE_CLIENT_ID: 'x' } })))).toContain(
      'give --subscription, --resource-group and --workspace.',
    );
    expect(placeForOnce(start(['-s', 's', '-g', 'g', '-w', 'w']))).toEqual({
      is: 'known',
      place: { subscriptionId: 's', resourceGroup: 'g', workspace: 'w' },
    });
  });

  test('in the demo needs none, and looks for the workspace when part of its place is given', () => {
    expect(placeForOnce(start(['--demo']))).toEqual({ is: 'main' });
    expect(placeForOnce(start(['--demo', '-w', 'w']))).toEqual({
      is: 'search',
      hint: { subscriptionId: undefined, resourceGroup: undefined, workspace: 'w' },
    });
  });
});

describe('a workspace of the demo named in part', () => {
  const at = (resourceGroup: string, workspace: string) => ({
    subscriptionId: 's',
    resourceGroup,
    workspace,
  });
  const places = [at('rg1', 'one'), at('rg1', 'two'), at('rg2', 'two')];
  const named = (workspace: string | undefined, resourceGroup?: string) =>
    onlyPlace({ subscriptionId: undefined, resourceGroup, workspace }, places);

  test('is found by its name alone when it is the only one, whatever the letter case', () => {
    expect(named('ONE')).toEqual(places[0]);
    expect(named('two', 'RG2')).toEqual(places[2]);
    expect(named(undefined, 'rg2')).toEqual(places[2]);
  });

  test('is asked for more exactly when there are several of them', () => {
    expect(named('two')).toBe(
      'The demo has 2 workspaces for "two": say which with -g and -w. There are two (in rg1) and two (in rg2).',
    );
  });

  test('that does not exist is told with those that do', () => {
    expect(named('three')).toBe(
      'The demo has no workspace for "three". There are one (in rg1), two (in rg1) and two (in rg2).',
    );
  });
});
