import type { Binding } from './binding.ts';

/** Finding things: the palette, the way back and forth, how a list is looked at, names to take elsewhere. */
export const findingKeys: readonly Binding[] = [
  { keys: [':', 'ctrl-p'], in: 'global', does: 'palette', label: 'command', hint: 25, group: 'Look' },
  { keys: ['ctrl-p'], in: 'form', does: 'palette', label: 'command', group: 'Look' },
  {
    keys: ['enter'],
    in: 'palette',
    does: 'palette.run',
    label: 'do it',
    hint: 10,
    group: 'Forms and questions',
  },
  {
    keys: ['tab'],
    in: 'palette',
    does: 'palette.complete',
    label: 'complete',
    hint: 15,
    group: 'Forms and questions',
  },
  {
    keys: ['esc', 'ctrl-p'],
    in: 'palette',
    does: 'overlay.close',
    label: 'close',
    hint: 20,
    group: 'Forms and questions',
  },
  { keys: ['-'], in: 'global', does: 'view.last', label: 'last view', group: 'Move' },
  { keys: ['['], in: 'global', does: 'view.back', label: 'view before', group: 'Move' },
  { keys: [']'], in: 'global', does: 'view.forward', label: 'view after', group: 'Move' },
  { keys: ['w'], in: 'list', does: 'wide', label: 'wide columns', group: 'Look' },
  { keys: ['y'], in: 'named', does: 'name.copy', label: 'copy name', group: 'Look' },
  { keys: ['Y'], in: 'named', does: 'id.copy', label: 'copy resource id', group: 'Look' },
];
