import type { AppState } from '#state/app-state.ts';
import type { WorkEvent } from '#state/events/work-event.ts';
import type { Route } from '#state/routes.ts';
import { findCompute, selectedRow } from '#state/selectors.ts';
import type { Kit } from './context.ts';

/** The screen of what an event is about; undefined when that is there no more, and of a sum. */
const routeOfEvent = (state: AppState, { subject }: Pick<WorkEvent, 'subject'>): Route | undefined => {
  switch (subject?.is) {
    case 'compute':
      return findCompute(state, subject.id) === undefined ? undefined : { screen: 'compute', id: subject.id };
    case 'node': {
      const { clusterId, id } = subject;
      if (state.board?.nodes[clusterId]?.remote.data?.some((node) => node.id === id) === true)
        return { screen: 'node', clusterId, id };
      return findCompute(state, clusterId) === undefined ? undefined : { screen: 'compute', id: clusterId };
    }
    case 'job':
      return { screen: 'job', name: subject.name };
    case 'operation':
      return state.operations.some(({ id }) => id === subject.id)
        ? { screen: 'progress', operation: subject.id }
        : undefined;
    case undefined:
      return undefined;
  }
};

/** Opens what the event under the cursor is about. */
export const openEvent = ({ workbench }: Kit): void => {
  const { commands, store, jobs } = workbench;
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
