import { graphemes, isSimple } from '#state/graphemes.ts';

/*
 * Scripts in which several code points count as one letter, of which measuring and terminals do not think alike: a letter that is
 * measured as one cell and drawn in two would push the rest of its row.
 */

/** Thai and Lao AM, a mark and a vowel in one: letters are measured without it, terminals give it a cell. Its two parts are not disputed. */
const vowelWithMark = /[\u0e33\u0eb3]/gu;

/** Where another letter begins in what counts as one (Indic conjuncts): terminals give each its cells. */
const secondLetter =
  /(?<!^)(?<!\p{sc=Hangul}(?=\p{sc=Hangul}))(?=[^\p{Mark}\p{Regional_Indicator}\uff9e\uff9f])/gu;
const nonJoiner = '\u200c';

/** Vowels and ends of Hangul syllables, after their beginning or without one: then terminals give them no cell at all. */
const jamo =
  /([\u1100-\u115f\ua960-\ua97c][\u1160-\u11a7\ud7b0-\ud7c6]|[\uac00-\ud7a3])[\u11a8-\u11ff\ud7cb-\ud7fb]?|[\u1160-\u11ff\ud7b0-\ud7fb]/gu;

/** The text in letters that take as many cells one by one as together: what is joined stands apart, what has no cell is U+FFFD. */
export const apart = (text: string): string => {
  const told = text
    .replace(vowelWithMark, (vowel) => vowel.normalize('NFKD'))
    .replace(jamo, (syllable, begun?: string) => (begun === undefined ? '\ufffd' : syllable));
  if (isSimple(told)) return told;
  let drawn = '';
  for (const { segment } of graphemes(told))
    drawn += segment.length === 1 ? segment : segment.replace(secondLetter, nonJoiner);
  return drawn;
};
