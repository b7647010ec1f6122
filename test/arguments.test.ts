import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCommandLine, type Options } from '../src/arguments.ts';
import { helpText } from '../src/usage-text.ts';

const options = (...args: readonly string[]): Options => {
  const line = readCommandLine(args);
  if (line.is !== 'run') throw new Error(`Not a run: ${JSON.stringify(line)}`);
  return line.options;
};

const complaint = (...args: readonly string[]): string | undefined => {
  const line = readCommandLine(args);
  return line.is === 'wrong' ? line.sentence : undefined;
};

describe('the command line', () => {
  test('without anything asks for nothing', () => {
    expect(options()).toEqual({
      demo: undefined,
      subscription: undefined,
      resourceGroup: undefined,
      workspace: undefined,
      once: false,
      format: 'table',
      ascii: false,
      color: 'auto',
      readOnly: false,
      redact: false,
      auth: undefined,
      tenant: undefined,
      cloud: undefined,
      armEndpoint: undefined,
      authority: undefined,
    });
  });

  test('says how to sign in, and to which cloud', () => {
    expect(options('--auth', 'device-code', '--tenant', 'contoso.example', '--cloud=usgov')).toMatchObject({
      auth: 'device-code',
      tenant: 'contoso.example',
      cloud: 'usgov',
    });
    const custom = ['--arm-endpoint', 'https://Arm.example:8443/', '--authority=https://login.example'];
    expect(options(...custom)).toMatchObject({
      armEndpoint: 'https://arm.example:8443',
      authority: 'https://login.example',
    });
  });

  test('names a workspace by short and by long options alike', () => {
    const named = { subscription: 'sub', resourceGroup: 'rg', workspace: 'ws' };
    expect(options('-s', 'sub', '-g', 'rg', '-w', 'ws')).toMatchObject(named);
    expect(options('--subscription=sub', '--resource-group', 'rg', '--workspace=ws')).toMatchObject(named);
  });

  test('takes the last of two', () => {
    expect(options('-w', 'one', '-w', 'two').workspace).toBe('two');
  });

  test.each([
    [['--demo'], { scale: 'small', speed: 30, seed: 1 }],
    [['--demo', '--once'], { scale: 'small', speed: 30, seed: 1 }],
    [['--demo', 'large'], { scale: 'large', speed: 30, seed: 1 }],
    [['--demo=huge', '--seed', '7'], { scale: 'huge', speed: 30, seed: 7 }],
    [['--demo-speed', '0'], { scale: 'small', speed: 0, seed: 1 }],
    [
      ['--demo-start', '2026-03-02T09:00Z'],
      { scale: 'small', speed: 30, seed: 1, startMs: Date.UTC(2026, 2, 2, 9) },
    ],
    [['--demo-speed=2.5', '--demo'], { scale: 'small', speed: 2.5, seed: 1 }],
  ] as const)('%j opens the demo', (args, demo) => {
    expect(options(...args).demo).toEqual(demo);
  });

  test('an output format means that it prints once', () => {
    expect(options('-o', 'json')).toMatchObject({ once: true, format: 'json' });
    expect(options('--once')).toMatchObject({ once: true, format: 'table' });
  });

  test.each([
    ['--help', 'help'],
    ['-h', 'help'],
    ['--version', 'version'],
    ['-V', 'version'],
    ['reset-terminal', 'reset-terminal'],
  ])('%s is understood', (arg, is) => {
    expect(readCommandLine([arg])).toEqual({ is });
  });

  test.each([
    [['--nope'], 'There is no option "--nope".'],
    [['-x'], 'There is no option "-x".'],
    [['--demo', 'smal'], '--demo takes small, large or huge, not "smal".'],
    [['--demo='], '--demo needs a value.'],
    [['--demo-speed', '-3'], '--demo-speed takes a number from 0 up, not "-3".'],
    [['--demo-speed'], '--demo-speed needs a value.'],
    [['--demo-start', '09:00'], '--demo-start takes a time such as 2026-03-02T09:00Z, not "09:00".'],
    [
      ['--demo-start', '2026-02-30T25:00Z'],
      '--demo-start takes a time such as 2026-03-02T09:00Z, not "2026-02-30T25:00Z".',
    ],
    [['--demo-speed=-1'], '--demo-speed takes a number from 0 up, not "-1".'],
    [['--demo-speed', 'fast'], '--demo-speed takes a number from 0 up, not "fast".'],
    [['--demo-speed', '0x10'], '--demo-speed takes a number from 0 up, not "0x10".'],
    [['--seed', '1.5'], '--seed takes a whole number from 0 to 4294967295, not "1.5".'],
    [['--seed', '4294967296'], '--seed takes a whole number from 0 to 4294967295, not "4294967296".'],
    [['-o', 'yaml'], '--output takes table, json or csv, not "yaml".'],
    [['--color', 'red'], '--color takes auto, always or never, not "red".'],
    [
      ['--auth', 'browser'],
      '--auth takes default, cli, device-code, managed-identity, service-principal or workload-identity, not "browser".',
    ],
    [['--cloud', 'germany'], '--cloud takes public, usgov or china, not "germany".'],
    [['--tenant', 'x;rm'], '--tenant takes the id or the domain of a directory, not "x;rm".'],
    [['--tenant=--debug'], '--tenant takes the id or the domain of a directory, not "--debug".'],
    [
      ['--arm-endpoint', 'http://127.0.0.1:8080'],
      '--arm-endpoint takes an https address without a path, not "http://127.0.0.1:8080".',
    ],
    [
      ['--authority', 'https://login.example/tenant'],
      '--authority takes an https address without a path, not "https://login.example/tenant".',
    ],
    [['--authority', 'login'], '--authority takes an https address without a path, not "login".'],
    [
      ['--cloud', 'china', '--arm-endpoint', 'https://arm.example'],
      '--cloud and --arm-endpoint name two different clouds: give one of them.',
    ],
    [['--demo', '--auth', 'cli'], '--auth is for Azure: the demo needs no sign-in and no cloud.'],
    [['--seed', '2', '--cloud', 'usgov'], '--cloud is for Azure: the demo needs no sign-in and no cloud.'],
    [['-w'], '-w needs a value.'],
    [['-w', '--once'], '-w needs a value.'],
    [['--once=yes'], '--once takes no value.'],
    [['board'], 'There is no command "board".'],
    [['reset-terminal', 'now'], 'There is no place for "now" on the command line.'],
    [['--\u001b[2J'], 'There is no option "--?[2J".'],
  ] as const)('%j is refused in one sentence', (args, sentence) => {
    expect(complaint(...args)).toBe(sentence);
  });

  test('whatever is typed is understood or refused, in one line without control characters', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '--demo',
        '-w',
        '--',
        '-',
        '--seed',
        '--once',
        '-o',
        'json',
        '--color',
        '-sgw',
        '=',
        '--help',
      ),
    );
    const oneLine = /^[^\u0000-\u001f\u007f-\u009f]+\.$/u;
    const understood = fc.property(fc.array(word, { maxLength: 6 }), (args) => {
      const line = readCommandLine(args);
      return line.is !== 'wrong' || oneLine.test(line.sentence);
    });
    expect(() => fc.assert(understood)).not.toThrow();
  });
});

describe('the help', () => {
  test('fits 80 columns', () => {
    for (const row of helpText.split('\n')) expect(row.length).toBeLessThanOrEqual(80);
  });

  test.each([
    '--demo',
    '--demo-speed',
    '--demo-start',
    '--seed',
    '--subscription',
    '--resource-group',
    '--workspace',
    '--once',
    '--output',
    '--ascii',
    '--color',
    '--read-only',
    '--auth',
    '--tenant',
    '--cloud',
    '--arm-endpoint',
    '--authority',
    '--help',
    '--version',
  ])('tells of %s', (option) => {
    expect(helpText).toMatch(new RegExp(`${option}\\b`, 'u'));
    expect(complaint(option) ?? '').not.toContain('no option');
  });
});
