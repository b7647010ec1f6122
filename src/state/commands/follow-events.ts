import type { PanelId } from '../app-state.ts';
import { notifyWays } from '../notify.ts';
import { update, type Context } from './context.ts';

/** What the user does about events, and what the terminal says of itself. */
export const createEventCommands = (context: Pick<Context, 'store'>) => ({
  /** Switches how the user is told that something of theirs has ended. */
  nextNotify(): void {
    update(context, (state) => ({
      ...state,
      notify: notifyWays[(notifyWays.indexOf(state.notify) + 1) % notifyWays.length] ?? 'off',
    }));
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
