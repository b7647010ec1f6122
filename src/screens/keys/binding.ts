/** Who can have the keys. Several have them at the same time: see `situations`. */
export type Scope =
  | 'rows'
  | 'list'
  | 'board'
  | 'queue'
  | 'job'
  | 'explained'
  | 'wideBoard'
  | 'compute'
  | 'review'
  | 'code'
  | 'computeCode'
  | 'progress'
  | 'using'
  | 'guide'
  | 'money'
  /** By number, the screens of what the board has no panel for. */
  | 'panelScreens'
  | 'cost'
  | 'waste'
  | 'jobsAndNodes'
  | 'family'
  | 'log'
  | 'find'
  | 'form'
  | 'filter'
  | 'sort'
  | 'help'
  | 'menu'
  | 'choice'
  | 'button'
  | 'picker'
  | 'palette'
  | 'named'
  | 'confirm'
  | 'plan'
  | 'undo'
  | 'readOnly'
  | 'ssh'
  | 'sshKey'
  | 'connect'
  | 'connectBesideText'
  | 'signingIn'
  | 'signingInBesideText'
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
  'clear',
  'panel.next',
  'panel.prev',
  'panel.1',
  'panel.2',
  'panel.3',
  'panel.4',
  'panel.5',
  'zoom',
  'filter.open',
  'filter.accept',
  'sort.open',
  'sort.reverse',
  'sort.next',
  'faults',
  'palette',
  'palette.run',
  'palette.complete',
  'view.last',
  'view.back',
  'view.forward',
  'wide',
  'name.copy',
  'id.copy',
  'actions',
  'targets',
  'delete',
  'change',
  'identity',
  'submit',
  'code',
  'language.next',
  'language.prev',
  'action.next',
  'action.prev',
  'code.copy',
  'code.plain',
  'code.save',
  'mark',
  'mark.range',
  'recycle',
  'undo',
  'undo.confirm',
  'plan.send',
  'plan.next',
  'plan.prev',
  'ssh',
  'ssh.connect',
  'ssh.copy',
  'ssh.copyJump',
  'ssh.key',
  'ssh.keyTaken',
  'operations',
  'cost',
  'waste',
  'quota',
  'queue.whole',
  'job.cancel',
  'job.studio',
  'why',
  'events',
  'calls',
  'notify',
  'guide',
  'cross',
  'snippet.next',
  'snippet.prev',
  'copy',
  'log',
  'page.turn',
  'file.next',
  'file.prev',
  'follow',
  'find',
  'find.accept',
  'find.next',
  'find.prev',
  'wrap',
  'times',
  'log.save',
  'choice.next',
  'choice.prev',
  'check.again',
  'field.next',
  'field.prev',
  'field.list',
  'press',
  'edit',
  'choose',
  'send',
  'confirm',
  'entry.open',
  'overlay.close',
  'connect.open',
  'connect.close',
  'connect.choose',
  'connect.copy',
  'refresh',
  'sources',
  'pause',
  'readOnly',
  'readOnly.confirm',
  'redact',
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
