import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import type { Options } from './arguments.ts';
import { endWhenOutputIsLost } from './terminal/lost-output.ts';
import { decide } from './decide.ts';
import { loadExtraCertificates } from './extra-certificates.ts';
import { abilitiesOf } from './terminal/abilities.ts';
import { crashText } from './terminal/crash-text.ts';
import { readConfig, type Settings } from './local/config.ts';
import { userFolders } from './local/folders.ts';
import { readText } from './local/read-text.ts';
import { takeTerminal } from './terminal/take-terminal.ts';
import { withSettings } from './with-settings.ts';

/**
 * Opens the full screen on a terminal, or prints once. The screen shows its skeleton before anything large is loaded;
 * printing never loads what draws. Returns a sentence when the command line does not say enough.
 */
export const run = async (asked: Options): Promise<string | undefined> => {
  const { env } = process;
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY && env['TERM'] !== 'dumb';
  const prints = asked.once || !isTerminal;
  const path = join(userFolders().config, 'config.json');
  // The one line of the screen has no room for a whole path.
  const { settings, faults } = readConfig(readText(path), prints ? path : 'config.json');
  const options = withSettings(asked, env, settings);
  if (prints) {
    endWhenOutputIsLost(process);
    keepCompiledCode();
    if (faults.length > 0) return refuseConfig(faults);
    return printOnce(options, settings);
  }
  const untrusted = await loadExtraCertificates(env);
  const abilities = abilitiesOf(options, env, true, settings.color);
  const terminal = takeTerminal(abilities.ascii, { focus: settings.focus === true });
  try {
    keepCompiledCode();
    const redaction = options.redact ? (await import('./redaction.ts')).createRedaction() : undefined;
    const { runFullScreen } = await withColourModule(() => import('./main.tsx'));
    runFullScreen({
      options,
      start: decide(options, settings),
      startIn: (cloud) => decide(inCloud(options, cloud), settings),
      settings,
      abilities,
      faults: untrusted === undefined ? faults : [...faults, untrusted],
      terminal,
      redaction,
    });
  } catch (error) {
    terminal.leave({ by: 'crash', error });
  }
  return undefined;
};

/** Nobody is there to see that a script does not do what its configuration says: it is told, and nothing else. */
const refuseConfig = (faults: readonly string[]): undefined => {
  for (const fault of faults) process.stderr.write(`aml-workbench: ${fault}\n`);
  process.exitCode = 2;
};

const printOnce = async (options: Options, settings: Settings): Promise<string | undefined> => {
  try {
    const { runSnapshot } = await import('./snapshot.ts');
    return await runSnapshot(options, decide(options, settings));
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
