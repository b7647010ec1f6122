import type * as Measuring from './commands/measure-computes.ts';
import type { Context } from './commands/context.ts';
import type { Histories } from './histories.ts';

let loaded: typeof Measuring | undefined;

/** Fetches what measures the computes: nobody needs it before a board is open. */
export const loadMeasuring = async (): Promise<typeof Measuring> =>
  (loaded ??= (await import('./all-late.ts')).measureComputes);

/**
 * Measures the computes of the boards that are opened, from the first one on.
 * @param open fetches what keeps the measurements; until the program ends they are kept without it
 */
export const createMeasuring = (context: Context, open?: () => Promise<Histories>) => {
  let end: (() => void) | undefined;
  let state: 'waiting' | 'begun' | 'closed' = 'waiting';
  const begin = async (): Promise<void> => {
    const [{ measureComputes }, histories] = await Promise.all([loadMeasuring(), open?.()]);
    if (state === 'begun') end = measureComputes(context, histories);
  };
  return {
    opened: (): void => {
      if (state !== 'waiting') return;
      state = 'begun';
      if (loaded === undefined || open !== undefined) void begin();
      else end = loaded.measureComputes(context);
    },
    /** Keeps what was measured. */
    close: (): void => {
      state = 'closed';
      end?.();
    },
  };
};
