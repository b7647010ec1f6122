import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeHelp, readComputeLine, type ComputeOrder } from '../src/compute-arguments.ts';
import { computeCommands, type ComputeCommand } from '../src/compute-commands.ts';
import { readCommandLine } from '../src/arguments.ts';

const order = (does: ComputeCommand, ...args: readonly string[]): ComputeOrder => {
  const line = readComputeLine(does, args);
  if (line.is !== 'run') throw new Error(JSON.stringify(line));
  return line.order;
};

const complaint = (does: ComputeCommand, ...args: readonly string[]): string | undefined => {
  const line = readComputeLine(does, args);
  return line.is === 'wrong' ? line.sentence : undefined;
};

describe('the command line of what changes computes', () => {
  it('of apply needs a file, which may be standard input', () => {
    expect(order('apply', 'c.yml')).toMatchObject({
      does: 'apply',
      file: 'c.yml',
      dryRun: false,
      yes: false,
      wait: false,
      format: 'text',
      confirm: undefined,
    });
    expect(order('apply', '-', '--dry-run')).toMatchObject({ file: '-', dryRun: true });
    expect(order('apply', 'c.yml', '--attach-again', 'arc')).toMatchObject({ attachAgain: 'arc' });
  });

  it('takes the flags of the workspace and of the sign-in wherever they stand', () => {
    const said = '-s s -g g -w w --tenant contoso.com --auth cli --cloud usgov --read-only -y --wait -o json';
    expect(order('stop', ...said.split(' '), 'ci-1', 'ci-2')).toMatchObject({
      names: ['ci-1', 'ci-2'],
      yes: true,
      wait: true,
      format: 'json',
      options: {
        subscription: 's',
        resourceGroup: 'g',
        workspace: 'w',
        tenant: 'contoso.com',
        auth: 'cli',
        cloud: 'usgov',
        readOnly: true,
        once: false,
      },
    });
    expect(order('delete', '--demo', '--confirm', 'mlw', '--', 'a1')).toMatchObject({
      names: ['a1'],
      confirm: 'mlw',
      options: { demo: { scale: 'small' } },
    });
  });

  it('takes a name once, in whatever case it comes again', () => {
    expect(order('start', 'ci-1', 'CI-1')).toMatchObject({ names: ['CI-1'] });
  });

  it.each([
    ['apply', [], 'apply needs a file: apply FILE, or "apply -" for standard input.'],
    [
      'apply',
      ['a.yml', 'b.yml'],
      'apply takes one file, which may hold several documents: "b.yml" is another.',
    ],
    ['stop', [], 'stop needs the name of a compute.'],
    ['stop', ['../x'], '"../x" is not the name of a compute.'],
    ['stop', ['a b'], '"a b" is not the name of a compute.'],
    ['stop', ['ci', '--dry-run'], '--dry-run is for apply: without --yes stop only says what would happen.'],
    ['stop', ['ci', '--attach-again', 'x'], '--attach-again is for apply.'],
    ['stop', ['ci', '--once'], 'There is no option "--once".'],
    ['stop', ['ci', '-o', 'csv'], '--output takes text or json, not "csv".'],
    ['stop', ['ci', '--yes=no'], '--yes takes no value.'],
    [
      'stop',
      ['ci', '--demo', '--cloud', 'china'],
      '--cloud is for Azure: the demo needs no sign-in and no cloud.',
    ],
  ] as const)('%s %j is told in a sentence', (does, args, sentence) => {
    expect(complaint(does, ...args)).toBe(sentence);
  });

  it.each(computeCommands)('%s stands first, and says so where it does not', (does) => {
    expect(readCommandLine(['-w', 'w', does])).toEqual({
      is: 'wrong',
      sentence: `${does} stands first on the command line, before the options.`,
    });
  });

  it('asks for help, which is at most 80 columns wide and names every option and exit code', () => {
    expect(readComputeLine('apply', ['--help'])).toEqual({ is: 'help' });
    expect(computeHelp.split('\n').filter((line) => line.length > 80)).toEqual([]);
    for (const option of [
      '--dry-run',
      '--yes',
      '--attach-again',
      '--confirm',
      '--wait',
      '--output',
      '3 refused',
    ])
      expect(computeHelp).toContain(option);
  });

  it('never throws, and never repeats what drives a terminal', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...computeCommands),
        fc.array(fc.string({ unit: 'binary' })),
        (does, args) => {
          expect(complaint(does, ...args) ?? '').not.toMatch(/[\u0000-\u001f\u007f-\u009f]/u);
        },
      ),
    );
  });
});
