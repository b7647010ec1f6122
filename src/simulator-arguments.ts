import type { Fault } from '#simulator/faults/fault.ts';
import { parseFaults } from '#simulator/faults/parse-faults.ts';
import { demoScales, type DemoScale } from './arguments.ts';
import {
  choice,
  highestSeed,
  quoted,
  readNumber,
  readTokens,
  readWhole,
  withoutControls,
  WrongUsage,
} from './command-line.ts';

/** What the command line of `simulator` asks for. */
export type SimulatorCommand = {
  /** 0 takes any that is free. */
  readonly port: number;
  readonly scale: DemoScale;
  readonly seed: number;
  /** How many seconds of its world pass in one of ours; 0 stops it. */
  readonly speed: number;
  /** How long every answer is held back. */
  readonly latencyMs?: number;
  /** What goes wrong from the start. */
  readonly faults?: readonly Fault[];
  /** Where `ca.pem` goes. */
  readonly certDir?: string;
  readonly logFile?: string;
  readonly logSecrets: boolean;
  /** A PUT that is to create only changes what exists all the same. */
  readonly passesOverConditions?: boolean;
  /** How long an access token is good for. */
  readonly tokenSeconds?: number;
};

export type SimulatorLine =
  | { readonly is: 'run'; readonly command: SimulatorCommand }
  | { readonly is: 'help' }
  | { readonly is: 'wrong'; readonly sentence: string };

const known = {
  port: { type: 'string' },
  scale: { type: 'string' },
  seed: { type: 'string' },
  speed: { type: 'string' },
  latency: { type: 'string' },
  faults: { type: 'string' },
  'cert-dir': { type: 'string' },
  log: { type: 'string' },
  'log-secrets': { type: 'boolean' },
  'no-conditions': { type: 'boolean' },
  'token-seconds': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const highestPort = 65_535;
/** A minute: clients give up waiting long before. */
const highestLatencyMs = 60_000;
/** A day, as long as tokens of Entra last at the most. */
const highestTokenSeconds = 86_400;

/**
 * Reads the command line of `simulator` (without that word). Never throws: whatever is wrong with it comes back as one
 * sentence. `--help` wins over everything but wrong usage.
 */
export const readSimulatorLine = (args: readonly string[]): SimulatorLine => {
  try {
    const { given, words } = readTokens(args, known);
    if (given.has('help')) return { is: 'help' };
    const [word] = words;
    if (word !== undefined)
      throw new WrongUsage(`There is no place for ${quoted(word)} on the command line of simulator.`);
    if (given.has('log-secrets') && !given.has('log'))
      throw new WrongUsage('--log-secrets means nothing without --log.');
    const optional = {
      latencyMs: readWhole(given, 'latency', highestLatencyMs),
      faults: readFaults(given.get('faults')),
      certDir: given.get('cert-dir'),
      logFile: given.get('log'),
      passesOverConditions: given.has('no-conditions') ? true : undefined,
      tokenSeconds: readWhole(given, 'token-seconds', highestTokenSeconds),
    };
    const isGiven = ([, value]: readonly [string, unknown]): boolean => value !== undefined;
    return {
      is: 'run',
      command: {
        port: readWhole(given, 'port', highestPort) ?? 0,
        scale: choice(given, 'scale', demoScales) ?? 'small',
        seed: readWhole(given, 'seed', highestSeed) ?? 1,
        speed: readNumber(given, 'speed', 'a number from 0 up', (value) => value >= 0) ?? 1,
        logSecrets: given.has('log-secrets'),
        ...Object.fromEntries(Object.entries(optional).filter(isGiven)),
      },
    };
  } catch (error) {
    if (error instanceof WrongUsage) return { is: 'wrong', sentence: error.message };
    throw error;
  }
};

const readFaults = (text: string | undefined): readonly Fault[] | undefined => {
  try {
    return text === undefined ? undefined : parseFaults(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new WrongUsage(`--faults: ${withoutControls(why)}`);
  }
};

/** What `simulator --help` prints. At most 80 columns. */
export const simulatorHelp = `aml-workbench simulator - a simulated Azure on this machine, for any client

Usage: aml-workbench simulator [options]

Serves Azure Resource Manager and its sign-in service over HTTPS on 127.0.0.1,
for nobody else, until it is interrupted. When it is ready it prints one line
of JSON: endpoint, authority, caFile (the certificate to trust), tenantId,
clientId, clientSecret, subscriptionId, resourceGroup and workspaceName.

      --port N              the port, any that is free by default
      --scale SIZE          small (the default), large or huge
      --seed N              another number is another world, 1 by default
      --speed X             how fast its time runs, 1 by default, 0 stops it
      --latency MS          holds every answer back so long
      --faults SPEC         what goes wrong from the start, such as
                            "429 retry-after=5 20%, hang GET */jobs*"
      --no-conditions       passes over If-None-Match instead of answering 412
      --token-seconds N     how long an access token is good, 3600 by default
      --cert-dir DIR        where ca.pem goes; a new folder by default, which is
                            removed at the end
      --log FILE            one line of JSON for each request, secrets masked
      --log-secrets         not masked

  -h, --help                print this and leave

Control addresses, no part of Azure and open without a token:
  POST /_simulator/device-codes/CODE  {"decision":"approve"} or "deny"
  GET, PUT, POST, DELETE /_simulator/faults    what goes wrong, from now on
  GET /_simulator/world, /_simulator/requests  how it is, what was asked
`;
