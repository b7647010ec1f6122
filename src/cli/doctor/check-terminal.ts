import type { Finding } from './finding.ts';

/** What is known of the terminal, without asking it anything. */
export type TerminalFacts = {
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
  readonly rows: number | undefined;
  /** The variable TERM. */
  readonly term: string | undefined;
  /** Bits of colour, as Node tells: 1, 4, 8 or 24. */
  readonly colourBits: number;
  /** Whether glyphs beyond ASCII are drawn, and colours, with these flags and variables. */
  readonly utf8: boolean;
  readonly colour: boolean;
  readonly overSsh: boolean;
  /** Inside tmux: its version and its option `set-clipboard`; undefined where it cannot be asked. */
  readonly tmux?: { readonly version: string | undefined; readonly clipboard: string | undefined };
};

const smallest = { columns: 60, rows: 16 } as const;

const size = ({ isTerminal, columns = 0, rows = 0 }: TerminalFacts): Finding => {
  const about = { id: 'terminal-size', title: 'terminal size' } as const;
  if (!isTerminal)
    return {
      ...about,
      is: 'unknown',
      words: 'standard output is no terminal: the program would print once and leave',
    };
  return columns >= smallest.columns && rows >= smallest.rows
    ? { ...about, is: 'ok', words: `${columns}x${rows}` }
    : {
        ...about,
        is: 'fail',
        words: `${columns}x${rows}: the screens need ${smallest.columns}x${smallest.rows}`,
        fix: ['Make the window larger, or the type smaller.'],
      };
};

const kind = ({ term }: TerminalFacts): Finding => {
  const about = { id: 'terminal-kind', title: 'terminal' } as const;
  return term === undefined || term === '' || term === 'dumb'
    ? {
        ...about,
        is: 'warn',
        words: `TERM is ${term === undefined || term === '' ? 'not set' : term}: such a terminal cannot be drawn on`,
        fix: [
          'Set TERM to what the terminal is, xterm-256color for most; over SSH it is passed on by itself.',
        ],
      }
    : { ...about, is: 'ok', words: `TERM is ${term}` };
};

const colours = ({ colour, colourBits }: TerminalFacts): Finding => ({
  id: 'terminal-colour',
  title: 'colours',
  is: 'ok',
  words: colour
    ? `16 are used; the terminal says it has ${colourBits >= 24 ? '16 million' : 2 ** colourBits}`
    : 'none are used: NO_COLOR, --color or the configuration says so, or it is no terminal; every state is a word, too',
});

const characters = ({ utf8 }: TerminalFacts): Finding =>
  utf8
    ? { id: 'terminal-utf8', title: 'characters', is: 'ok', words: 'UTF-8' }
    : {
        id: 'terminal-utf8',
        title: 'characters',
        is: 'warn',
        words: 'ASCII: the locale or the kind of terminal has no UTF-8, or --ascii asks for it',
        fix: ['Set LANG to a locale that ends in .UTF-8, such as C.UTF-8, when the terminal can show it.'],
      };

const clipboard = ({ tmux, overSsh }: TerminalFacts): Finding => {
  const about = { id: 'terminal-clipboard', title: 'copying' } as const;
  if (tmux === undefined)
    return {
      ...about,
      is: 'unknown',
      words: `copies go to the terminal by OSC 52${overSsh ? ', through SSH' : ''}: whether it takes them cannot be asked`,
      fix: ['Where nothing arrives, v shows code so that a mouse can select it, and w writes it to a file.'],
    };
  const version = tmux.version ?? 'tmux';
  return tmux.clipboard === 'off'
    ? {
        ...about,
        is: 'warn',
        words: `${version} keeps copies to itself (set-clipboard off)`,
        fix: ['tmux set -g set-clipboard on'],
      }
    : { ...about, is: 'ok', words: `${version} takes copies into its buffer and hands them on (OSC 52)` };
};

/** Whether the terminal can show the screens, and take what is copied. Nothing is written to it. */
export const checkTerminal = (facts: TerminalFacts): readonly Finding[] =>
  [size, kind, colours, characters, clipboard].map((look) => look(facts));
