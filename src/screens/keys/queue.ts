import type { Binding } from './binding.ts';

/** About the queue and its jobs, and what explains a row. */
export const queueKeys: readonly Binding[] = [
  { keys: ['i'], in: 'explained', does: 'why', label: 'explain', hint: 29, group: 'Look' },
  { keys: ['W'], in: 'queue', does: 'queue.whole', label: 'whole queue', group: 'Look' },
  { keys: ['X'], in: 'job', does: 'job.cancel', label: 'cancel job', hint: 31, group: 'Do' },
  { keys: ['B'], in: 'job', does: 'job.studio', label: 'copy studio link', group: 'Look' },
];
