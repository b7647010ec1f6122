import type fuzzysort from 'fuzzysort';

/** Finds rows by letters in order, the best first. */
export type FuzzySearch = typeof fuzzysort;

let loaded: FuzzySearch | undefined;

/** The library, once it is there: it is not among what the first frame waits for. */
export const fuzzySearch = (): FuzzySearch | undefined => loaded;

/** Fetches the library; whoever filters before it is there filters by whole words. */
export const loadFuzzySearch = async (): Promise<void> => {
  loaded ??= (await import('fuzzysort')).default;
};
