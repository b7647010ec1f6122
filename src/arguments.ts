import {
  choice,
  highestSeed,
  quoted,
  readNumber,
  readTokens,
  readWhole,
  WrongUsage,
  type Given as GivenOf,
} from './command-line.ts';
import { signInWays, type SignInWay } from '#azure/sign-in.ts';
import { isTenant, originOf } from './addresses.ts';
import { isComputeCommand } from './compute-commands.ts';

export const demoScales = ['small', 'large', 'huge'] as const;
export type DemoScale = (typeof demoScales)[number];

export const onceFormats = ['table', 'json', 'csv'] as const;
export type OnceFormat = (typeof onceFormats)[number];

export const cloudChoices = ['public', 'usgov', 'china'] as const;
export type CloudChoice = (typeof cloudChoices)[number];

export const colorChoices = ['auto', 'always', 'never'] as const;
export type ColorChoice = (typeof colorChoices)[number];

/** What the command line asks for. Nothing here has looked at the environment, at files or at the terminal. */
export type Options = {
  /** Asked for by `--demo`, `--demo-speed`, `--demo-start` or `--seed`; undefined when none was given. */
  readonly demo: DemoOptions | undefined;
  readonly subscription: string | undefined;
  readonly resourceGroup: string | undefined;
  readonly workspace: string | undefined;
  readonly once: boolean;
  readonly format: OnceFormat;
  readonly ascii: boolean;
  readonly color: ColorChoice;
  readonly readOnly: boolean;
  /** Stand-ins are shown for names, identifiers, addresses and mail addresses. */
  readonly redact: boolean;
  readonly auth: SignInWay | undefined;
  readonly tenant: string | undefined;
  readonly cloud: CloudChoice | undefined;
  /** An https origin without a slash at its end, as is `authority`. */
  readonly armEndpoint: string | undefined;
  readonly authority: string | undefined;
};

export type DemoOptions = {
  readonly scale: DemoScale;
  /** How many seconds of the demo's world pass in one of ours; 0 stops it. */
  readonly speed: number;
  /** The same seed and the same start give the same world. */
  readonly seed: number;
  /** Milliseconds since 1970 at which its world begins; absent, it begins now. */
  readonly startMs?: number;
};

export type CommandLine =
  | { readonly is: 'run'; readonly options: Options }
  | { readonly is: 'help' }
  | { readonly is: 'version' }
  | { readonly is: 'reset-terminal' }
  | { readonly is: 'wrong'; readonly sentence: string };

/** The demo that is opened when nothing says otherwise. */
export const defaultDemo: DemoOptions = { scale: 'small', speed: 30, seed: 1 };

export const optionsKnown = {
  demo: { type: 'string' },
  'demo-speed': { type: 'string' },
  'demo-start': { type: 'string' },
  seed: { type: 'string' },
  subscription: { type: 'string', short: 's' },
  'resource-group': { type: 'string', short: 'g' },
  workspace: { type: 'string', short: 'w' },
  auth: { type: 'string' },
  tenant: { type: 'string' },
  cloud: { type: 'string' },
  'arm-endpoint': { type: 'string' },
  authority: { type: 'string' },
  once: { type: 'boolean' },
  output: { type: 'string', short: 'o' },
  ascii: { type: 'boolean' },
  color: { type: 'string' },
  'read-only': { type: 'boolean' },
  redact: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const;
type Given = GivenOf<keyof typeof optionsKnown>;

/**
 * Reads the command line (without the program's own name). Never throws: whatever is wrong with it comes back as one
 * sentence. An option given twice counts the last time; `--help` and `--version` win over everything but wrong usage.
 */
export const readCommandLine = (args: readonly string[]): CommandLine => {
  try {
    const { given, words } = readTokens(withDemoScale(args), optionsKnown);
    if (given.has('help')) return { is: 'help' };
    if (given.has('version')) return { is: 'version' };
    const [command, second] = words;
    if (second !== undefined)
      throw new WrongUsage(`There is no place for ${quoted(second)} on the command line.`);
    if (command === 'reset-terminal') return { is: 'reset-terminal' };
    if (command !== undefined && isComputeCommand(command))
      throw new WrongUsage(`${command} stands first on the command line, before the options.`);
    if (command !== undefined) throw new WrongUsage(`There is no command ${quoted(command)}.`);
    return { is: 'run', options: readOptions(given) };
  } catch (error) {
    if (error instanceof WrongUsage) return { is: 'wrong', sentence: error.message };
    throw error;
  }
};

/** `--demo` alone means the small one, which parseArgs has no notion of: it is made to say so. */
export const withDemoScale = (args: readonly string[]): string[] => {
  const end = args.indexOf('--');
  return args.flatMap((arg, index) => {
    const inOptions = end === -1 || index < end;
    const before = inOptions ? args[index - 1] : undefined;
    if (before === '--demo' && !arg.startsWith('-')) return [];
    if (arg !== '--demo' || !inOptions) return [arg];
    const next = args[index + 1];
    return [next === undefined || next.startsWith('-') ? '--demo=small' : `--demo=${next}`];
  });
};

/** The options of a command line that has been taken apart. Throws `WrongUsage`. */
export const readOptions = (given: Given): Options => {
  const output = choice(given, 'output', onceFormats);
  const demo = readDemo(given);
  const access = readAccess(given);
  const first = accessNames.find((name) => given.has(name));
  if (demo !== undefined && first !== undefined)
    throw new WrongUsage(`--${first} is for Azure: the demo needs no sign-in and no cloud.`);
  return {
    demo,
    subscription: given.get('subscription'),
    resourceGroup: given.get('resource-group'),
    workspace: given.get('workspace'),
    once: given.has('once') || output !== undefined,
    format: output ?? 'table',
    ascii: given.has('ascii'),
    color: choice(given, 'color', colorChoices) ?? 'auto',
    readOnly: given.has('read-only'),
    redact: given.has('redact'),
    ...access,
  };
};

const accessNames = ['auth', 'tenant', 'cloud', 'arm-endpoint', 'authority'] as const;

const readAccess = (given: Given) => {
  const cloud = choice(given, 'cloud', cloudChoices);
  const armEndpoint = readOrigin(given, 'arm-endpoint');
  if (cloud !== undefined && armEndpoint !== undefined)
    throw new WrongUsage('--cloud and --arm-endpoint name two different clouds: give one of them.');
  return {
    auth: choice(given, 'auth', signInWays),
    tenant: readTenant(given),
    cloud,
    armEndpoint,
    authority: readOrigin(given, 'authority'),
  };
};

/** A GUID or a domain name, as the identity library accepts them: anything else could be taken for an argument of az. */
const readTenant = (given: Given): string | undefined => {
  const tenant = given.get('tenant');
  if (tenant !== undefined && !isTenant(tenant))
    throw new WrongUsage(`--tenant takes the id or the domain of a directory, not ${quoted(tenant)}.`);
  return tenant;
};

/** Tokens travel to these addresses, so they are https even on this machine. */
const readOrigin = (given: Given, name: 'arm-endpoint' | 'authority'): string | undefined => {
  const text = given.get(name);
  if (text === undefined) return undefined;
  const origin = originOf(text);
  if (origin === undefined)
    throw new WrongUsage(`--${name} takes an https address without a path, not ${quoted(text)}.`);
  return origin;
};

/** A time with its zone, as Azure writes times, so that a demo that is shown to others is the same everywhere. */
const readStart = (given: Given): number | undefined => {
  const text = given.get('demo-start');
  if (text === undefined) return undefined;
  const start = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z$/u.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(start))
    throw new WrongUsage(`--demo-start takes a time such as 2026-03-02T09:00Z, not ${quoted(text)}.`);
  return start;
};

/** The speed, the start and the seed mean nothing outside the demo, so each of them asks for it. */
const readDemo = (given: Given): DemoOptions | undefined => {
  const scale = choice(given, 'demo', demoScales);
  const speed = readNumber(given, 'demo-speed', 'a number from 0 up', (value) => value >= 0);
  const seed = readWhole(given, 'seed', highestSeed);
  const startMs = readStart(given);
  const isAskedFor = [scale, speed, seed, startMs].some((one) => one !== undefined);
  if (!isAskedFor) return undefined;
  return {
    scale: scale ?? defaultDemo.scale,
    speed: speed ?? defaultDemo.speed,
    seed: seed ?? defaultDemo.seed,
    ...(startMs === undefined ? {} : { startMs }),
  };
};
