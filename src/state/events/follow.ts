import type { Context } from '../commands/context.ts';
import type * as Collect from './collect.ts';

let loading: Promise<typeof Collect> | undefined;

/** Fetches what tells events apart: it is not among what the first frame waits for, and needs two answers anyway. */
export const loadEvents = (): Promise<typeof Collect> => (loading ??= import('./collect.ts'));

/** Begins to follow what happens, as soon as its code is there. @returns ends it */
export const createEvents = (
  context: Pick<Context, 'store' | 'clock' | 'jobs'>,
  effects: Collect.EventEffects,
): (() => void) => {
  let closed = false;
  let end = (): void => undefined;
  void loadEvents().then(({ followEvents }) => {
    if (!closed) end = followEvents(context, effects);
  });
  return () => {
    closed = true;
    end();
  };
};
