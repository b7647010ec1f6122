import type { ActionId, Binding, HelpGroup, Scope } from './binding.ts';

/** A key (several are parted by spaces), what it does, its label, its importance in the footer. */
export type Row = readonly [keys: string, does: ActionId, label: string, hint?: number];

/** The rows of one scope and one group of the help. */
export const rows = (scope: Scope, group: HelpGroup, ...all: readonly Row[]): readonly Binding[] =>
  all.map(([keys, does, label, hint]) => ({
    keys: keys.split(' '),
    in: scope,
    does,
    label,
    group,
    ...(hint === undefined ? {} : { hint }),
  }));

/** The rows of one scope that are about forms and questions. */
export const asks = (scope: Scope, ...all: readonly Row[]): readonly Binding[] =>
  rows(scope, 'Forms and questions', ...all);
