import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Options } from './arguments.ts';
import { endWhenOutputIsLost } from './terminal/lost-output.ts';
import { decideStart, type Start } from './starting.ts';
import { abilitiesOf } from './terminal/abilities.ts';
import { crashText } from './terminal/crash-text.ts';
import { userFolders } from './local/folders.ts';
import { takeTerminal } from './terminal/take-terminal.ts';

/**
 * Opens the full screen on a terminal, or prints once. The screen shows its skeleton before anything large is loaded;
 * printing never loads what draws. Returns a sentence when the command line does not say enough.
 */
export const run = async (options: Options): Promise<string | undefined> => {
  const { env } = process;
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY && env['TERM'] !== 'dumb';
  if (options.once || !isTerminal) {
    endWhenOutputIsLost(process);
    keepCompiledCode();
    return printOnce(options);
  }
  const abilities = abilitiesOf(options, env, true);
  const terminal = takeTerminal(abilities.ascii);
  try {
    keepCompiledCode();
    const { runFullScreen } = await withColourModule(() => import('./main.tsx'));
    runFullScreen({
      options,
      start: decide(options),
      startIn: (cloud) => decide(inCloud(options, cloud)),
      abilities,
      terminal,
    });
  } catch (error) {
    terminal.leave({ by: 'crash', error });
  }
  return undefined;
};

const printOnce = async (options: Options): Promise<string | undefined> => {
  try {
    const { runSnapshot } = await import('./snapshot.ts');
    return await runSnapshot(options, decide(options));
  } catch (error) {
    process.stderr.write(crashText(error));
    process.exitCode = 1;
    return undefined;
  }
};

/** The same command line for another cloud: addresses and tenant on it are of the one before. */
const inCloud = (options: Options, cloud: Options['cloud']): Options => ({
  ...options,
  demo: undefined,
  cloud,
  tenant: undefined,
  armEndpoint: undefined,
  authority: undefined,
});

const decide = (options: Options): Start =>
  decideStart(options, { env: process.env, folder: process.cwd(), home: homedir(), read });

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/**
 * Lets Node keep what it compiles for the next start. In this user's own folder: Node would take the shared one for
 * temporary files, where somebody else could leave code for us.
 */
const keepCompiledCode = (): void => {
  enableCompileCache(join(userFolders().cache, 'compiled'));
};

/**
 * Ink's colour module settles for a level while it loads, and with none it would drop bold and reverse video, too. Which
 * colours are used is decided by our own theme, so it gets the 16 colours; children must not inherit that.
 */
const withColourModule = async <T>(load: () => Promise<T>): Promise<T> => {
  const { FORCE_COLOR: before } = process.env;
  process.env['FORCE_COLOR'] = '1';
  try {
    return await load();
  } finally {
    if (before === undefined) delete process.env['FORCE_COLOR'];
    else process.env['FORCE_COLOR'] = before;
  }
};
