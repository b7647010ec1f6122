import type { InstanceAction } from '#state/instance-actions.ts';

/** What it means to tell an instance so. */
export const instanceMeanings: Readonly<Record<InstanceAction, string>> = {
  start: 'its machine runs, and is billed, until it is stopped',
  stop: 'ends what runs on it; disk and address still cost',
  restart: 'ends what runs on it, then its machine comes up again',
};

/** What becomes of what is removed. */
export const removalMeanings: Readonly<Record<'Delete' | 'Detach', string>> = {
  Delete: 'Its machines are destroyed. This cannot be undone.',
  Detach: 'Only the entry in the workspace goes; the resource itself stays, and keeps billing where it is.',
};
