import { withQueue } from '../queue-part.ts';
import { pushed } from '../routes.ts';
import { unknown } from '../remote.ts';
import { subjectJob, whySubject } from '../why/subject.ts';
import { update, type Context } from './context.ts';
import type { StudioLink } from './studio-link.ts';

/** The queue on the board: whose it is, ending a job of it, and what explains a row. What asks the service is fetched when it is needed. */
export const createQueueing = (context: Context) => {
  const { store, jobs } = context;

  return {
    /**
     * Shows the queue of the whole workspace, or again that of the compute under the cursor. A cursor that has been moved stays on its job, where
     * that is in the other queue; one at the top stays at the top.
     */
    toggleWholeQueue(): void {
      update(context, (state) => {
        const { cursor: _, ...atTop } = state.lists.queue;
        const queue = (state.lists.queue.cursor?.index ?? 0) > 0 ? state.lists.queue : atTop;
        const lists = { ...state.lists, queue };
        return withQueue({ ...state, lists }, (now) => ({ ...now, whole: !now.whole }));
      });
    },

    /** Asks whether the job is to be cancelled; pinned to it, whatever the cursor does meanwhile. */
    openCancel(): void {
      const job = subjectJob(store.getState(), jobs);
      if (job !== undefined) update(context, (now) => ({ ...now, overlay: { is: 'cancel', job, at: 0 } }));
    },

    /** Does what is marked in that question: leaves the job alone, or asks the service to end it. */
    async answerCancel(): Promise<void> {
      const { overlay, board } = store.getState();
      if (overlay?.is !== 'cancel') return;
      update(context, ({ overlay: _, ...now }) => now);
      if (overlay.at === 0 || board === undefined) return;
      const { cancelJob } = await import('./cancel-job.ts');
      await cancelJob(context, board, overlay.job);
    },

    /** Finds the page in the studio of the job that an action would be about. */
    async findStudioLink(tell: (found: StudioLink) => void): Promise<void> {
      const { findStudioLink } = await import('./studio-link.ts');
      const found = await findStudioLink(context);
      if (found !== undefined) tell(found);
    },

    /** Explains the row under the cursor. Of a job more is asked than its row says. */
    openWhy(): void {
      const of = whySubject(store.getState(), jobs);
      if (of === undefined) return;
      update(context, (now) => ({
        ...now,
        stack: pushed(now.stack, { screen: 'why', of }),
        scroll: 0,
        ...(of.is !== 'job' || now.board === undefined || now.board.job.name === of.name
          ? {}
          : { board: { ...now.board, job: { name: of.name, remote: unknown() } } }),
      }));
    },
  };
};
