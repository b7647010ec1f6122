import type { Binding } from './binding.ts';

const group = 'Forms and questions';

/** Tab goes to the next field under the card, so that the next word does not end up in the last one. */
const otherFields = (scope: 'connectBesideText' | 'signingInBesideText'): readonly Binding[] => [
  { keys: ['tab'], in: scope, does: 'field.next', label: 'next field', group },
  { keys: ['shift-tab'], in: scope, does: 'field.prev', label: 'back', group },
];

/**
 * The card that offers to sign in, and a sign-in that is under way. The card may open in the middle of a word: what is typed then goes on
 * into the text field under it, and only keys that no text has mean the card.
 */
export const connectingKeys: readonly Binding[] = [
  { keys: ['enter'], in: 'connect', does: 'connect.choose', label: 'choose', hint: 10, group },
  { keys: ['esc', 'q'], in: 'connect', does: 'connect.close', label: 'close', hint: 20, group },

  { keys: ['enter'], in: 'connectBesideText', does: 'connect.choose', label: 'choose', hint: 10, group },
  { keys: ['esc'], in: 'connectBesideText', does: 'connect.close', label: 'close', hint: 20, group },
  { keys: ['down'], in: 'connectBesideText', does: 'row.next', label: 'down', hint: 30, group: 'Move' },
  { keys: ['up'], in: 'connectBesideText', does: 'row.prev', label: 'up', hint: 31, group: 'Move' },
  ...otherFields('connectBesideText'),

  { keys: ['y'], in: 'signingIn', does: 'connect.copy', label: 'copy the code', hint: 15, group },
  { keys: ['enter'], in: 'signingIn', does: 'connect.choose', label: 'new code', group },
  { keys: ['esc', 'q'], in: 'signingIn', does: 'connect.close', label: 'cancel', hint: 20, group },

  {
    keys: ['ctrl-y'],
    in: 'signingInBesideText',
    does: 'connect.copy',
    label: 'copy the code',
    hint: 15,
    group,
  },
  { keys: ['enter'], in: 'signingInBesideText', does: 'connect.choose', label: 'new code', group },
  { keys: ['esc'], in: 'signingInBesideText', does: 'connect.close', label: 'cancel', hint: 20, group },
  ...otherFields('signingInBesideText'),
];
