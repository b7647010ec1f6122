/** Text in which every code unit is one letter (and one cell of a terminal). Nearly all text is, so it takes the short way everywhere. */
export const isSimple = (text: string): boolean => /^[ -~]*$/u.test(text);

// Made at the first text that needs it: the first use of Intl costs a process 9 to 20 ms.
let segmenter: Intl.Segmenter | undefined;

/** What people call letters, with where each begins (in code units), one by one: a long text is read only as far as needed. */
export function* graphemes(text: string): Generator<{ readonly segment: string; readonly index: number }> {
  if (isSimple(text)) {
    for (let index = 0; index < text.length; index++) yield { segment: text.charAt(index), index };
    return;
  }
  segmenter ??= new Intl.Segmenter();
  yield* segmenter.segment(text);
}
