import type * as Acting from './commands/act.ts';

let loaded: typeof Acting | undefined;

/** What marks, recycles, undoes and connects, once it is there: it is not among what the first frame waits for. */
export const actingModule = (): typeof Acting | undefined => loaded;

/** Fetches it. Begun after the first frame: until it is there its keys do nothing. */
export const loadActing = async (): Promise<void> => {
  loaded ??= await import('./all-late.ts').then((all) => all.act);
};
