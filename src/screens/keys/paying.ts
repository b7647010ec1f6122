import type { Binding } from './binding.ts';

/** What computes cost, what of it is for nothing, and how much of the quota is left. */
export const payingKeys: readonly Binding[] = [
  { keys: ['$'], in: 'money', does: 'cost', label: 'cost', hint: 70, group: 'Look' },
  { keys: ['5'], in: 'panelScreens', does: 'quota', label: 'quota', hint: 72, group: 'Look' },
  { keys: ['tab', 'shift-tab'], in: 'cost', does: 'waste', label: 'waste', hint: 12, group: 'Look' },
  { keys: ['tab', 'shift-tab'], in: 'waste', does: 'cost', label: 'cost', hint: 12, group: 'Look' },
];
