import type { ActionContext } from './actions.ts';
import { notifyWords } from './late-screens.ts';
import type { ActionId } from './keys.ts';

type Run = (context: ActionContext) => void;

/** What the actions about events, calls and the wide board do. */
export const eventRuns = {
  events: ({ kit }) => {
    kit.workbench.commands.go({ screen: 'events' });
  },
  calls: ({ kit }) => {
    kit.workbench.commands.go({ screen: 'calls' });
  },
  notify: ({ kit }) => {
    const { commands, store } = kit.workbench;
    commands.nextNotify();
    commands.notice(notifyWords(store.getState().notify) ?? '');
  },
  'panel.4': ({ kit }) => {
    kit.workbench.commands.panel('log');
  },
  'panel.5': ({ kit }) => {
    kit.workbench.commands.panel('quota');
  },
} as const satisfies Readonly<Partial<Record<ActionId, Run>>>;
