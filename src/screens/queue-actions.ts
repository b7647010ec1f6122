import type { ActionContext } from './actions.ts';

/** What keys do to the queue, to a job, and to have a row explained. */
export const queueActions = {
  'queue.whole': ({ kit }: ActionContext) => {
    kit.workbench.commands.toggleWholeQueue();
  },
  'job.cancel': ({ kit }: ActionContext) => {
    kit.workbench.commands.openCancel();
  },
  'job.studio': ({ kit }: ActionContext) => {
    const { commands } = kit.workbench;
    void commands.findStudioLink((found) => {
      if (!found.ok) commands.notice(found.why, 'needsPerson');
      else
        kit.copy(found.link, (sent) => {
          commands.notice(`${sent}: ${found.link}`);
        });
    });
  },
  why: ({ kit }: ActionContext) => {
    kit.workbench.commands.openWhy();
  },
};
