import { parseArgs } from 'node:util';
import { signInWays, type SignInWay } from '#azure/sign-in.ts';
import { isTenant, originOf } from './addresses.ts';

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
  /** Asked for by `--demo`, `--demo-speed` or `--seed`; undefined when none was given. */
  readonly demo: DemoOptions | undefined;
  readonly subscription: string | undefined;
  readonly resourceGroup: string | undefined;
  readonly workspace: string | undefined;
  readonly once: boolean;
  readonly format: OnceFormat;
  readonly ascii: boolean;
  readonly color: ColorChoice;
  readonly readOnly: boolean;
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
  /** The same seed and the same clock give the same world. */
  readonly seed: number;
};

export type CommandLine =
  | { readonly is: 'run'; readonly options: Options }
  | { readonly is: 'help' }
  | { readonly is: 'version' }
  | { readonly is: 'reset-terminal' }
  | { readonly is: 'wrong'; readonly sentence: string };

/** The demo that is opened when nothing says otherwise. */
export const defaultDemo: DemoOptions = { scale: 'small', speed: 30, seed: 1 };

const highestSeed = 0xffff_ffff;

const known = {
  demo: { type: 'string' },
  'demo-speed': { type: 'string' },
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
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const;
type Name = keyof typeof known;

const isKnown = (name: string): name is Name => Object.hasOwn(known, name);

/** What was given: a text for options that take one, '' for the others. */
type Given = ReadonlyMap<Name, string>;

/** Wrong usage, told in one sentence. Thrown and caught in this file only. */
class WrongUsage extends Error {}

/**
 * Reads the command line (without the program's own name). Never throws: whatever is wrong with it comes back as one
 * sentence. An option given twice counts the last time; `--help` and `--version` win over everything but wrong usage.
 */
export const readCommandLine = (args: readonly string[]): CommandLine => {
  try {
    const { given, words } = readTokens(args);
    if (given.has('help')) return { is: 'help' };
    if (given.has('version')) return { is: 'version' };
    const [command, second] = words;
    if (second !== undefined)
      throw new WrongUsage(`There is no place for ${quoted(second)} on the command line.`);
    if (command === 'reset-terminal') return { is: 'reset-terminal' };
    if (command !== undefined) throw new WrongUsage(`There is no command ${quoted(command)}.`);
    return { is: 'run', options: readOptions(given) };
  } catch (error) {
    if (error instanceof WrongUsage) return { is: 'wrong', sentence: error.message };
    throw error;
  }
};

const readTokens = (
  args: readonly string[],
): { readonly given: Given; readonly words: readonly string[] } => {
  const { tokens } = parseArgs({
    args: withDemoScale(args),
    options: known,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<Name, string>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (!isKnown(name)) throw new WrongUsage(`There is no option ${quoted(rawName)}.`);
    if (known[name].type === 'boolean') {
      if (value !== undefined) throw new WrongUsage(`${rawName} takes no value.`);
      given.set(name, '');
    } else {
      // "-w --once" is a forgotten name, not a workspace called "--once"; "-w=--once" would be. "-3" is a number that is told below.
      const isNext =
        value !== undefined && !inlineValue && value.startsWith('-') && !/^-[\d.]+$/u.test(value);
      const missing = value === undefined || value === '' || isNext;
      if (missing) throw new WrongUsage(`${rawName} needs a value.`);
      given.set(name, value);
    }
  }
  return { given, words };
};

/** `--demo` alone means the small one, which parseArgs has no notion of: it is made to say so. */
const withDemoScale = (args: readonly string[]): string[] => {
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

const readOptions = (given: Given): Options => {
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

/** The speed and the seed mean nothing outside the demo, so each of them asks for it. */
const readDemo = (given: Given): DemoOptions | undefined => {
  const scale = choice(given, 'demo', demoScales);
  const speed = readNumber(given, 'demo-speed', 'a number from 0 up', (value) => value >= 0);
  const seed = readNumber(
    given,
    'seed',
    `a whole number from 0 to ${highestSeed}`,
    (value) => Number.isInteger(value) && value >= 0 && value <= highestSeed,
  );
  if (scale === undefined && speed === undefined && seed === undefined) return undefined;
  return {
    scale: scale ?? defaultDemo.scale,
    speed: speed ?? defaultDemo.speed,
    seed: seed ?? defaultDemo.seed,
  };
};

const choice = <const T extends string>(given: Given, name: Name, allowed: readonly T[]): T | undefined => {
  const value = given.get(name);
  if (value === undefined) return undefined;
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new WrongUsage(`--${name} takes ${listed(allowed)}, not ${quoted(value)}.`);
  return found;
};

const readNumber = (
  given: Given,
  name: Name,
  what: string,
  isValid: (value: number) => boolean,
): number | undefined => {
  const text = given.get(name);
  if (text === undefined) return undefined;
  const value = /^[\d.]+(?:e[+-]?\d+)?$/iu.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value) || !isValid(value))
    throw new WrongUsage(`--${name} takes ${what}, not ${quoted(text)}.`);
  return value;
};

const listed = (words: readonly string[]): string => `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** What the user typed, as one short line that cannot drive the terminal. */
const quoted = (text: string): string => {
  const shown = text.replace(/[\u0000-\u001f\u007f-\u009f]/gu, '?');
  return `"${shown.length > 40 ? `${shown.slice(0, 38)}..` : shown}"`;
};
