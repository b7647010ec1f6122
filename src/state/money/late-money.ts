import type * as Late from './late.ts';

let loaded: typeof Late | undefined;

/** The arithmetic of cost, waste and quota, once it is there: it is not among what the first frame waits for. */
export const lateMoney = (): typeof Late | undefined => loaded;

/** Fetches it. Begun after the first frame; whoever needs it earlier waits for it. */
export const loadMoney = async (): Promise<typeof Late> =>
  (loaded ??= (await import('../all-late.ts')).money);
