import type { AppState, PanelId } from '#state/app-state.ts';
import { entryInTheWay } from '#state/checks.ts';
import { namedAlready } from '#state/entry-to-open.ts';
import { instanceActions } from '#state/instance-actions.ts';
import { currentChecks, routeOf } from '#state/selectors.ts';
import type { ActionId } from './keys.ts';
import { hasList } from './why-off.ts';

/** What Enter opens from panels that are no lists. */
const ofPanel: Readonly<Partial<Record<PanelId, string>>> = {
  log: 'the whole log',
  quota: 'all of the quota',
};

/** What Enter opens, where a panel is no list; what the key of a question would do now, by what is marked in it; undefined where the table of keys says it. */
export const hintWords = (does: ActionId, state: AppState): string | undefined => {
  const { overlay, board } = state;
  const route = routeOf(state);
  if (does === 'open' && overlay === undefined && route.screen === 'board')
    return ofPanel[board?.panel ?? 'computes'];
  if (does === 'field.list') return namedAlready(state) === undefined ? undefined : 'open it';
  if (does === 'send') return entryInTheWay(currentChecks(state))?.use === true ? 'open it' : undefined;
  if (does === 'open' && route.screen === 'cost' && route.shows === 'waste') return 'as the line says';
  if (does === 'press' && route.screen === 'form' && hasList(state)) return 'list of values';
  if (does !== 'choose' && does !== 'confirm' && does !== 'undo.confirm') return undefined;
  switch (overlay?.is) {
    case 'cancel':
      return overlay.at === 0 ? 'leave it' : 'cancel the job';
    case 'instance':
      return `${instanceActions[overlay.at] ?? 'do'} it`;
    case 'remove':
      return `${overlay.action.toLowerCase()} it`;
    case 'overwrite':
      return overlay.breaks === undefined ? 'overwrite it' : undefined;
    case 'save':
      return overlay.taken === undefined ? 'write it' : 'overwrite it';
    case 'recycle':
      return 'recycle nodes';
    case 'undo':
      return overlay.recycling === undefined ? 'review' : 'restore the scale';
    case 'actions':
    case 'filter':
    case 'find':
    case 'help':
    case 'palette':
    case 'plan':
    case 'readOnly':
    case 'resources':
    case 'sizes':
    case 'sort':
    case 'sources':
    case 'ssh':
    case 'sshKey':
    case undefined:
      return undefined;
  }
};
