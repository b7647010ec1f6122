import type { Context } from '../commands/context.ts';
import type { News } from '../notify.ts';

/** Fetches what tells events apart: it is not among what the first frame waits for, and needs two answers anyway. */
export const loadEvents = () => import('../all-late.ts').then((all) => all.events);

/**
 * Begins to follow what happens, as soon as its code is there.
 * @param tell tells somebody who looks elsewhere that something of theirs has ended
 * @param changed called when something has changed, whoever did it
 * @returns ends it
 */
export const createEvents = (
  context: Pick<Context, 'store' | 'clock' | 'jobs'>,
  tell: (news: News) => void,
  changed: () => void,
): (() => void) => {
  let closed = false;
  let end = (): void => undefined;
  void loadEvents().then(({ followEvents }) => {
    if (!closed) end = followEvents(context, tell, changed);
  });
  return () => {
    closed = true;
    end();
  };
};
