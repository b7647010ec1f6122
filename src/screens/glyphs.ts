/** What a glyph stands for. Its word is always printed beside it: a glyph only repeats what the words say. */
export type GlyphId =
  | 'running'
  | 'ok'
  | 'idle'
  | 'changing'
  | 'leaving'
  | 'queued'
  | 'stopped'
  | 'failed'
  | 'takenAway'
  | 'unknown'
  | 'cursor'
  | 'marked'
  | 'rule'
  | 'columnLine';

/** Every glyph takes one cell. `spark` are the levels of a small bar, lowest first. */
export type Glyphs = Readonly<Record<GlyphId, string>> & { readonly spark: readonly string[] };

/** One cell in every terminal: East Asian Neutral, and no terminal draws them as emoji. Many nicer ones are not. */
export const unicodeGlyphs: Glyphs = {
  running: '►',
  ok: '✓',
  idle: '◌',
  changing: '↻',
  leaving: '⇣',
  queued: '⋯',
  stopped: '▢',
  failed: '✗',
  takenAway: '⊘',
  unknown: '?',
  cursor: '›',
  marked: '✱',
  rule: '╌',
  columnLine: '|',
  spark: ['⠀', '⣀', '⣤', '⣶', '⣿'],
};

export const asciiGlyphs: Glyphs = {
  running: '>',
  ok: '+',
  idle: 'o',
  changing: '~',
  leaving: 'v',
  queued: '.',
  stopped: '-',
  failed: 'x',
  takenAway: '!',
  unknown: '?',
  cursor: '>',
  marked: '*',
  rule: '-',
  columnLine: '|',
  spark: [' ', '.', ':', '-', '=', '#'],
};
