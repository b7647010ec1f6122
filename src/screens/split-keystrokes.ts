const escape = '\u001b';
const pasteStart = '\u001b[200~';
const pasteEnd = '\u001b[201~';

export type Split = {
  /** Keystrokes in order: an escape sequence, an Alt chord, a whole bracketed paste with its marks, or one code point. */
  readonly strokes: readonly string[];
  /** What may still become a longer keystroke with the next read. */
  readonly pending: string;
};

const inRange = (code: number, low: number, high: number): boolean => code >= low && code <= high;

/** Where the control sequence with its `[` or `O` at `introducer` ends; 'pending' when the text ends first; undefined when it is none. */
const controlSequenceEnd = (text: string, introducer: number): number | 'pending' | undefined => {
  const isSs3 = text[introducer] === 'O';
  for (let at = introducer + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isFirst = at === introducer + 1;
    // The Linux console sends its function keys as ESC [ [ A.
    if (!isSs3 && isFirst && code === 0x5b) continue;
    // rxvt ends shifted editing keys with $: ESC [ 5 $.
    if (!isSs3 && at === introducer + 2 && code === 0x24 && /[235678]/u.test(text.charAt(at - 1)))
      return at + 1;
    if (inRange(code, 0x40, 0x7e)) return at + 1;
    const goesOn = isSs3 ? code === 0x3b || inRange(code, 0x30, 0x39) : inRange(code, 0x20, 0x3f);
    if (!goesOn) return undefined;
  }
  return 'pending';
};

const isIntroducer = (character: string | undefined): boolean => character === '[' || character === 'O';

/** Where the keystroke that begins with ESC at `start` ends. */
const escapeEnd = (text: string, start: number): number | 'pending' => {
  const next = text[start + 1];
  if (next === undefined) return 'pending';
  if (next === escape) {
    const third = text[start + 2];
    if (third === undefined) return 'pending';
    // Alt with an arrow is ESC ESC [ A in some terminals; anything else is Escape pressed, then something else.
    const end = isIntroducer(third) ? controlSequenceEnd(text, start + 2) : undefined;
    return end ?? start + 1;
  }
  if (isIntroducer(next)) return controlSequenceEnd(text, start + 1) ?? start + 2;
  return codePointEnd(text, start + 1);
};

/**
 * Where the code point at `at` ends. Made of `charCodeAt`: in Node 24, `codePointAt` on a slice that ends between
 * two surrogates looks past the end of the slice once it is compiled.
 */
const codePointEnd = (text: string, at: number): number | 'pending' => {
  if (!inRange(text.charCodeAt(at), 0xd8_00, 0xdb_ff)) return at + 1;
  if (at + 1 === text.length) return 'pending';
  return inRange(text.charCodeAt(at + 1), 0xdc_00, 0xdf_ff) ? at + 2 : at + 1;
};

/**
 * Splits what was read from a terminal into keystrokes. `pending` is what the call before left over.
 * `strokes` joined with the new `pending` are exactly the old `pending` and the chunk.
 */
export const splitKeystrokes = (chunk: string, pending: string): Split => {
  const text = pending + chunk;
  const strokes: string[] = [];
  let at = 0;
  while (at < text.length) {
    const end = strokeEnd(text, at);
    if (end === 'pending') break;
    strokes.push(text.slice(at, end));
    at = end;
  }
  return { strokes, pending: text.slice(at) };
};

const strokeEnd = (text: string, at: number): number | 'pending' => {
  if (text[at] === escape) {
    const end = escapeEnd(text, at);
    if (end === 'pending' || text.slice(at, end) !== pasteStart) return end;
    const pasteEndsAt = text.indexOf(pasteEnd, end);
    return pasteEndsAt === -1 ? 'pending' : pasteEndsAt + pasteEnd.length;
  }
  return codePointEnd(text, at);
};

/**
 * True for the torn beginning of a control sequence (and for Alt-[ and Alt-O, which look the same). Ink would wait
 * for its rest and swallow the next key as part of it, so it is not handed on.
 */
export const isUnfinished = (stroke: string): boolean => {
  const introducer = stroke.startsWith('\u001b\u001b') ? 2 : 1;
  if (!stroke.startsWith(escape) || !isIntroducer(stroke[introducer])) return false;
  return controlSequenceEnd(stroke, introducer) !== stroke.length && !stroke.startsWith(pasteStart);
};
