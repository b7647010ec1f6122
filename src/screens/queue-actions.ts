import type { Context } from '#state/commands/context.ts';
import type { QueueDoing } from '#state/queue-doing.ts';
import type { ActionContext } from './actions.ts';

const queueDoes =
  (run: (queue: QueueDoing, context: Context, kit: ActionContext['kit']) => void) =>
  ({ kit }: ActionContext): void => {
    kit.workbench.commands.withQueue((queue, context) => {
      run(queue, context, kit);
    });
  };

/** What keys do to the queue, to a job, and to have a row explained. */
export const queueActions = {
  'queue.whole': queueDoes((queue, context) => {
    queue.toggleWholeQueue(context);
  }),
  'job.cancel': queueDoes((queue, context, { workbench }) => {
    if (workbench.acts()?.openPlan('cancel') !== true) queue.openCancel(context);
  }),
  'job.studio': queueDoes((queue, context, kit) => {
    queue.findStudioLink(context, (link) => {
      kit.copy(link, (sent) => {
        kit.workbench.commands.notice(`${sent}: ${link}`);
      });
    });
  }),
  why: queueDoes((queue, context) => {
    queue.openWhy(context);
  }),
};
