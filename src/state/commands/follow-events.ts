import { findCompute } from '../selectors.ts';
import type { AppState, PanelId } from '../app-state.ts';
import type { WorkEvent } from '../events/work-event.ts';
import { nextNotify } from '../notify.ts';
import type { Route } from '../routes.ts';
import { update, type Context } from './context.ts';

/** The screen of what an event is about; undefined when that is there no more, and of a sum. */
export const routeOfEvent = (state: AppState, { subject }: Pick<WorkEvent, 'subject'>): Route | undefined => {
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

/** What the user does about events, and what the terminal says of itself. */
export const createEventCommands = (context: Pick<Context, 'store'>) => ({
  /** Switches how the user is told that something of theirs has ended. */
  nextNotify(): void {
    nextNotify(context);
  },

  /** Which panels the board has room for. The keys leave one that is there no more. */
  showPanels(shownPanels: readonly PanelId[]): void {
    update(context, (state) => {
      if (state.shownPanels === shownPanels) return state;
      const { board } = state;
      const isLost = board !== undefined && !shownPanels.includes(board.panel);
      return { ...state, shownPanels, ...(isLost ? { board: { ...board, panel: 'queue' } } : {}) };
    });
  },
});
