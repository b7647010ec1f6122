import { guideSubject, markedSnippet } from '#state/guide-selectors.ts';
import type { ActionContext } from './actions.ts';

/** What keys do on pages of guidance, and on the way to them. */
export const guideActions = {
  guide: ({ kit }: ActionContext) => {
    const { commands, store, jobs } = kit.workbench;
    const { subject } = guideSubject(store.getState(), jobs);
    if (subject !== undefined) commands.openGuide(subject);
  },
  'snippet.next': ({ kit }: ActionContext) => {
    kit.workbench.commands.nextSnippet(1);
  },
  'snippet.prev': ({ kit }: ActionContext) => {
    kit.workbench.commands.nextSnippet(-1);
  },
  copy: ({ kit }: ActionContext) => {
    const { commands, store } = kit.workbench;
    const snippet = markedSnippet(store.getState());
    if (snippet === undefined) return;
    kit.copy(snippet.text, (sent) => {
      commands.notice(`"${snippet.title}" was ${sent}`);
    });
  },
};
