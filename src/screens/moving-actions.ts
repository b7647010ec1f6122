import { instanceActions } from '#state/instance-actions.ts';
import { routeOf } from '#state/selectors.ts';
import type { ActionContext } from './actions.ts';
import { paletteLength } from './finding-actions.ts';
import { logKeysLoaded } from './log-actions.ts';
import { menuRows } from './menu-rows.ts';

/** The row keys: in the card, in what lies over the screen, in a log, else in the list or the page. */
export const move =
  (by: (pageRows: number) => number | 'first' | 'last'): ((context: ActionContext) => void) =>
  ({ kit, pageRows }) => {
    const { commands, store, jobs } = kit.workbench;
    const state = store.getState();
    if (state.session.card !== undefined) commands.moveConnect(by(pageRows));
    else if (state.overlay?.is === 'help' || state.overlay?.is === 'sources')
      commands.moveOverlay(by(pageRows), Number.MAX_SAFE_INTEGER);
    else if (state.overlay?.is === 'actions')
      commands.moveOverlay(by(pageRows), menuRows(state, jobs).length);
    else if (state.overlay?.is === 'palette') commands.moveOverlay(by(pageRows), paletteLength(state, jobs));
    else if (state.overlay?.is === 'cancel') commands.moveOverlay(by(pageRows), 2);
    else if (state.overlay?.is === 'instance') commands.moveOverlay(by(pageRows), instanceActions.length);
    else if (state.overlay?.is === 'plan') commands.moveOverlay(by(pageRows), state.overlay.ids.length);
    else if (routeOf(state).screen === 'log' && state.overlay === undefined)
      logKeysLoaded()?.move(kit, by(pageRows));
    else commands.move(by(pageRows));
  };
