import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cloudNames,
  colorWords,
  noSettings,
  readConfig,
  themeNames,
  type ConfigRead,
} from '#local/config.ts';
import { plain } from '#azure/plain.ts';
import { signInWays } from '#azure/sign-in.ts';
import { anyText } from '../support/any-text.ts';

const path = '/home/ana/.config/aml-workbench/config.json';
const ofText = (text: string): ConfigRead => readConfig({ is: 'text', text }, path);
const of = (config: unknown): ConfigRead => ofText(JSON.stringify(config));

const readOnlyUntil = `Until ${path} is put right, the session is read-only: it may have been meant to protect a workspace.`;

describe('the configuration file', () => {
  test('need not be there', () => {
    expect(readConfig({ is: 'absent' }, path)).toEqual({ settings: noSettings, faults: [] });
    expect(of({})).toEqual({ settings: noSettings, faults: [] });
  });

  test('says everything that can be said', () => {
    const config = {
      $schema: 'x',
      defaults: {
        subscription: 'sub',
        resourceGroup: 'rg_(ü)',
        workspace: 'ws',
        cloud: 'china',
        auth: 'device-code',
        tenant: 'contoso.example',
        armEndpoint: 'https://127.0.0.1:8443/',
        authority: 'https://[::1]:8443',
      },
      protectedWorkspaces: ['prod-*'],
      readOnlyWorkspaces: ['/subscriptions/s/resourceGroups/*', 'x'],
      readOnly: true,
      refreshSeconds: 7.5,
      ascii: true,
      color: 'never',
      theme: 'colour-blind',
      notify: 'terminal',
      focus: true,
    };
    const { $schema: _, ...said } = config;
    expect(of(config)).toEqual({
      settings: { ...said, defaults: { ...said.defaults, armEndpoint: 'https://127.0.0.1:8443' } },
      faults: [],
    });
  });

  test('may begin with a byte order mark', () => {
    expect(ofText('\ufeff{"ascii":true}')).toEqual({ settings: { ...noSettings, ascii: true }, faults: [] });
  });

  test.each([
    [{ refreshSeconds: 'x' }, 'refreshSeconds takes a number from 5 to 300, not "x".'],
    [{ refreshSeconds: 4.9 }, 'refreshSeconds takes a number from 5 to 300, not 4.9.'],
    [{ refreshSeconds: 301 }, 'refreshSeconds takes a number from 5 to 300, not 301.'],
    [{ ascii: 'yes' }, 'ascii takes true or false, not "yes".'],
    [{ color: 'red' }, 'color takes auto, always or never, not "red".'],
    [{ color: null }, 'color takes auto, always or never, not null.'],
    [{ notify: true }, 'notify takes bell, terminal or off, not true.'],
    [{ focus: 'on' }, 'focus takes true or false, not "on".'],
    [{ theme: 'dark' }, 'theme takes default or colour-blind, not "dark".'],
    [{ defaults: [] }, 'defaults takes an object, not a list.'],
    [{ defaults: { workspace: 'a b' } }, 'defaults.workspace takes a text without spaces, not "a b".'],
    [{ defaults: { workspace: '' } }, 'defaults.workspace takes a text without spaces, not "".'],
    [{ defaults: { tenant: {} } }, 'defaults.tenant takes a text without spaces, not an object.'],
    [{ defaults: { cloud: 'german' } }, 'defaults.cloud takes public, usgov or china, not "german".'],
    [
      { defaults: { auth: 'browser' } },
      'defaults.auth takes default, cli, device-code, managed-identity, service-principal or workload-identity, not "browser".',
    ],
    [
      { defaults: { armEndpoint: 'http://x' } },
      'defaults.armEndpoint takes an address like https://management.azure.com, without a path, not "http://x".',
    ],
    [
      { defaults: { authority: 'https://x/y' } },
      'defaults.authority takes an address like https://management.azure.com, without a path, not "https://x/y".',
    ],
    [{ defaults: { group: 'g' } }, 'there is no key "defaults.group".'],
    [{ theem: 'default' }, 'there is no key "theem".'],
    [{ $schema: 5 }, '$schema takes a text, not 5.'],
    [{ ['x'.repeat(99)]: 5 }, `there is no key "${'x'.repeat(38)}..".`],
    [{ color: '\u001b[2J\u202eevil' }, 'color takes auto, always or never, not "evil".'],
  ])('tells in one sentence what is wrong with %j, and the other keys count', (fault, sentence) => {
    expect(of({ readOnlyWorkspaces: ['prod'], ...fault })).toEqual({
      settings: { ...noSettings, readOnlyWorkspaces: ['prod'] },
      faults: [`${path}: ${sentence}`],
    });
  });

  test.each([
    [{ readOnly: 'true' }, 'readOnly takes true or false, not "true".'],
    [
      { readOnlyWorkspaces: 'prod' },
      'readOnlyWorkspaces takes a list of names or ARM ids of workspaces, in which * stands for anything, not "prod".',
    ],
    [
      { protectedWorkspaces: [5] },
      'protectedWorkspaces takes names or ARM ids of workspaces, in which * stands for anything, not 5.',
    ],
    [
      { protectedWorkspaces: ['rg/ws'] },
      'protectedWorkspaces takes names or ARM ids of workspaces, in which * stands for anything, not "rg/ws".',
    ],
    [{ readonlyWorkspace: ['prod'] }, 'there is no key "readonlyWorkspace".'],
    [{ defaults: { readOnly: true } }, 'there is no key "defaults.readOnly".'],
  ])(
    'that was meant to protect something and cannot be understood makes the session read-only: %j',
    (fault, sentence) => {
      const { settings, faults } = of({ theme: 'colour-blind', ...fault });
      expect(settings).toMatchObject({ readOnly: true, theme: 'colour-blind' });
      expect(faults).toEqual([`${path}: ${sentence}`, readOnlyUntil]);
    },
  );

  test('keeps the patterns of a list that can be understood', () => {
    expect(of({ readOnlyWorkspaces: ['a', null, 'b?', 'c*'] }).settings.readOnlyWorkspaces).toEqual([
      'a',
      'c*',
    ]);
  });

  test.each([
    ['[1]', `${path} takes an object, not a list.`],
    ['null', `${path} takes an object, not null.`],
    ['', `${path} is not JSON: Unexpected end of JSON input.`],
  ])('that is %j makes the session read-only and says why', (text, sentence) => {
    expect(ofText(text)).toEqual({
      settings: { ...noSettings, readOnly: true },
      faults: [sentence, readOnlyUntil],
    });
  });

  test('that is half-written makes the session read-only and says where it stops', () => {
    const { settings, faults } = ofText('{"ascii": tru');
    expect(settings.readOnly).toBe(true);
    expect(faults[0]).toMatch(/config\.json is not JSON: .+\.$/u);
  });

  test('that cannot be read makes the session read-only and says why', () => {
    expect(readConfig({ is: 'unreadable', reason: 'you may not read it' }, path)).toEqual({
      settings: { ...noSettings, readOnly: true },
      faults: [`${path} cannot be read: you may not read it.`, readOnlyUntil],
    });
  });
});

const schema = JSON.parse(readFileSync('schema/config.schema.json', 'utf8')) as {
  readonly properties: Readonly<Record<string, { readonly enum?: unknown }>> & {
    readonly defaults: { readonly properties: Readonly<Record<string, { readonly enum?: unknown }>> };
  };
};
const isValid = new Ajv({ strict: true }).compile(schema);

/** Values at the edges of what is allowed. */
const edges: readonly unknown[] = [
  [null, true, false, [], {}, [[]], 0, -0, 4, 4.999, 5, 5.5, 299, 300, 300.001, 301, 1e308],
  [
    '',
    ' ',
    '*',
    'a',
    'a*',
    'prod-1',
    'rg_(x).y',
    'ü',
    'a b',
    'a\n',
    '\u001b',
    '\u202e',
    'a\u0301',
    '\ud83d',
    '👍',
  ],
  [
    '/subscriptions/s/*',
    '/Subscriptions/s',
    '/subscriptions/',
    '*/x',
    '*/',
    '/x',
    'a/b',
    '/SUBSCRIPTIONS/s',
    'a?',
  ],
  [
    'https://a',
    'https://a/',
    'https://a//',
    'https://a:80',
    'https://a/b',
    'http://a',
    'https://',
    'https://a:123456',
  ],
  ['https://[::1]:1', 'https://[', 'https://u@a', 'https://a?b', 'HTTPS://a', 'https://ä', 'https://a\n'],
  [...cloudNames, ...signInWays, ...colorWords, ...themeNames, 'Public', 'Default', 'custom'],
].flat();

const anyValue = fc.oneof(fc.jsonValue(), anyText, fc.constantFrom(...edges));

/** Values that are right, by key. */
const rightValues: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  $schema: anyText,
  subscription: fc.constantFrom('sub', 'ü', 'a.b@c'),
  resourceGroup: fc.constantFrom('rg_(x).y'),
  workspace: fc.constantFrom('ws'),
  tenant: fc.constantFrom('contoso.example'),
  cloud: fc.constantFrom(...cloudNames),
  auth: fc.constantFrom(...signInWays),
  armEndpoint: fc.constantFrom('https://a', 'https://[::1]:1/'),
  authority: fc.constantFrom('https://a.b-c:65535'),
  protectedWorkspaces: fc.array(fc.constantFrom('a', '*', '/subscriptions/s', '*/x')),
  readOnlyWorkspaces: fc.array(fc.constantFrom('a*', '/Subscriptions/s/*')),
  readOnly: fc.boolean(),
  refreshSeconds: fc.double({ min: 5, max: 300, noNaN: true }),
  ascii: fc.boolean(),
  color: fc.constantFrom(...colorWords),
  theme: fc.constantFrom(...themeNames),
};

/** An object of some of these keys, most with a right value, and now and then with a key that there is not. */
const anyObject = (keys: readonly string[]) =>
  fc
    .uniqueArray(fc.constantFrom(...keys, ...keys, ...keys, 'x', '__proto__'), { maxLength: 6 })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((key) =>
          fc
            .oneof(
              {
                weight: 7,
                arbitrary: Object.hasOwn(rightValues, key) ? (rightValues[key] ?? anyValue) : anyValue,
              },
              { weight: 1, arbitrary: anyValue },
            )
            .map((value) => `${JSON.stringify(key)}:${JSON.stringify(value)}`),
        ),
      ),
    )
    .map((members): unknown => JSON.parse(`{${members.join()}}`));

const nearlyConfig = fc
  .tuple(
    anyObject(Object.keys(schema.properties).filter((key) => key !== 'defaults')),
    fc.option(anyObject(Object.keys(schema.properties.defaults.properties))),
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.array(anyValue, { maxLength: 3 }) },
    ),
  )
  .map(([config, defaults, list]): unknown => ({
    ...(config as object),
    ...(defaults === null ? {} : { defaults }),
    ...(list === null ? {} : { protectedWorkspaces: list }),
  }));

describe('the published schema', () => {
  test('allows exactly what the program takes without complaint', () => {
    let allowed = 0;
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: nearlyConfig }, fc.jsonValue()), (config) => {
        const { faults } = of(config);
        expect(isValid(JSON.parse(JSON.stringify(config)))).toBe(faults.length === 0);
        allowed += faults.length === 0 ? 1 : 0;
      }),
      { numRuns: 3_000 },
    );
    expect(allowed).toBeGreaterThan(300);
  });

  test('agrees about every key with each of many values, alone and in a list', () => {
    const { defaults, ...top } = schema.properties;
    const inDefaults = Object.keys(defaults.properties);
    const disagreed = edges
      .flatMap((value) => [value, [value], ['a', value]])
      .flatMap((value): readonly unknown[] => [
        value,
        ...[...Object.keys(top), 'defaults', 'x'].map((key) => ({ [key]: value })),
        ...[...inDefaults, 'x'].map((key) => ({ defaults: { [key]: value } })),
      ])
      .filter((config) => isValid(config) !== (of(config).faults.length === 0));
    expect(disagreed).toEqual([]);
  });

  test('names the same keys and the same words', () => {
    const { defaults, ...rest } = noSettings;
    const { $schema: _, defaults: inSchema, ...top } = schema.properties;
    expect(Object.keys(top).sort()).toEqual(Object.keys(rest).sort());
    expect(Object.keys(inSchema.properties).sort()).toEqual(Object.keys(defaults).sort());
    expect([inSchema.properties['cloud']?.enum, inSchema.properties['auth']?.enum]).toEqual([
      cloudNames,
      signInWays,
    ]);
    expect([top['color']?.enum, top['theme']?.enum]).toEqual([colorWords, themeNames]);
  });
});

describe('whatever is in the file', () => {
  test('it is read without throwing, and told in short plain sentences', () => {
    const deep = fc.nat(20_000).map((depth) => '['.repeat(depth) + ']'.repeat(depth));
    const nested = deep.map(
      (text) => `{"theme":${text},"defaults":{"cloud":${text}},"readOnlyWorkspaces":[${text}]}`,
    );
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.json(),
          nearlyConfig.map((each) => JSON.stringify(each)),
          deep,
          nested,
        ),
        (text) => {
          const { settings, faults } = ofText(text);
          for (const fault of faults) {
            expect(plain(fault)).toBe(fault);
            expect(fault.length).toBeLessThan(500);
          }
          expect(typeof settings.readOnly).toBe('boolean');
        },
      ),
    );
  });
});
