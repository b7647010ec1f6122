import type { AppState } from '#state/app-state.ts';
import { routeOf } from '#state/selectors.ts';
import type { SituationId } from './keys.ts';

const ofOverlay = {
  filter: 'filter',
  sort: 'sort',
  help: 'help',
  actions: 'menu',
  remove: 'remove',
  sizes: 'sizes',
} as const satisfies Readonly<Record<NonNullable<AppState['overlay']>['is'], SituationId>>;

const ofScreen = {
  workspaces: 'workspaces',
  board: 'board',
  compute: 'compute',
  node: 'details',
  job: 'details',
  targets: 'targets',
  form: 'form',
  review: 'review',
  progress: 'progress',
} as const satisfies Readonly<Record<ReturnType<typeof routeOf>['screen'], SituationId>>;

/** What the user is doing, and so which keys mean what: the overlay alone while one is open, else the screen. */
export const situationOf = (state: AppState): SituationId =>
  state.overlay === undefined ? ofScreen[routeOf(state).screen] : ofOverlay[state.overlay.is];
