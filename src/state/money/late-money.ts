import type * as Rows from './visible-money.ts';

let loaded: typeof Rows | undefined;

/** The arithmetic of cost, waste and quota, once it is there: it is not among what the first frame waits for. */
export const lateMoney = (): typeof Rows | undefined => loaded;

/** Fetches it. Begun after the first frame. */
export const loadMoney = async (): Promise<void> => {
  loaded ??= await import('./visible-money.ts');
};
