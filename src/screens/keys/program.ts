import type { Binding } from './binding.ts';

/** About the program itself, and the ways back and out. */
export const programKeys: readonly Binding[] = [
  { keys: ['A'], in: 'global', does: 'connect.open', label: 'sign in', group: 'Program' },
  { keys: ['M'], in: 'global', does: 'redact', label: 'mask names', group: 'Program' },
  { keys: ['?'], in: 'global', does: 'help', label: 'help', hint: 24, group: 'Program' },
  { keys: ['q'], in: 'board', does: 'back', label: 'back', hint: 22, group: 'Move' },
  { keys: ['esc'], in: 'board', does: 'clear', label: 'clear, twice: leave', group: 'Move' },
  { keys: ['q', 'esc'], in: 'inside', does: 'back', label: 'back', hint: 22, group: 'Move' },
  { keys: ['q'], in: 'root', does: 'leave', label: 'quit', hint: 22, group: 'Program' },
  { keys: ['esc'], in: 'root', does: 'back', label: 'clear the filter', group: 'Move' },
  { keys: ['ctrl-l'], in: 'always', does: 'redraw', label: 'draw anew', group: 'Program' },
  { keys: ['ctrl-z'], in: 'always', does: 'suspend', label: 'suspend', group: 'Program' },
  { keys: ['ctrl-c'], in: 'always', does: 'quit', label: 'twice: quit', group: 'Program' },
];
