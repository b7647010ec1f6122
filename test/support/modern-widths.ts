/**
 * How many cells today's terminals (VTE, Windows Terminal, tmux, xterm) give each code point by itself: two to what Unicode calls wide,
 * none to what joins the one before. It knows nothing of graphemes and nothing of the program's own measuring, which is
 * what makes it a judge of that.
 */
const wideBlocks: readonly (readonly [from: number, to: number])[] = [
  // Hangul Jamo that begin a syllable
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  // the I Ching's lines
  [0x2630, 0x2637],
  [0x268a, 0x268f],
  // CJK radicals to the Yi radicals
  [0x2e80, 0x303e],
  [0x3041, 0x3247],
  [0x3250, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  // Tangut, Khitan, Nushu, Kana beyond the basic plane, Tai Xuan Jing, counting rods
  [0x16fe0, 0x18d7f],
  [0x1aff0, 0x1b2ff],
  [0x1d300, 0x1d376],
  [0x1f200, 0x1f265],
  [0x20000, 0x2fffd],
  [0x30000, 0x3fffd],
];

/** Vowels and ends of Hangul syllables: drawn into the cells of their beginning. */
const isJoiningJamo = (code: number): boolean =>
  (code >= 0x1160 && code <= 0x11ff) || (code >= 0xd7b0 && code <= 0xd7fb);

const joins = /^[\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Format}]$/u;
const isEmoji = /^(?!\p{Regional_Indicator})\p{Emoji_Presentation}$/u;

const wcwidth = (code: number): 0 | 1 | 2 => {
  if (code < 0x300) return code < 0x20 || (code >= 0x7f && code < 0xa0) ? 0 : 1;
  const letter = String.fromCodePoint(code);
  if (isJoiningJamo(code) || joins.test(letter)) return 0;
  return isEmoji.test(letter) || wideBlocks.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
};

/** The same for xterm's emulator, in the bits in which it keeps a width (1, 2) and whether the cell before is joined (0). */
export const modernWidths = {
  version: 'modern',
  wcwidth,
  charProperties: (code: number, preceding: number): number => {
    const width = wcwidth(code);
    const before = (preceding >> 1) & 3;
    return width === 0 && preceding !== 0 && before > 0 ? (before << 1) | 1 : width << 1;
  },
};
