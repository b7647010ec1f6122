import type { Binding } from './binding.ts';

/** Moving about: in what has no text field letters move too. */
export const movingKeys: readonly Binding[] = [
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
  { keys: ['enter'], in: 'list', does: 'open', label: 'open', hint: 20, group: 'Move' },
  { keys: ['tab'], in: 'board', does: 'panel.next', label: 'panel', hint: 26, group: 'Move' },
  { keys: ['shift-tab'], in: 'board', does: 'panel.prev', label: 'previous panel', group: 'Move' },
  { keys: ['1'], in: 'board', does: 'panel.1', label: 'computes', group: 'Move' },
  { keys: ['2'], in: 'board', does: 'panel.2', label: 'nodes', group: 'Move' },
  { keys: ['3'], in: 'board', does: 'panel.3', label: 'queue', group: 'Move' },
];
