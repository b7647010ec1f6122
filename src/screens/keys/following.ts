import type { Binding } from './binding.ts';

/** Following what happens, and the panels that only a large terminal shows. */
export const followingKeys: readonly Binding[] = [
  { keys: ['e'], in: 'global', does: 'events', label: 'events', group: 'Look' },
  { keys: ['@'], in: 'global', does: 'calls', label: 'calls to Azure', group: 'Look' },
  { keys: ['ctrl-g'], in: 'global', does: 'notify', label: 'bell or notification', group: 'Program' },
  { keys: ['4'], in: 'wideBoard', does: 'panel.4', label: 'log panel', group: 'Move' },
  { keys: ['5'], in: 'wideBoard', does: 'panel.5', label: 'quota panel', group: 'Move' },
];
