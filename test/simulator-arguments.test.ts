import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSimulatorLine, simulatorHelp, type SimulatorCommand } from '../src/simulator-arguments.ts';

const command = (...args: readonly string[]): SimulatorCommand => {
  const line = readSimulatorLine(args);
  if (line.is !== 'run') throw new Error(`Not a run: ${JSON.stringify(line)}`);
  return line.command;
};

const complaint = (...args: readonly string[]): string | undefined => {
  const line = readSimulatorLine(args);
  return line.is === 'wrong' ? line.sentence : undefined;
};

describe('the command line of the simulator', () => {
  it('needs nothing', () => {
    expect(command()).toEqual({ port: 0, scale: 'small', seed: 1, speed: 1, logSecrets: false });
  });

  it('says everything there is to say', () => {
    const args =
      '--port 8443 --scale huge --seed 7 --speed 0.5 --latency 250 --faults 429 --cert-dir c --log l --log-secrets --no-conditions --token-seconds 90';
    expect(command(...args.split(' '))).toEqual({
      port: 8443,
      scale: 'huge',
      seed: 7,
      speed: 0.5,
      latencyMs: 250,
      faults: [{ kind: '429' }],
      certDir: 'c',
      logFile: 'l',
      logSecrets: true,
      passesOverConditions: true,
      tokenSeconds: 90,
    });
  });

  it('asks for help', () => {
    expect(readSimulatorLine(['--port', '1', '-h'])).toEqual({ is: 'help' });
    expect(readSimulatorLine(['--help'])).toEqual({ is: 'help' });
  });

  it.each([
    [['--port', '65536'], '--port takes a whole number from 0 to 65535, not "65536".'],
    [['--scale', 'tiny'], '--scale takes small, large or huge, not "tiny".'],
    [['--seed', '-1'], '--seed takes a whole number from 0 to 4294967295, not "-1".'],
    [['--speed', 'fast'], '--speed takes a number from 0 up, not "fast".'],
    [['--latency', '1.5'], '--latency takes a whole number from 0 to 60000, not "1.5".'],
    [['--token-seconds', 'x'], '--token-seconds takes a whole number from 0 to 86400, not "x".'],
    [['--cert-dir', '--log', 'x'], '--cert-dir needs a value.'],
    [['--log-secrets'], '--log-secrets means nothing without --log.'],
    [['--demo'], 'There is no option "--demo".'],
    [['now'], 'There is no place for "now" on the command line of simulator.'],
  ] as const)('%j is refused in one sentence', (args, sentence) => {
    expect(complaint(...args)).toBe(sentence);
  });

  it('says which faults there are, on one line whatever is typed', () => {
    expect(complaint('--faults', 'drought')).toMatch(
      /^--faults: There is no fault 'drought': the faults are 401, /u,
    );
    expect(complaint('--faults', 'a\u001b[2J')).not.toContain('\u001b');
  });

  it('is understood or refused, whatever is typed', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('--port', '--log', '--faults', '--', '-h', '--seed', '1'),
    );
    const understood = fc.property(fc.array(word, { maxLength: 5 }), (args) => {
      const line = readSimulatorLine(args);
      return line.is !== 'wrong' || /^[^\u0000-\u001f\u007f-\u009f]+$/u.test(line.sentence);
    });
    expect(() => fc.assert(understood)).not.toThrow();
  });
});

describe('the help of the simulator', () => {
  it('fits 80 columns', () => {
    for (const row of simulatorHelp.split('\n')) expect(row.length).toBeLessThanOrEqual(80);
  });

  it.each([
    '--port',
    '--scale',
    '--seed',
    '--speed',
    '--latency',
    '--faults',
    '--no-conditions',
    '--token-seconds',
    '--cert-dir',
    '--log',
    '--log-secrets',
    '--help',
  ])('tells of %s', (option) => {
    expect(simulatorHelp).toMatch(new RegExp(`${option}\\b`, 'u'));
    expect(complaint(option) ?? '').not.toContain('no option');
  });
});
