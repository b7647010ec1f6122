import type { Binding } from './binding.ts';

/** What the card that offers to sign in is about, wherever it opens. */
const everywhere = (scope: 'connect' | 'connectBesideText'): readonly Binding[] => [
  {
    keys: ['enter'],
    in: scope,
    does: 'connect.choose',
    label: 'sign in',
    hint: 10,
    group: 'Forms and questions',
  },
];

/**
 * The card that offers to sign in. It may open in the middle of a word: what is typed then goes on into the text field under it, and only
 * keys that no text has mean the card. Tab still goes to the next field, so that the next word does not end up in the last one.
 */
export const connectingKeys: readonly Binding[] = [
  ...everywhere('connect'),
  {
    keys: ['y'],
    in: 'connect',
    does: 'connect.copy',
    label: 'copy the code',
    hint: 15,
    group: 'Forms and questions',
  },
  {
    keys: ['esc', 'q'],
    in: 'connect',
    does: 'connect.close',
    label: 'close',
    hint: 20,
    group: 'Forms and questions',
  },
  ...everywhere('connectBesideText'),
  { keys: ['down'], in: 'connectBesideText', does: 'row.next', label: 'down', group: 'Move' },
  { keys: ['up'], in: 'connectBesideText', does: 'row.prev', label: 'up', group: 'Move' },
  {
    keys: ['ctrl-y'],
    in: 'connectBesideText',
    does: 'connect.copy',
    label: 'copy the code',
    hint: 15,
    group: 'Forms and questions',
  },
  {
    keys: ['esc'],
    in: 'connectBesideText',
    does: 'connect.close',
    label: 'close',
    hint: 20,
    group: 'Forms and questions',
  },
  {
    keys: ['tab'],
    in: 'connectBesideText',
    does: 'field.next',
    label: 'next field',
    group: 'Forms and questions',
  },
  {
    keys: ['shift-tab'],
    in: 'connectBesideText',
    does: 'field.prev',
    label: 'back',
    group: 'Forms and questions',
  },
];
