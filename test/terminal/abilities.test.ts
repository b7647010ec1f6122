import { describe, expect, test } from 'vitest';
import { abilitiesOf } from '#terminal/abilities.ts';

const utf8 = { LANG: 'en_US.UTF-8', TERM: 'xterm-256color' };
const auto = { ascii: false, color: 'auto' } as const;

describe('colours', () => {
  test.each([
    ['a terminal has them', 'auto', {}, true, true],
    ['a pipe has none', 'auto', {}, false, false],
    ['NO_COLOR takes them away', 'auto', { NO_COLOR: '1' }, true, false],
    ['an empty NO_COLOR does not', 'auto', { NO_COLOR: '' }, true, true],
    ['NO_COLOR wins over FORCE_COLOR', 'auto', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['FORCE_COLOR gives them to a pipe', 'auto', { FORCE_COLOR: '' }, false, true],
    ['FORCE_COLOR=0 takes them away', 'auto', { FORCE_COLOR: '0' }, true, false],
    ['CLICOLOR_FORCE gives them to a pipe', 'auto', { CLICOLOR_FORCE: '1' }, false, true],
    ['CLICOLOR_FORCE=0 says nothing to a pipe', 'auto', { CLICOLOR_FORCE: '0' }, false, false],
    ['the flag wins over NO_COLOR', 'always', { NO_COLOR: '1' }, false, true],
    ['the flag wins over FORCE_COLOR', 'never', { FORCE_COLOR: '1' }, true, false],
  ] as const)('%s', (_title, color, env, isTerminal, expected) => {
    expect(abilitiesOf({ ascii: false, color }, { ...utf8, ...env }, isTerminal).colour).toBe(expected);
  });
});

describe('colours of the configuration', () => {
  test.each([
    ['count on a terminal', 'never', 'auto', {}, true, false],
    ['count in a pipe', 'always', 'auto', {}, false, true],
    ['count less than NO_COLOR', 'always', 'auto', { NO_COLOR: '1' }, true, false],
    ['count less than FORCE_COLOR', 'never', 'auto', { FORCE_COLOR: '1' }, false, true],
    ['count less than the flag', 'never', 'always', {}, false, true],
  ] as const)('%s', (_title, preferred, color, env, isTerminal, expected) => {
    const { colour } = abilitiesOf({ ascii: false, color }, { ...utf8, ...env }, isTerminal, preferred);
    expect(colour).toBe(expected);
  });
});

describe('glyphs', () => {
  test.each([
    [{}, false],
    [{ LC_ALL: 'C' }, true],
    [{ LC_ALL: '', LC_CTYPE: 'C', LANG: 'de_DE.UTF-8' }, true],
    [{ LANG: 'de_DE.utf8' }, false],
    [{ LANG: undefined }, true],
    [{ LANG: 'de_DE.ISO-8859-1' }, true],
    [{ TERM: 'linux' }, true],
    [{ TERM: 'vt100' }, true],
    [{ TERM: 'tmux-256color' }, false],
  ])('with %j only ASCII: %s', (env, ascii) => {
    expect(abilitiesOf(auto, { ...utf8, ...env }, true).ascii).toBe(ascii);
  });

  test('the flag asks for ASCII anywhere', () => {
    expect(abilitiesOf({ ...auto, ascii: true }, utf8, true).ascii).toBe(true);
  });
});
