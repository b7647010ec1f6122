import { spawnSync } from 'node:child_process';
import { sshArguments, sshLine, type SshTarget } from '#state/ssh-target.ts';
import { waitForEnter } from './plain-view.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What ssh, its agent and the terminal need. Everything else stays here: the environment may hold secrets of Azure. */
const passedOn = new Set([
  'COLORTERM',
  'DISPLAY',
  'HOME',
  'KRB5CCNAME',
  'LANG',
  'LANGUAGE',
  'LOGNAME',
  'PATH',
  'SHELL',
  'SSH_AGENT_PID',
  'SSH_ASKPASS',
  'SSH_ASKPASS_REQUIRE',
  'SSH_AUTH_SOCK',
  'SSH_SK_PROVIDER',
  'TERM',
  'TMPDIR',
  'TZ',
  'USER',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'XDG_RUNTIME_DIR',
]);

/** The environment that ssh is given. */
export const sshEnvironment = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name]) => passedOn.has(name) || name.startsWith('LC_')));

/** ssh itself ends with this when there was no connection; anything else is how the other side ended. */
const noConnection = 255;

export type SshEnded = { readonly ok: boolean; readonly words: string };

/**
 * Runs ssh in the terminal, which must have been given up, and returns when it has ended; nothing else of this process runs meanwhile, so that
 * every key is the other machine's. What ssh says when it fails stays on the screen until Enter.
 */
export const sshInTerminal = (
  target: SshTarget,
  keyFile: string,
  { env = process.env, wait = waitForEnter }: { env?: Environment; wait?: () => void } = {},
): SshEnded => {
  process.stdout.write(`\n$ ${sshLine(target, keyFile)}\n`);
  const { error, status, signal } = spawnSync('ssh', [...sshArguments(target, keyFile)], {
    stdio: 'inherit',
    env: { ...sshEnvironment(env) },
  });
  if (error !== undefined)
    return 'code' in error && error.code === 'ENOENT'
      ? { ok: false, words: 'ssh is not installed here: y copies the command for another place' }
      : { ok: false, words: `ssh could not be started: ${error.message}` };
  if (signal === null && status !== noConnection)
    return { ok: true, words: `ssh to ${target.name} ended with exit code ${status}` };
  const how =
    signal === null ? `ended with exit code ${noConnection}: no connection` : `was ended by ${signal}`;
  process.stdout.write(`\nssh ${how}. Enter goes back. `);
  wait();
  return { ok: false, words: `ssh to ${target.name} ${how}` };
};

/** The same in a terminal that is given up for it, if it can be. */
export const sshInLent = async (
  target: SshTarget,
  keyFile: string,
  lend: (work: () => void) => Promise<void>,
): Promise<SshEnded> => {
  let ended: SshEnded = { ok: false, words: 'SSH was not begun: the terminal is given away already' };
  await lend(() => {
    ended = sshInTerminal(target, keyFile);
  });
  return ended;
};
