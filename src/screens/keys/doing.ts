import type { Binding } from './binding.ts';

/** Looking at what is there, and doing something about it. */
export const doingKeys: readonly Binding[] = [
  { keys: ['/'], in: 'list', does: 'filter.open', label: 'filter', hint: 10, group: 'Look' },
  { keys: ['o'], in: 'list', does: 'sort.open', label: 'sort by', hint: 65, group: 'Look' },
  { keys: ['O'], in: 'list', does: 'sort.reverse', label: 'reverse the order', group: 'Look' },
  { keys: ['!'], in: 'list', does: 'faults', label: 'faults only', group: 'Look' },
  { keys: ['z'], in: 'board', does: 'zoom', label: 'zoom', hint: 30, group: 'Look' },
  { keys: ['r'], in: 'global', does: 'refresh', label: 'refresh now', group: 'Look' },
  { keys: ['H'], in: 'global', does: 'sources', label: 'health of sources', group: 'Look' },
  { keys: ['p'], in: 'global', does: 'pause', label: 'pause, go on', group: 'Look' },

  { keys: ['c'], in: 'board', does: 'targets', label: 'create', hint: 40, group: 'Do' },
  { keys: ['a'], in: 'compute', does: 'actions', label: 'actions', hint: 50, group: 'Do' },
  { keys: ['D'], in: 'compute', does: 'delete', label: 'delete or detach', group: 'Do' },
  { keys: ['s'], in: 'compute', does: 'change', label: 'scale, start, stop', hint: 60, group: 'Do' },
  { keys: ['I'], in: 'compute', does: 'identity', label: 'identity', group: 'Do' },
  { keys: ['+'], in: 'compute', does: 'submit', label: 'submit a job', hint: 55, group: 'Do' },
  { keys: ['u'], in: 'using', does: 'guide', label: 'use it', hint: 62, group: 'Look' },
  { keys: ['J'], in: 'jobsAndNodes', does: 'cross', label: 'job or nodes', hint: 70, group: 'Look' },
  { keys: ['tab'], in: 'guide', does: 'snippet.next', label: 'next snippet', hint: 12, group: 'Look' },
  { keys: ['shift-tab'], in: 'guide', does: 'snippet.prev', label: 'snippet before', group: 'Look' },
  { keys: ['y'], in: 'guide', does: 'copy', label: 'copy snippet', hint: 10, group: 'Look' },
  { keys: ['E'], in: 'compute', does: 'code', label: 'as code', group: 'Do' },
  { keys: ['t'], in: 'global', does: 'operations', label: 'operations', group: 'Look' },
  { keys: ['R'], in: 'global', does: 'readOnly', label: 'read-only on', group: 'Do' },
];
