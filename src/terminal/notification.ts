import { spawnSync } from 'node:child_process';
import { plain } from '#azure/plain.ts';
import { childEnvironment } from '#local/child-environment.ts';

/** What telling something needs of the surroundings. */
export type NotificationHost = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the tmux around this program has as `allow-passthrough`; empty for one that is older than the option and passes everything. */
  readonly passthrough: () => string;
  readonly write: (sequence: string) => void;
};

const bell = '\u0007';
const title = 'aml-workbench';
const longest = 160;

/** Terminals whose notifications are rxvt's (OSC 777): those of the VTE family, and rxvt itself. */
const speaks777 = ({ VTE_VERSION, TERM = '' }: NotificationHost['env']): boolean =>
  (VTE_VERSION !== undefined && VTE_VERSION !== '') || TERM.startsWith('rxvt');

/**
 * A notification as the terminal takes it: OSC 9 of iTerm2, which most others know, or OSC 777 of rxvt. Nothing in the words can end the
 * sequence or be a field of its own; they begin with our name, since what begins with a digit is a command of ConEmu's.
 */
const notification = (words: string, env: NotificationHost['env']): string => {
  const safe = plain(words).replaceAll(';', ',').slice(0, longest).toWellFormed();
  return speaks777(env) ? `\u001b]777;notify;${title};${safe}${bell}` : `\u001b]9;${title}: ${safe}${bell}`;
};

/** What tmux passes on to the terminal outside of it: each escape doubled. */
const passedOn = (sequence: string): string =>
  `\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;

/**
 * Tells somebody who looks elsewhere, by the bell or by a notification of the terminal. A tmux that lets no notification through gets the
 * bell, which it shows in its own way.
 */
export const tellTerminal = (
  { way, words }: { readonly way: 'bell' | 'terminal'; readonly words: string },
  { env, passthrough, write }: NotificationHost,
): void => {
  const inTmux = env['TMUX'] !== undefined && env['TMUX'] !== '';
  if (way === 'bell') write(bell);
  else if (!inTmux) write(notification(words, env));
  else if (passthrough() === 'off') write(bell);
  else write(passedOn(notification(words, env)));
};

/** A tmux that does not answer must not hold the screen. */
const longestMs = 1000;

/** Asks the tmux around this program. Where it cannot be asked, nothing is let through. */
const askPassthrough = (): string => {
  const asked = spawnSync('tmux', ['show-options', '-Apqv', 'allow-passthrough'], {
    encoding: 'utf8',
    env: childEnvironment(process.env),
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: longestMs,
  });
  return asked.status === 0 ? asked.stdout.trim() : 'off';
};

/** Tells this process's terminal. */
export const tellHere = (news: Parameters<typeof tellTerminal>[0]): void =>
  tellTerminal(news, {
    env: process.env,
    passthrough: askPassthrough,
    write: (sequence) => void process.stdout.write(sequence),
  });
