import type { Binding } from './binding.ts';

const group = 'Forms and questions';

/** Marking rows, recycling nodes, taking a scale back, SSH, and what these ask before they do anything. */
export const actingKeys: readonly Binding[] = [
  { keys: ['space'], in: 'board', does: 'mark', label: 'mark', hint: 64, group: 'Do' },
  { keys: ['v'], in: 'board', does: 'mark.range', label: 'mark a range', group: 'Do' },
  { keys: ['K'], in: 'compute', does: 'recycle', label: 'recycle nodes', group: 'Do' },
  { keys: ['U'], in: 'compute', does: 'undo', label: 'undo scale change', group: 'Do' },
  { keys: ['U'], in: 'progress', does: 'undo', label: 'restore the scale', hint: 11, group },
  { keys: ['S'], in: 'global', does: 'ssh', label: 'SSH', group: 'Do' },

  { keys: ['enter'], in: 'plan', does: 'plan.send', label: 'send', hint: 10, group },
  { keys: ['esc'], in: 'plan', does: 'overlay.close', label: 'cancel', hint: 12, group },
  { keys: ['tab'], in: 'plan', does: 'plan.next', label: 'other action', hint: 14, group },
  { keys: ['shift-tab'], in: 'plan', does: 'plan.prev', label: 'action before', group },
  { keys: ['down'], in: 'plan', does: 'row.next', label: 'down', group: 'Move' },
  { keys: ['up'], in: 'plan', does: 'row.prev', label: 'up', group: 'Move' },
  { keys: ['pagedown'], in: 'plan', does: 'page.next', label: 'page down', group: 'Move' },
  { keys: ['pageup'], in: 'plan', does: 'page.prev', label: 'page up', group: 'Move' },

  { keys: ['enter'], in: 'undo', does: 'undo.confirm', label: 'go on', hint: 10, group },
  { keys: ['esc', 'q'], in: 'undo', does: 'overlay.close', label: 'cancel', hint: 12, group },

  { keys: ['enter'], in: 'readOnly', does: 'readOnly.confirm', label: 'make it read-only', hint: 10, group },
  { keys: ['esc', 'q'], in: 'readOnly', does: 'overlay.close', label: 'cancel', hint: 12, group },

  { keys: ['enter'], in: 'ssh', does: 'ssh.connect', label: 'connect', hint: 10, group },
  { keys: ['y'], in: 'ssh', does: 'ssh.copy', label: 'copy command', hint: 12, group },
  { keys: ['Y'], in: 'ssh', does: 'ssh.copyJump', label: 'copy with bastion', hint: 13, group },
  { keys: ['f'], in: 'ssh', does: 'ssh.key', label: 'key file', hint: 14, group },
  { keys: ['esc', 'q'], in: 'ssh', does: 'overlay.close', label: 'close', hint: 15, group },
  { keys: ['enter'], in: 'sshKey', does: 'ssh.keyTaken', label: 'take it', hint: 10, group },
  { keys: ['esc'], in: 'sshKey', does: 'overlay.close', label: 'as before', hint: 12, group },
];
