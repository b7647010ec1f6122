import { progressOver } from '../routes.ts';
import { update, type Context } from './context.ts';

/** From what was sent to its progress, with the board beneath; stays where nothing was sent. */
export const followOperation = (context: Context, operation: string | undefined): void => {
  if (operation === undefined) return;
  update(context, ({ overlay: _, ...now }) => ({
    ...now,
    scroll: 0,
    stack: progressOver(now.stack, operation),
  }));
};
