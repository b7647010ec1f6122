import { movesBesideText } from './asking.ts';
import type { Binding } from './binding.ts';
import { asks, rows } from './rows.ts';

/** Marking rows, recycling nodes, taking a scale back, SSH, and what these ask before they do anything. */
export const actingKeys: readonly Binding[] = [
  ...rows('board', 'Do', ['space', 'mark', 'mark', 64], ['v', 'mark.range', 'mark a range']),
  ...rows('compute', 'Do', ['K', 'recycle', 'recycle nodes'], ['U', 'undo', 'undo scale change']),
  ...asks('progress', ['U', 'undo', 'restore the scale', 11]),
  ...rows('global', 'Do', ['S', 'ssh', 'SSH']),
  ...asks(
    'plan',
    ['enter', 'plan.send', 'send', 10],
    ['esc', 'overlay.close', 'cancel', 12],
    ['tab', 'plan.next', 'other action', 14],
    ['shift-tab', 'plan.prev', 'action before'],
  ),
  ...movesBesideText('plan'),
  ...asks('undo', ['enter', 'undo.confirm', 'go on', 10], ['esc q', 'overlay.close', 'cancel', 12]),
  ...asks(
    'readOnly',
    ['enter', 'readOnly.confirm', 'make it read-only', 10],
    ['esc q', 'overlay.close', 'cancel', 12],
  ),
  ...asks(
    'ssh',
    ['enter', 'ssh.connect', 'connect', 10],
    ['y', 'ssh.copy', 'copy command', 12],
    ['Y', 'ssh.copyJump', 'copy with bastion', 13],
    ['f', 'ssh.key', 'key file', 14],
    ['esc q', 'overlay.close', 'close', 15],
  ),
  ...asks('sshKey', ['enter', 'ssh.keyTaken', 'take it', 10], ['esc', 'overlay.close', 'as before', 12]),
];
