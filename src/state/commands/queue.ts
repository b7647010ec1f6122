import { withQueue } from '../queue-part.ts';
import { pushed } from '../routes.ts';
import { unknown } from '../remote.ts';
import { subjectJob, whySubject } from '../why/subject.ts';
import { cancelJob } from './cancel-job.ts';
import { update, type Context } from './context.ts';

export { whyNoCancel, whyNoJob, whyNoRow } from '../why/refusals.ts';
export { findStudioLink } from './studio-link.ts';

/**
 * Shows the queue of the whole workspace, or again that of the compute under the cursor. A cursor that has been moved stays on its job, where
 * that is in the other queue; one at the top stays at the top.
 */
export const toggleWholeQueue = (context: Context): void => {
  update(context, (state) => {
    const { cursor: _, ...atTop } = state.lists.queue;
    const queue = (state.lists.queue.cursor?.index ?? 0) > 0 ? state.lists.queue : atTop;
    const lists = { ...state.lists, queue };
    return withQueue({ ...state, lists }, (now) => ({ ...now, whole: !now.whole }));
  });
};

/** Asks whether the job is to be cancelled; pinned to it, whatever the cursor does meanwhile. */
export const openCancel = (context: Context): void => {
  const job = subjectJob(context.store.getState(), context.jobs);
  if (job !== undefined) update(context, (now) => ({ ...now, overlay: { is: 'cancel', job, at: 0 } }));
};

/** Does what is marked in that question: leaves the job alone, or asks the service to end it. */
export const answerCancel = (context: Context): void => {
  const { overlay, board } = context.store.getState();
  if (overlay?.is !== 'cancel') return;
  update(context, ({ overlay: _, ...now }) => now);
  if (overlay.at === 1 && board !== undefined) void cancelJob(context, board, overlay.job);
};

/** Explains the row under the cursor. Of a job more is asked than its row says. */
export const openWhy = (context: Context): void => {
  const of = whySubject(context.store.getState(), context.jobs);
  if (of === undefined) return;
  update(context, (now) => ({
    ...now,
    stack: pushed(now.stack, { screen: 'why', of }),
    scroll: 0,
    ...(of.is !== 'job' || now.board === undefined || now.board.job.name === of.name
      ? {}
      : { board: { ...now.board, job: { name: of.name, remote: unknown() } } }),
  }));
};
