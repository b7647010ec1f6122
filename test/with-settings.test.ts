import { describe, expect, test } from 'vitest';
import { noSettings } from '#local/config.ts';
import { readCommandLine, type Options } from '../src/arguments.ts';
import { withSettings } from '../src/with-settings.ts';

const optionsOf = (...args: readonly string[]): Options => {
  const line = readCommandLine(args);
  if (line.is !== 'run') throw new Error(JSON.stringify(line));
  return line.options;
};

describe('a session is read-only', () => {
  test.each([
    ['when nothing says so', [], {}, false, false],
    ['by the flag', ['--read-only'], {}, false, true],
    ['by the configuration file', [], {}, true, true],
    ['by AML_WORKBENCH_READ_ONLY=1', [], { AML_WORKBENCH_READ_ONLY: '1' }, false, true],
    ['by any word in AML_WORKBENCH_READ_ONLY', [], { AML_WORKBENCH_READ_ONLY: 'please' }, false, true],
    ['when that is empty', [], { AML_WORKBENCH_READ_ONLY: '' }, false, false],
    ['when that is 0', [], { AML_WORKBENCH_READ_ONLY: '0' }, false, false],
    ['when that is "False"', [], { AML_WORKBENCH_READ_ONLY: 'False' }, false, false],
    ['when the variable says no and the file says yes', [], { AML_WORKBENCH_READ_ONLY: '0' }, true, true],
  ] as const)('%s: %j %j, file %s -> %s', (_title, args, env, inFile, expected) => {
    const settled = withSettings(optionsOf(...args), env, { ...noSettings, readOnly: inFile });
    expect(settled.readOnly).toBe(expected);
  });
});

describe('ASCII', () => {
  test('is drawn by the flag or by the configuration file', () => {
    const ascii = (args: readonly string[], inFile: boolean | undefined): boolean =>
      withSettings(optionsOf(...args), {}, { ...noSettings, ascii: inFile }).ascii;
    expect([ascii([], undefined), ascii([], false), ascii([], true), ascii(['--ascii'], false)]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
