import type { Compute, Job, Workspace } from '#azure/model.ts';
import { idKey } from '#azure/place.ts';
import { targets } from '#azure/targets/index.ts';
import type { Target } from '#azure/targets/target.ts';
import type { AppState } from '#state/app-state.ts';
import type { JobIndex } from '#state/job-index.ts';
import { listedWorkspaces } from '#state/listed-workspaces.ts';
import { memo } from '#state/memo.ts';
import { routeOf } from '#state/selectors.ts';
import { keyLabel } from '../help-text.ts';
import { keyTable, situations, type ActionId, type Binding, type Scope } from '../keys.ts';
import { situationOf } from '../situation.ts';
import { stateWord } from '../tables/compute-table.ts';
import { targetForms } from '#state/target-forms.ts';
import { whyOff } from '../why-off.ts';

/** A place to go to that is on the screen by no key of its own everywhere. */
export type ViewId = 'board' | 'computes' | 'nodes' | 'queue' | 'workspaces' | 'quit' | 'quit!';

type Does =
  | { readonly is: 'view'; readonly view: ViewId }
  /** `away`: it belongs to the board, which is gone to first. */
  | { readonly is: 'action'; readonly does: ActionId; readonly away: boolean }
  | { readonly is: 'compute'; readonly id: string }
  | { readonly is: 'target'; readonly target: Target }
  | { readonly is: 'workspace'; readonly workspace: Workspace }
  | { readonly is: 'job'; readonly name: string };

export type PaletteItem = {
  /** What it is remembered by when it was chosen. */
  readonly key: string;
  readonly kind: 'go to' | 'action' | 'compute' | 'target' | 'workspace' | 'job';
  readonly name: string;
  /** Further words that find it. */
  readonly also: string;
  /** What finds it before anything else when it is typed whole. */
  readonly aliases: readonly string[];
  /** What stands beside it: its key, its state. */
  readonly note: string;
  /** Why it is off now. */
  readonly reason?: string;
  readonly does: Does;
};

type View = { readonly view: ViewId; readonly aliases: readonly string[]; readonly note: string };

const everywhere: readonly View[] = [
  { view: 'workspaces', aliases: ['ws', 'workspace', 'ctx', 'context'], note: 'every workspace' },
  { view: 'quit', aliases: ['q', 'exit'], note: 'leaves the program' },
  { view: 'quit!', aliases: ['q!'], note: 'leaves it, whatever is under way' },
];

const ofWorkspace: readonly View[] = [
  { view: 'board', aliases: ['home'], note: 'computes, nodes and queue' },
  { view: 'computes', aliases: ['compute', 'co', 'clusters', 'instances'], note: 'on the board' },
  { view: 'nodes', aliases: ['node', 'no'], note: 'on the board' },
  { view: 'queue', aliases: ['jobs', 'job', 'jo'], note: 'on the board' },
];

/** Other words for actions, as users of such tools type them. */
const aliases: Readonly<Partial<Record<ActionId, readonly string[]>>> = {
  targets: ['targets', 'types', 'new', 'attach'],
  operations: ['ops', 'op'],
  sources: ['sources', 'health'],
  cost: ['money', 'price', 'pulse'],
  waste: ['idle'],
  events: ['ev', 'event', 'news'],
  calls: ['requests', 'http'],
  notify: ['bell'],
  quota: ['limits', 'usage'],
  redact: ['mask'],
  help: ['h', '?'],
  'filter.open': ['/'],
  'connect.open': ['login', 'signin'],
  readOnly: ['readonly', 'ro'],
};

/**
 * Moving about is not chosen from a list, and the panels are among the views. What sends or confirms what is on the screen is done there
 * alone, where the user reads what it does.
 */
const isOffered = ({ does }: Binding): boolean =>
  !/^(?:row|page|panel|palette|field|choice)(?:\.|$)|^(?:filter\.accept|send|press|choose|confirm)$/u.test(
    does,
  );

const viewItem = ({ view, aliases: words, note }: View): PaletteItem => ({
  key: `view ${view}`,
  kind: 'go to',
  name: view,
  also: words.join(' '),
  aliases: words,
  note,
  does: { is: 'view', view },
});

/** Scopes whose actions lead on from the board. */
const ofBoard: ReadonlySet<Scope> = new Set(['board', 'money', 'panelScreens', 'cost']);

/** The actions of the situation under the palette, the global ones, and those of the board wherever there is one. */
const actionItems = (state: AppState, jobs: JobIndex): readonly PaletteItem[] => {
  const { overlay: _, ...beneath } = state;
  const scopes: readonly string[] = situations[situationOf(beneath)].scopes;
  const onBoard: AppState = { ...beneath, stack: [{ screen: 'workspaces' }, { screen: 'board' }] };
  const hasBoard = state.board !== undefined;
  const items = new Map<ActionId, PaletteItem>();
  for (const row of keyTable.filter(isOffered)) {
    const here = scopes.includes(row.in) || row.in === 'global';
    if (items.has(row.does) || !(here || (ofBoard.has(row.in) && hasBoard))) continue;
    const reason = whyOff(row.does, here ? beneath : onBoard, jobs);
    const words = aliases[row.does] ?? [];
    items.set(row.does, {
      key: `action ${row.does}`,
      kind: 'action',
      name: row.label,
      also: `${row.does.replaceAll('.', ' ')} ${words.join(' ')}`,
      aliases: words,
      note: keyLabel(row.keys[0] ?? ''),
      ...(reason === undefined ? {} : { reason }),
      does: { is: 'action', does: row.does, away: !here },
    });
  }
  return [...items.values()];
};

const computeItems = memo((rows: readonly Compute[]): readonly PaletteItem[] =>
  rows.map((row) => ({
    key: `compute ${idKey(row.id)}`,
    kind: 'compute',
    name: row.name,
    also: row.type.text,
    aliases: [],
    note: `${row.type.text}, ${stateWord(row)}`,
    does: { is: 'compute', id: idKey(row.id) },
  })),
);

const targetItem = (target: Target): PaletteItem => ({
  key: `target ${target.id}`,
  kind: 'target',
  name: `${target.verb === 'guide' ? 'about' : target.verb} ${target.title}`,
  also: `create attach new ${target.id}`,
  aliases: [target.id.toLowerCase()],
  note: targetForms()?.partsOf(target.id).words?.about ?? '',
  does: { is: 'target', target },
});

const workspaceItems = memo((rows: readonly Workspace[]): readonly PaletteItem[] =>
  rows.map((workspace) => ({
    key: `workspace ${idKey(workspace.id)}`,
    kind: 'workspace',
    name: workspace.name,
    also: `ws workspace ${workspace.place.resourceGroup}`,
    aliases: [],
    note: [workspace.place.resourceGroup, workspace.location].join(', '),
    does: { is: 'workspace', workspace },
  })),
);

export const jobItem = (job: Job): PaletteItem => ({
  key: `job ${job.name}`,
  kind: 'job',
  name: job.displayName === '' ? job.name : job.displayName,
  also: job.name,
  aliases: [],
  note: [job.status.text, job.compute, job.createdBy].filter((part) => part !== '').join(', '),
  does: { is: 'job', name: job.name },
});

const everywhereItems = everywhere.map(viewItem);
const ofWorkspaceItems = ofWorkspace.map(viewItem);
const targetItems = targets.map(targetItem);

/** Everything but the jobs that the palette can find, in the order in which it shows them when nothing is typed. */
export const paletteItems = (state: AppState, jobs: JobIndex): readonly PaletteItem[] => {
  const { board } = state;
  const inWorkspace = board !== undefined && routeOf(state).screen !== 'workspaces';
  return [
    ...(board === undefined ? [] : ofWorkspaceItems),
    ...everywhereItems,
    ...actionItems(state, jobs),
    ...(inWorkspace ? computeItems(board.computes.data ?? none) : none),
    ...(inWorkspace ? targetItems : none),
    ...workspaceItems(listedWorkspaces(state)),
  ];
};

const none: readonly never[] = [];
