import type { Options } from '../arguments.ts';

/** How this terminal is drawn on. */
export type Abilities = {
  /** False: no colours; bold and reverse video stay, they are not colours. */
  readonly colour: boolean;
  /** True: only ASCII glyphs. */
  readonly ascii: boolean;
};

type Environment = Readonly<Record<string, string | undefined>>;

const terminalsWithoutGlyphs = new Set(['linux', 'dumb', 'vt100', 'vt220']);

/** What the flags, the environment, the user's configuration (`preferred`) and the kind of output say, in this order. */
export const abilitiesOf = (
  options: Pick<Options, 'ascii' | 'color'>,
  env: Environment,
  isTerminal: boolean,
  preferred: Options['color'] = 'auto',
): Abilities => ({
  colour: wantsColour(options.color, env, isTerminal, preferred),
  ascii: options.ascii || !isUtf8(env) || terminalsWithoutGlyphs.has(env['TERM'] ?? ''),
});

/**
 * The flag, then NO_COLOR (no-color.org: any text but the empty one), then FORCE_COLOR and CLICOLOR_FORCE, then the
 * configuration, then whether it is a terminal.
 */
const wantsColour = (
  flag: Options['color'],
  env: Environment,
  isTerminal: boolean,
  preferred: Options['color'],
): boolean => {
  if (flag !== 'auto') return flag === 'always';
  if (isSet(env['NO_COLOR'])) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return !['0', 'false'].includes(forced);
  const force = env['CLICOLOR_FORCE'];
  if (isSet(force)) return force !== '0';
  if (preferred !== 'auto') return preferred === 'always';
  return isTerminal && env['TERM'] !== 'dumb';
};

/** POSIX: the first of these that is set and not empty decides about characters. */
const isUtf8 = (env: Environment): boolean => {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(isSet) ?? '';
  return /utf-?8/iu.test(locale);
};

const isSet = (value: string | undefined): value is string => value !== undefined && value !== '';
