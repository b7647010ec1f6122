import type { Binding } from './binding.ts';

const group = 'Look';

/** The same action as code, on a review and of a compute. */
export const codeKeys: readonly Binding[] = [
  { keys: ['tab', 'right'], in: 'code', does: 'language.next', label: 'language', hint: 12, group },
  { keys: ['shift-tab', 'left'], in: 'code', does: 'language.prev', label: 'language before', group },
  { keys: ['n'], in: 'computeCode', does: 'action.next', label: 'action', hint: 13, group },
  { keys: ['N'], in: 'computeCode', does: 'action.prev', label: 'action before', group },
  { keys: ['y'], in: 'code', does: 'code.copy', label: 'copy', hint: 14, group },
  { keys: ['v'], in: 'code', does: 'code.plain', label: 'plain', hint: 25, group },
  { keys: ['w'], in: 'code', does: 'code.save', label: 'write', hint: 23, group },
];
