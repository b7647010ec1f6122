import { optionsKnown, readOptions, withDemoScale, type Options } from './arguments.ts';
import { choice, quoted, readTokens, WrongUsage } from './command-line.ts';

export type DoctorLine =
  | { readonly is: 'run'; readonly options: Options; readonly format: 'text' | 'json' }
  | { readonly is: 'help' }
  | { readonly is: 'wrong'; readonly sentence: string };

const { once: _once, version: _version, ...known } = optionsKnown;

/** Reads the command line of `doctor` (without the word). Never throws: whatever is wrong with it comes back as one sentence. */
export const readDoctorLine = (args: readonly string[]): DoctorLine => {
  try {
    const { given, words } = readTokens(withDemoScale(args), known);
    if (given.has('help')) return { is: 'help' };
    const [word] = words;
    if (word !== undefined)
      throw new WrongUsage(`There is no place for ${quoted(word)} on the command line.`);
    const format = choice(given, 'output', ['text', 'json']) ?? 'text';
    const others = new Map([...given].filter(([name]) => name !== 'output'));
    return { is: 'run', options: readOptions(others), format };
  } catch (error) {
    if (error instanceof WrongUsage) return { is: 'wrong', sentence: error.message };
    throw error;
  }
};

/** What `doctor --help` prints. At most 80 columns. */
export const doctorHelp = `aml-workbench doctor - what is in the way, and what to do about it

Usage: aml-workbench doctor [options]

Looks at the terminal (size, colours, UTF-8, copying, tmux), the configuration,
the way to Azure (DNS, TLS, proxy, clock), the sign-in, the subscription, the
resource provider, the workspace and your permissions in it. It only reads, and
asks you nothing.

  -o, --output FORMAT       text (the default) or json
      --redact              stand-ins for names, ids, addresses and mails, to
                            show it to others

The workspace, the sign-in and the cloud are said as for the full screen: -s,
-g, -w, --auth, --tenant, --cloud, --arm-endpoint, --authority, --demo
(aml-workbench --help tells of them).

Exit status: 0 nothing is in the way, 1 something is, 2 wrong usage.
`;
