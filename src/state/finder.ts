import type * as Find from './commands/find.ts';

let loaded: typeof Find | undefined;

/** The palette and the way back and forth, once they are there: they are not among what the first frame waits for. */
export const finder = (): typeof Find | undefined => loaded;

/** Fetches them. */
export const loadFinder = async (): Promise<void> => {
  loaded ??= await import('./all-late.ts').then((all) => all.find);
};
