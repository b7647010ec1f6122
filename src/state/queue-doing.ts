import type * as Doing from './commands/queue.ts';

/** What acts on the queue and explains its rows. */
export type QueueDoing = typeof Doing;

let loaded: QueueDoing | undefined;

/** The same, once it is there: it is not among what the first frame waits for. */
export const queueDoing = (): QueueDoing | undefined => loaded;

/** Fetches it. Begun after the first frame; whoever needs it earlier waits for it. */
export const loadQueueDoing = async (): Promise<QueueDoing> =>
  (loaded ??= (await import('./all-late.ts')).queue);
