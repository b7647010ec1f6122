import type { AppState } from '#state/app-state.ts';
import { hasChildren } from '#state/run-family.ts';
import { activeList, focusedField, routeOf } from '#state/selectors.ts';
import { situations, type SituationId } from './keys.ts';

/** Every overlay, and what its keys mean. */
export const situationOfOverlay = {
  filter: 'filter',
  find: 'find',
  sort: 'sort',
  help: 'help',
  actions: 'menu',
  instance: 'menu',
  cancel: 'menu',
  remove: 'confirm',
  overwrite: 'confirm',
  save: 'confirm',
  sizes: 'picker',
  resources: 'picker',
  sources: 'sources',
  plan: 'plan',
  recycle: 'confirm',
  undo: 'undo',
  readOnly: 'readOnly',
  ssh: 'ssh',
  sshKey: 'sshKey',
  palette: 'palette',
} as const satisfies Readonly<Record<NonNullable<AppState['overlay']>['is'], SituationId>>;

/** Every screen, and what its keys mean. */
export const situationOfScreen = {
  workspaces: 'workspaces',
  board: 'board',
  compute: 'compute',
  node: 'node',
  job: 'job',
  why: 'why',
  log: 'log',
  targets: 'targets',
  form: 'form',
  review: 'review',
  code: 'code',
  progress: 'progress',
  operations: 'targets',
  events: 'following',
  calls: 'following',
  guide: 'guide',
  cost: 'cost',
  quota: 'quota',
} as const satisfies Readonly<Record<ReturnType<typeof routeOf>['screen'], SituationId>>;

/** The board shows more panels than the three that are always there. */
const isWide = ({ shownPanels }: AppState): boolean =>
  shownPanels.includes('log') || shownPanels.includes('quota');

/** What the user is doing, and so which keys mean what: the overlay alone while one is open, else the screen. */
const beneathCard = (state: AppState): SituationId => {
  if (state.overlay !== undefined) return situationOfOverlay[state.overlay.is];
  const screen = situationOfScreen[routeOf(state).screen];
  if (screen === 'cost') return activeList(state) === 'waste' ? 'waste' : 'cost';
  if (screen === 'board' && isWide(state)) return 'wideBoard';
  if (screen === 'job' && hasChildren(state))
    return activeList(state) === undefined ? 'familyFacts' : 'family';
  if (screen !== 'form') return screen;
  const field = focusedField(state);
  if (field === undefined) return 'button';
  return field.kind.is === 'choice' ? 'choice' : 'form';
};

/** The same, but for the card that offers to sign in: it comes before everything, except for what is typed. */
export const situationOf = (state: AppState): SituationId => {
  const { card, signingIn } = state.session;
  const beneath = beneathCard(state);
  if (card === undefined) return beneath;
  // A choice among few values is a field like others: Tab leads on from it.
  const filling = situations[beneath].text || beneath === 'choice' || beneath === 'button';
  if (signingIn === undefined) return filling ? 'connectBesideText' : 'connect';
  return filling ? 'signingInBesideText' : 'signingIn';
};
