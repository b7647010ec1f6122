import { plain } from '../plain.ts';

const shownAtMost = 24;

/** What was typed, to be repeated in a sentence: made plain and cut, as it may be ten kilobytes of anything. */
export const quoted = (text: string): string => {
  const points = Array.from(plain(text));
  return points.length <= shownAtMost
    ? `"${points.join('')}"`
    : `"${points.slice(0, shownAtMost).join('')}…"`;
};

/** One character, to be repeated in a sentence: by its number where it shows nothing, or joins what stands before it. */
export const quotedCharacter = (character: string): string =>
  /^[\p{L}\p{N}\p{P}\p{S} ]$/u.test(character)
    ? `"${character}"`
    : `the character U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const control = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Whether a text holds a line break or another control character, a reversal of direction, or half a character. */
export const hasControls = (text: string): boolean => control.test(text);
