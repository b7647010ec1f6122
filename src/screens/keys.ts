/** Who can have the keys. Several have them at the same time: see `situations`. */
export type Scope =
  | 'rows'
  | 'list'
  | 'board'
  | 'compute'
  | 'review'
  | 'progress'
  | 'form'
  | 'filter'
  | 'sort'
  | 'help'
  | 'menu'
  | 'choice'
  | 'picker'
  | 'confirm'
  | 'inside'
  | 'root'
  | 'global'
  | 'always';

/** Everything that a key can do. */
export const actionIds = [
  'row.next',
  'row.prev',
  'row.first',
  'row.last',
  'page.next',
  'page.prev',
  'open',
  'back',
  'panel.next',
  'panel.prev',
  'panel.1',
  'panel.2',
  'panel.3',
  'zoom',
  'filter.open',
  'filter.accept',
  'sort.open',
  'sort.reverse',
  'sort.next',
  'faults',
  'actions',
  'targets',
  'delete',
  'change',
  'identity',
  'operations',
  'choice.next',
  'choice.prev',
  'check.again',
  'field.next',
  'field.prev',
  'field.list',
  'press',
  'choose',
  'send',
  'confirm',
  'overlay.close',
  'refresh',
  'sources',
  'pause',
  'readOnly',
  'help',
  'redraw',
  'suspend',
  'leave',
  'quit',
] as const;
export type ActionId = (typeof actionIds)[number];

export type HelpGroup = 'Move' | 'Look' | 'Do' | 'Forms and questions' | 'Program';

export type Binding = {
  /** Names as `keyName` makes them; the first is the one that is shown in the footer. */
  readonly keys: readonly string[];
  readonly in: Scope;
  readonly does: ActionId;
  /** Three words at most; the footer and the help show it. */
  readonly label: string;
  /** Its importance in the footer, lowest first: what does not fit is left out. Without one it is not there. */
  readonly hint?: number;
  readonly group: HelpGroup;
};

/** Moving in what has no text field: letters move too. */
const moves = [
  { keys: ['down', 'j'], in: 'rows', does: 'row.next', label: 'down', group: 'Move' },
  { keys: ['up', 'k'], in: 'rows', does: 'row.prev', label: 'up', group: 'Move' },
  { keys: ['g', 'home'], in: 'rows', does: 'row.first', label: 'first', group: 'Move' },
  { keys: ['G', 'end'], in: 'rows', does: 'row.last', label: 'last', group: 'Move' },
  {
    keys: ['pagedown', 'ctrl-d', 'ctrl-f'],
    in: 'rows',
    does: 'page.next',
    label: 'page down',
    group: 'Move',
  },
  { keys: ['pageup', 'ctrl-u'], in: 'rows', does: 'page.prev', label: 'page up', group: 'Move' },
] as const satisfies readonly Binding[];

/** Moving in a list under a text field. */
const movesBesideText = (scope: 'filter' | 'help' | 'picker'): readonly Binding[] => [
  { keys: ['down'], in: scope, does: 'row.next', label: 'down', group: 'Move' },
  { keys: ['up'], in: scope, does: 'row.prev', label: 'up', group: 'Move' },
  { keys: ['pagedown'], in: scope, does: 'page.next', label: 'page down', group: 'Move' },
  { keys: ['pageup'], in: scope, does: 'page.prev', label: 'page up', group: 'Move' },
];

/**
 * Every key of the program, in the order of the footer: what keys do, the footer, the help screen and the README are made of these rows.
 * Nothing that destroys is on Ctrl or on one lower-case letter, and nothing is only on a key that terminals, tmux or
 * screen keep for themselves (Shift with arrows, function keys, Alt, Ctrl-A, Ctrl-B, Ctrl-S, Ctrl-Q, Ctrl-H/J/K).
 */
export const keyTable: readonly Binding[] = [
  ...moves,
  { keys: ['enter'], in: 'list', does: 'open', label: 'open', hint: 20, group: 'Move' },
  { keys: ['tab'], in: 'board', does: 'panel.next', label: 'panel', hint: 26, group: 'Move' },
  { keys: ['shift-tab'], in: 'board', does: 'panel.prev', label: 'previous panel', group: 'Move' },
  { keys: ['1'], in: 'board', does: 'panel.1', label: 'computes', group: 'Move' },
  { keys: ['2'], in: 'board', does: 'panel.2', label: 'nodes', group: 'Move' },
  { keys: ['3'], in: 'board', does: 'panel.3', label: 'queue', group: 'Move' },

  { keys: ['/'], in: 'list', does: 'filter.open', label: 'filter', hint: 10, group: 'Look' },
  { keys: ['o'], in: 'list', does: 'sort.open', label: 'sort by', hint: 65, group: 'Look' },
  { keys: ['O'], in: 'list', does: 'sort.reverse', label: 'reverse the order', group: 'Look' },
  { keys: ['!'], in: 'list', does: 'faults', label: 'faults only', group: 'Look' },
  { keys: ['z'], in: 'board', does: 'zoom', label: 'zoom', hint: 30, group: 'Look' },
  { keys: ['r'], in: 'global', does: 'refresh', label: 'refresh now', group: 'Look' },
  { keys: ['H'], in: 'global', does: 'sources', label: 'health of sources', group: 'Look' },
  { keys: ['p'], in: 'global', does: 'pause', label: 'pause, go on', group: 'Look' },

  { keys: ['c'], in: 'board', does: 'targets', label: 'create', hint: 40, group: 'Do' },
  { keys: ['a'], in: 'compute', does: 'actions', label: 'actions', hint: 50, group: 'Do' },
  { keys: ['D'], in: 'compute', does: 'delete', label: 'delete or detach', group: 'Do' },
  { keys: ['s'], in: 'compute', does: 'change', label: 'scale, start, stop', hint: 60, group: 'Do' },
  { keys: ['I'], in: 'compute', does: 'identity', label: 'identity', group: 'Do' },
  { keys: ['t'], in: 'global', does: 'operations', label: 'operations', group: 'Look' },
  { keys: ['R'], in: 'global', does: 'readOnly', label: 'read-only on', group: 'Do' },

  {
    keys: ['tab', 'down'],
    in: 'form',
    does: 'field.next',
    label: 'next field',
    hint: 10,
    group: 'Forms and questions',
  },
  {
    keys: ['shift-tab', 'up'],
    in: 'form',
    does: 'field.prev',
    label: 'back',
    hint: 20,
    group: 'Forms and questions',
  },
  { keys: ['enter'], in: 'form', does: 'press', label: 'go on', hint: 30, group: 'Forms and questions' },
  {
    keys: ['ctrl-o'],
    in: 'form',
    does: 'field.list',
    label: 'list of values',
    hint: 40,
    group: 'Forms and questions',
  },
  {
    keys: ['esc'],
    in: 'form',
    does: 'back',
    label: 'leave, draft kept',
    hint: 50,
    group: 'Forms and questions',
  },
  {
    keys: ['ctrl-r'],
    in: 'form',
    does: 'check.again',
    label: 'check again',
    hint: 45,
    group: 'Forms and questions',
  },
  {
    keys: ['right', 'space', 'l'],
    in: 'choice',
    does: 'choice.next',
    label: 'next value',
    hint: 5,
    group: 'Forms and questions',
  },
  {
    keys: ['left', 'h'],
    in: 'choice',
    does: 'choice.prev',
    label: 'value before',
    group: 'Forms and questions',
  },
  { keys: ['enter'], in: 'review', does: 'send', label: 'send', hint: 10, group: 'Forms and questions' },
  { keys: ['enter'], in: 'progress', does: 'press', label: 'go on', hint: 10, group: 'Forms and questions' },

  {
    keys: ['enter'],
    in: 'filter',
    does: 'filter.accept',
    label: 'keep filter',
    hint: 10,
    group: 'Forms and questions',
  },
  {
    keys: ['esc'],
    in: 'filter',
    does: 'overlay.close',
    label: 'as before',
    hint: 20,
    group: 'Forms and questions',
  },
  ...movesBesideText('filter'),
  {
    keys: ['esc', 'q'],
    in: 'sort',
    does: 'overlay.close',
    label: 'close',
    hint: 20,
    group: 'Forms and questions',
  },
  { keys: ['enter'], in: 'menu', does: 'choose', label: 'do it', hint: 10, group: 'Forms and questions' },
  {
    keys: ['esc', 'q'],
    in: 'menu',
    does: 'overlay.close',
    label: 'close',
    hint: 20,
    group: 'Forms and questions',
  },
  {
    keys: ['esc'],
    in: 'help',
    does: 'overlay.close',
    label: 'close',
    hint: 10,
    group: 'Forms and questions',
  },
  ...movesBesideText('help'),
  { keys: ['enter'], in: 'picker', does: 'choose', label: 'take it', hint: 10, group: 'Forms and questions' },
  {
    keys: ['esc'],
    in: 'picker',
    does: 'overlay.close',
    label: 'close',
    hint: 20,
    group: 'Forms and questions',
  },
  {
    keys: ['tab'],
    in: 'picker',
    does: 'sort.next',
    label: 'next order',
    hint: 15,
    group: 'Forms and questions',
  },
  {
    keys: ['shift-tab'],
    in: 'picker',
    does: 'sort.reverse',
    label: 'reverse the order',
    group: 'Forms and questions',
  },
  ...movesBesideText('picker'),
  { keys: ['enter'], in: 'confirm', does: 'confirm', label: 'do it', hint: 20, group: 'Forms and questions' },
  {
    keys: ['esc'],
    in: 'confirm',
    does: 'overlay.close',
    label: 'cancel',
    hint: 10,
    group: 'Forms and questions',
  },

  { keys: ['?'], in: 'global', does: 'help', label: 'help', hint: 24, group: 'Program' },
  { keys: ['q', 'esc'], in: 'inside', does: 'back', label: 'back', hint: 22, group: 'Move' },
  { keys: ['q'], in: 'root', does: 'leave', label: 'quit', hint: 22, group: 'Program' },
  { keys: ['esc'], in: 'root', does: 'back', label: 'clear the filter', group: 'Move' },
  { keys: ['ctrl-l'], in: 'always', does: 'redraw', label: 'draw anew', group: 'Program' },
  { keys: ['ctrl-z'], in: 'always', does: 'suspend', label: 'suspend', group: 'Program' },
  { keys: ['ctrl-c'], in: 'always', does: 'quit', label: 'twice: quit', group: 'Program' },
];

export type Situation = {
  /** The most specific first. */
  readonly scopes: readonly Scope[];
  /** A text field has the focus: every key that the table does not bind here goes to it. */
  readonly text: boolean;
};

/** Which scopes have the keys together. */
export const situations = {
  workspaces: { scopes: ['rows', 'list', 'root', 'global', 'always'], text: false },
  board: { scopes: ['rows', 'list', 'board', 'compute', 'inside', 'global', 'always'], text: false },
  targets: { scopes: ['rows', 'list', 'inside', 'global', 'always'], text: false },
  compute: { scopes: ['rows', 'compute', 'inside', 'global', 'always'], text: false },
  details: { scopes: ['rows', 'inside', 'global', 'always'], text: false },
  review: { scopes: ['rows', 'review', 'inside', 'global', 'always'], text: false },
  progress: { scopes: ['rows', 'progress', 'inside', 'global', 'always'], text: false },
  form: { scopes: ['form', 'always'], text: true },
  filter: { scopes: ['filter', 'always'], text: true },
  sort: { scopes: ['sort', 'always'], text: false },
  help: { scopes: ['help', 'always'], text: true },
  menu: { scopes: ['rows', 'menu', 'always'], text: false },
  choice: { scopes: ['choice', 'form', 'always'], text: false },
  picker: { scopes: ['picker', 'always'], text: true },
  confirm: { scopes: ['confirm', 'always'], text: true },
} as const satisfies Readonly<Record<string, Situation>>;

export type SituationId = keyof typeof situations;
