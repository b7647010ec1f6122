/**
 * Stands in for `Intl.Segmenter` in the bundle: several modules make one while they load, and the first thing of `Intl`
 * in a process costs 10 to 20 ms. The real one is made when text is first cut.
 */
export class LazySegmenter {
  #choices;
  #real;

  constructor(...choices) {
    this.#choices = choices;
  }

  segment(text) {
    this.#real ??= new globalThis.Intl.Segmenter(...this.#choices);
    return this.#real.segment(text);
  }
}
