import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { childEnvironment } from '#local/child-environment.ts';

/** Where there is no wish, these are tried in their order. */
const usual = ['vi', 'nano'];

type Environment = Readonly<Record<string, string | undefined>>;

/** What the user wants to edit with: a command line, which may have arguments of its own (`code --wait`). */
const wished = (env: Environment): string | undefined =>
  [env['VISUAL'], env['EDITOR']].find((each) => each !== undefined && each.trim() !== '');

/**
 * Opens a file in the user's editor and returns when that has ended: `$VISUAL`, `$EDITOR`, `vi` or `nano`. The terminal must have been given up;
 * nothing else of this process runs meanwhile, so that every key is the editor's. It is given no variable that holds a secret.
 * @returns why nothing was edited, in a sentence; undefined when the editor ended well
 */
export const editInTerminal = (path: string, env: Environment): string | undefined => {
  const command = wished(env);
  if (command !== undefined)
    return troubleOf(run('/bin/sh', ['-c', `${command} "$1"`, 'sh', path], env), 'the editor');
  for (const each of usual) {
    const ended = run(each, [path], env);
    if (!isMissing(ended)) return troubleOf(ended, each);
  }
  return `there is no editor: neither ${usual.join(' nor ')} is there, and EDITOR names none`;
};

const run = (file: string, args: readonly string[], env: Environment): SpawnSyncReturns<Buffer> =>
  spawnSync(file, [...args], { stdio: 'inherit', env: { ...childEnvironment(env) } });

const isMissing = ({ error }: SpawnSyncReturns<Buffer>): boolean =>
  error !== undefined && 'code' in error && error.code === 'ENOENT';

/** Shells say by 127 that there is no such command. */
const notFound = 127;

const troubleOf = ({ error, status, signal }: SpawnSyncReturns<Buffer>, what: string): string | undefined => {
  if (error !== undefined) return `${what} could not be started: ${error.message}`;
  if (signal !== null) return `${what} was ended by ${signal}: nothing was taken back`;
  if (status === notFound) return `${what} could not be found: look at VISUAL and EDITOR`;
  return status === 0 ? undefined : `${what} ended with ${status}: nothing was taken back`;
};
