import type { AppState } from '#state/app-state.ts';
import { routeOf } from '#state/selectors.ts';
import type { ActionId } from './keys.ts';

/** Why an action about events, calls or panels can do nothing now. */
export const followReasons = {
  open: (state) =>
    routeOf(state).screen === 'calls' && state.overlay === undefined
      ? 'the whole call stands below the list'
      : undefined,
  events: (state) => {
    if (state.board === undefined) return 'no workspace is open';
    return routeOf(state).screen === 'events' ? 'they are on the screen' : undefined;
  },
  calls: (state) => (routeOf(state).screen === 'calls' ? 'they are on the screen' : undefined),
  'panel.4': ({ shownPanels }) =>
    shownPanels.includes('log') ? undefined : 'this board has no panel for a log',
  'panel.5': ({ shownPanels }) =>
    shownPanels.includes('quota') ? undefined : 'this board has no panel for the quota',
} as const satisfies Readonly<Partial<Record<ActionId, (state: AppState) => string | undefined>>>;
