import { routeOfEvent } from '#state/commands/follow-events.ts';
import { selectedRow } from '#state/selectors.ts';
import type { ActionContext } from './actions.ts';
import type { ActionId } from './keys.ts';

type Run = (context: ActionContext) => void;

/** Opens what the event under the cursor is about. */
export const openEvent: Run = ({ kit }) => {
  const { commands, store, jobs } = kit.workbench;
  const state = store.getState();
  const event = selectedRow('events', state, jobs);
  if (event === undefined) return;
  const route = routeOfEvent(state, event);
  if (route?.screen === 'job') commands.openJob(route.name);
  else if (route?.screen === 'progress') commands.openOperation(route.operation);
  else if (route !== undefined) commands.go(route);
  else
    commands.notice(event.count > 1 ? 'this sums up several: none of them is meant' : 'it is there no more');
};

/** What the actions about events, calls and the wide board do. */
export const eventRuns = {
  events: ({ kit }) => {
    kit.workbench.commands.go({ screen: 'events' });
  },
  calls: ({ kit }) => {
    kit.workbench.commands.go({ screen: 'calls' });
  },
  notify: ({ kit }) => {
    kit.workbench.commands.nextNotify();
  },
  'panel.4': ({ kit }) => {
    kit.workbench.commands.panel('log');
  },
  'panel.5': ({ kit }) => {
    kit.workbench.commands.panel('quota');
  },
} as const satisfies Readonly<Partial<Record<ActionId, Run>>>;
