import { optionsKnown, readOptions, withDemoScale, type Options } from './arguments.ts';
import { choice, quoted, readTokens, WrongUsage } from './command-line.ts';
import type { ComputeCommand } from './compute-commands.ts';

export type ResultFormat = 'text' | 'json';

/** What the command line of `apply`, `start`, `stop`, `restart`, `delete` or `detach` asks for. */
export type ComputeOrder = {
  readonly options: Options;
  /** Whatever would be asked has been agreed to. */
  readonly yes: boolean;
  /** The name of a protected workspace, without which `yes` is not enough in it. */
  readonly confirm: string | undefined;
  /** Waits until the service says that it is over. */
  readonly wait: boolean;
  readonly format: ResultFormat;
} & (
  | {
      readonly does: 'apply';
      readonly file: string;
      readonly dryRun: boolean;
      /** The entry that a second attachment may break. */
      readonly attachAgain: string | undefined;
    }
  | { readonly does: Exclude<ComputeCommand, 'apply'>; readonly names: readonly string[] }
);

export type ComputeLine =
  | { readonly is: 'run'; readonly order: ComputeOrder }
  | { readonly is: 'help' }
  | { readonly is: 'wrong'; readonly sentence: string };

const { once: _once, ascii: _ascii, color: _color, version: _version, ...shared } = optionsKnown;

const known = {
  ...shared,
  yes: { type: 'boolean', short: 'y' },
  confirm: { type: 'string' },
  wait: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'attach-again': { type: 'string' },
} as const;

/** What Azure lets a compute be called at the most; anything else is a slip of the keyboard, or of the shell. */
const computeName = /^[A-Za-z0-9][\w.-]{0,62}$/u;

/**
 * Reads the command line of a command (without the command). Never throws: whatever is wrong with it comes back as one sentence.
 * `--help` wins over everything but wrong usage.
 */
export const readComputeLine = (does: ComputeCommand, args: readonly string[]): ComputeLine => {
  try {
    // A single dash is standard input; parseArgs takes it for a word, too.
    const { given, words } = readTokens(withDemoScale(args), known);
    if (given.has('help')) return { is: 'help' };
    const format = choice(given, 'output', ['text', 'json']) ?? 'text';
    const dryRun = given.has('dry-run');
    if (does !== 'apply' && dryRun)
      throw new WrongUsage(`--dry-run is for apply: without --yes ${does} only says what would happen.`);
    const attachAgain = given.get('attach-again');
    if (does !== 'apply' && attachAgain !== undefined) throw new WrongUsage('--attach-again is for apply.');
    const commonOnes = [...given].flatMap(([name, value]) =>
      isCommon(name) ? [[name, value] as const] : [],
    );
    const options = readOptions(new Map(commonOnes));
    const common = {
      options,
      yes: given.has('yes'),
      confirm: given.get('confirm'),
      wait: given.has('wait'),
      format,
    };
    return {
      is: 'run',
      order:
        does === 'apply'
          ? { ...common, does, file: onlyFile(words), dryRun, attachAgain }
          : { ...common, does, names: namesOf(does, words) },
    };
  } catch (error) {
    if (error instanceof WrongUsage) return { is: 'wrong', sentence: error.message };
    throw error;
  }
};

/** Options that mean here what they mean for the full screen. */
const isCommon = (name: string): name is keyof typeof optionsKnown =>
  name !== 'output' && Object.hasOwn(optionsKnown, name);

const onlyFile = ([file, more]: readonly string[]): string => {
  if (file === undefined)
    throw new WrongUsage('apply needs a file: apply FILE, or "apply -" for standard input.');
  if (more !== undefined)
    throw new WrongUsage(
      `apply takes one file, which may hold several documents: ${quoted(more)} is another.`,
    );
  return file;
};

const namesOf = (does: ComputeCommand, words: readonly string[]): readonly string[] => {
  if (words.length === 0) throw new WrongUsage(`${does} needs the name of a compute.`);
  const wrong = words.find((word) => !computeName.test(word));
  if (wrong !== undefined) throw new WrongUsage(`${quoted(wrong)} is not the name of a compute.`);
  // Names are the same in any case.
  return [...new Map(words.map((word) => [word.toLowerCase(), word])).values()];
};

/** What `--help` of these commands prints. At most 80 columns. */
export const computeHelp = `aml-workbench apply and others - computes without the full screen

Usage: aml-workbench apply FILE [options]
       aml-workbench start|stop|restart|delete|detach NAME... [options]

apply creates or attaches what a file of YAML describes, as "az ml compute
create --file" takes it (amlcompute, computeinstance, kubernetes,
virtualmachine, synapsespark), several documents with --- between them. FILE
may be - for standard input. Everything is checked before anything is sent;
what exists already and is the same is left alone.

      --dry-run             check, print what would be sent, send nothing
  -y, --yes                 do it without asking; needed to change what exists,
                            and for start, stop, restart, delete and detach
      --attach-again NAME   attach what is attached already as NAME, which
                            breaks that (apply)
      --confirm WORKSPACE   besides --yes in a protected workspace: its name
                            (nothing at all is sent to one without it)
      --wait                wait until the service says that it is over
  -o, --output FORMAT       text (the default) or json

The workspace and the sign-in are said as for the full screen: -s, -g, -w,
--read-only, --auth, --tenant, --cloud, --arm-endpoint, --authority, --demo
(aml-workbench --help tells of them). Nothing is ever done to the demo unless
--demo says so.

Without --yes, start, stop, restart, delete and detach say what would happen;
on a terminal, delete, detach and a change of what exists ask for the name.

Exit status: 0 done, 1 an error, 2 wrong usage, 3 refused by a check or not
confirmed; then nothing was sent.
`;
