import type { Binding, Scope } from './binding.ts';
import { asks, rows } from './rows.ts';

/** Moving in a list under a text field. */
export const movesBesideText = (scope: Scope): readonly Binding[] =>
  rows(
    scope,
    'Move',
    ['down', 'row.next', 'down'],
    ['up', 'row.prev', 'up'],
    ['pagedown', 'page.next', 'page down'],
    ['pageup', 'page.prev', 'page up'],
  );

/** In forms, reviews, and in what lies over a screen and asks something. */
export const askingKeys: readonly Binding[] = [
  ...asks(
    'form',
    ['tab down', 'field.next', 'next field', 10],
    ['shift-tab up', 'field.prev', 'back', 20],
    ['enter', 'press', 'go on', 30],
    ['ctrl-o', 'field.list', 'list of values', 40],
    ['esc', 'back', 'leave, draft kept', 35],
    ['ctrl-r', 'check.again', 'check again', 45],
    ['ctrl-x', 'edit', 'in your editor', 48],
  ),
  ...asks('choice', ['e', 'edit', 'in your editor']),
  ...asks('button', ['e', 'edit', 'in your editor']),
  ...asks(
    'choice',
    ['right space l', 'choice.next', 'next value', 5],
    ['left h', 'choice.prev', 'value before'],
  ),
  ...asks('review', ['enter', 'send', 'send', 10], ['ctrl-o', 'entry.open', 'open the other']),
  ...asks('progress', ['enter', 'press', 'go on', 10]),
  ...asks('filter', ['enter', 'filter.accept', 'keep filter', 10], ['esc', 'overlay.close', 'as before', 20]),
  ...movesBesideText('filter'),
  ...asks('sort', ['esc q', 'overlay.close', 'close', 20]),
  ...asks(
    'menu',
    ['enter', 'choose', 'do it', 10],
    ['tab', 'row.next', 'next'],
    ['shift-tab', 'row.prev', 'before'],
    ['esc q', 'overlay.close', 'close', 20],
  ),
  ...asks('help', ['esc', 'overlay.close', 'close', 10]),
  ...movesBesideText('help'),
  ...asks(
    'picker',
    ['enter', 'choose', 'take it', 10],
    ['esc', 'overlay.close', 'close', 20],
    ['tab', 'sort.next', 'next order', 15],
    ['shift-tab', 'sort.reverse', 'reverse the order'],
  ),
  ...movesBesideText('picker'),
  ...movesBesideText('palette'),
  ...asks(
    'confirm',
    ['enter', 'confirm', 'do it', 20],
    ['ctrl-o', 'entry.open', 'open the other'],
    ['esc', 'overlay.close', 'cancel', 10],
  ),
];
