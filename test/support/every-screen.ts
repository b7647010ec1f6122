import type { Overlay } from '#state/app-state.ts';
import type { Screen } from '#state/routes.ts';
import { routeOf } from '#state/selectors.ts';
import type { OpenShell } from './shell.tsx';

/** Not a key: half a minute passes, in which what was asked is answered and what was sent ends. */
export const awhile = 'a while';

const rowOf = (down: number): readonly string[] => ['1', 'g', ...Array.from({ length: down }, () => 'j')];
const typed = (text: string): readonly string[] => Array.from(text);

const scaleReview = [...rowOf(0), 's', 'tab', 'ctrl-u', '6', 'shift-tab', 'shift-tab', 'enter', awhile];

/** The keys that lead from the board to each screen: one that has none does not compile. */
const toScreens: Readonly<Record<Screen, readonly string[]>> = {
  workspaces: ['q'],
  board: ['1'],
  compute: [...rowOf(2), 'enter'],
  node: [...rowOf(2), awhile, '2', 'g', 'enter'],
  job: ['3', 'g', 'enter'],
  log: ['3', 'g', 'L'],
  targets: ['c'],
  form: ['c', 'g', 'enter'],
  review: scaleReview,
  code: [...rowOf(0), 'E'],
  why: ['3', 'g', 'i'],
  operations: ['t'],
  cost: ['$'],
  quota: ['5'],
  events: ['e'],
  calls: ['@'],
  guide: [...rowOf(0), 'u'],
  progress: [...rowOf(4), 's', 'enter'],
};

/** And to what lies over one. */
const toOverlays: Readonly<Record<Overlay['is'], readonly string[]>> = {
  filter: ['1', '/'],
  sort: ['1', 'o'],
  help: ['?'],
  actions: [...rowOf(0), 'a'],
  palette: [':'],
  remove: [...rowOf(0), 'D'],
  find: ['3', 'g', 'L', awhile, '/'],
  save: [...rowOf(0), 'E', 'w'],
  sources: ['H'],
  sizes: ['c', 'g', 'enter', 'tab', 'enter'],
  resources: [...rowOf(0), '+', 'tab', 'enter'],
  overwrite: ['c', 'g', 'enter', 'ctrl-u', ...typed('gpu-train'), 'shift-tab', 'enter', awhile, 'enter'],
  cancel: ['3', 'g', 'X'],
  instance: [...rowOf(5), 's'],
  plan: [...rowOf(0), 'v', 'G', 'D'],
  recycle: [...rowOf(1), 'K'],
  undo: [...scaleReview, 'enter', awhile, awhile, 'esc', ...rowOf(0), 'U'],
  readOnly: ['R'],
  ssh: [...rowOf(6), 'S'],
  sshKey: [...rowOf(6), 'S', 'f'],
};

export type Place = { readonly place: string; readonly keys: readonly string[] };

/** Every screen and everything that lies over one, with the keys that lead there from the board. */
export const everyPlace: readonly Place[] = [...Object.entries(toScreens), ...Object.entries(toOverlays)].map(
  ([place, keys]) => ({ place, keys }),
);

/** What of `everyPlace` is on the screen. */
export const placeOnScreen = ({ workbench }: OpenShell): string => {
  const state = workbench.store.getState();
  return state.overlay?.is ?? routeOf(state).screen;
};

/** Escape as terminals with the extended keyboard protocol send it, which needs no waiting for what may follow. */
export const sent = (key: string): string => (key === 'esc' ? '\u001b[27u' : key);

/** Presses keys and lets time pass between them. */
export const pressAll = async (shell: OpenShell, keys: readonly string[]): Promise<void> => {
  for (const key of keys) {
    if (key === awhile) await shell.run(30_000);
    else await shell.press(sent(key));
  }
};
