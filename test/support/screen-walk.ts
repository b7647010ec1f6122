import { idKey } from '#azure/place.ts';
import { markedIds } from '#state/marks.ts';
import { routeOf } from '#state/selectors.ts';
import type { OpenShell } from './shell.tsx';

/** Where a walk leads: a screen, or an overlay over one. */
export type Place = string;

/** Not a key: half a second passes, and whatever is fetched before the next key means something. */
const wait = 'wait';

/** A way from the board to a place: the keys, and how long is waited there. */
type Way = { readonly keys: readonly string[]; readonly leads: Place; readonly waitsMs?: number };

const rowOf = (down: number): readonly string[] => ['1', 'g', ...Array.from({ length: down }, () => 'j')];
const way = (leads: Place, ...keys: readonly string[]): Way => ({ leads, keys });

/** A way to every screen and overlay, each from the board: `screen-walk.test.ts` compares them with those that there are. */
export const screenWalk: Readonly<Record<string, Way>> = {
  // While its node is still unusable.
  recycling: way('board recycle', ...rowOf(1), 'K'),
  // Before anything is zoomed: then `q` means that.
  workspaces: way('workspaces', 'q'),
  board: way('board', '1', 'g'),
  'computes zoomed': way('board', '1', 'g', 'z'),
  'wide columns': way('board', '1', 'w'),
  nodes: way('board', ...rowOf(2), '2', 'z'),
  'queue of everything': way('board', '3', 'W', 'z'),
  'filter of computes': way('board filter', '1', '/', 'a'),
  'order of computes': way('board sort', '1', 'o'),
  help: way('board help', '?'),
  'actions of a compute': way('board actions', ...rowOf(0), 'a'),
  palette: way('board palette', ':'),
  sources: way('board sources', 'H'),
  'read-only': way('board readOnly', 'R'),
  'why a job': way('why', '3', 'g', 'i'),
  'why a compute': way('why', ...rowOf(2), 'i'),
  job: way('job', '3', 'g', 'enter'),
  log: way('log', '3', 'g', 'L', 'tab', 'k', 'w', 't'),
  'finding in a log': way('log find', '3', 'g', 'L', '/'),
  'cancelling a job': way('board cancel', '3', 'g', 'X'),
  cost: way('cost', '$'),
  waste: way('cost', '$', 'tab'),
  quota: way('quota', '5'),
  events: way('events', 'e'),
  calls: way('calls', '@'),
  operations: way('operations', 't'),
  plan: way('board plan', ...rowOf(0), 'v', 'G', 'D'),
  SSH: way('board ssh', ...rowOf(6), 'S'),
  'key file of SSH': way('board sshKey', ...rowOf(6), 'S', 'f'),
  removal: way('board remove', ...rowOf(0), 'D'),
  'instance menu': way('board instance', ...rowOf(4), 's'),
  compute: way('compute', ...rowOf(2), 'enter'),
  node: way('node', ...rowOf(2), '2', 'g', 'enter'),
  targets: way('targets', 'c'),
  guide: way('guide', ...rowOf(0), 'u'),
  identity: way('form', ...rowOf(0), 'I'),
  submission: way('form', ...rowOf(0), '+'),
  environments: way('form resources', ...rowOf(0), '+', 'tab', 'enter'),
  code: way('code', ...rowOf(0), 'E', 'tab', 'tab'),
  'writing of code': way('code save', ...rowOf(0), 'E', wait, 'w'),
  review: way('review', ...rowOf(0), 's', 'shift-tab', 'enter'),
  overwriting: way(
    'review overwrite',
    'c',
    'g',
    'enter',
    'ctrl-u',
    ...'cpu-batch'.split(''),
    'shift-tab',
    'enter',
    wait,
    'enter',
  ),
  // Of the same form, whose focus stays where it was.
  sizes: way('form sizes', 'c', 'g', 'enter', 'tab', 'tab', 'enter'),
  progress: {
    leads: 'progress',
    keys: [...rowOf(0), 's', 'tab', 'ctrl-u', '4', 'shift-tab', 'shift-tab', 'enter', wait, 'enter'],
    waitsMs: 60_000,
  },
  undo: way('board undo', ...rowOf(0), 'U'),
};

/** Where the program is. */
export const placeOf = (shell: OpenShell): Place => {
  const state = shell.workbench.store.getState();
  return [routeOf(state).screen, state.overlay?.is].join(' ').trim();
};

/** The printers of code are modules that are loaded when they are first needed. */
const fetched = async (shell: OpenShell): Promise<void> => {
  do await shell.run(500);
  while (shell.text().includes('one moment'));
};

/** Goes a way from the board. */
export const walkTo = async (shell: OpenShell, { keys, waitsMs = 1000 }: Way): Promise<void> => {
  for (const key of keys)
    if (key === wait) await fetched(shell);
    else await shell.press(key);
  await shell.run(waitsMs);
};

/** Wherever other words have put its row. */
const intoWorkspace = async (shell: OpenShell): Promise<void> => {
  const { workspaces } = shell.workbench.store.getState();
  const main = workspaces.data?.find(({ id }) => id.endsWith(`/${shell.place.workspace}`));
  shell.workbench.commands.select('workspaces', idKey(main?.id ?? ''));
  await shell.press('enter');
  await shell.run(1000);
};

/** Back to the board, from wherever a way led. */
export const walkBack = async (shell: OpenShell): Promise<void> => {
  for (let presses = 0; presses < 8; presses += 1) {
    const place = placeOf(shell);
    if (place === 'board' && markedIds('computes', shell.workbench.store.getState()).size === 0) return;
    if (place === 'workspaces') await intoWorkspace(shell);
    else await shell.press('\u001b[27u');
  }
};
