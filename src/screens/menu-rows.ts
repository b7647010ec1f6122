import type { AppState } from '#state/app-state.ts';
import type { JobIndex } from '#state/job-index.ts';
import { keyTable, situations, type ActionId } from './keys.ts';
import { situationOf } from './situation.ts';
import { whyOff } from './why-off.ts';

export type MenuRow = {
  readonly does: ActionId;
  readonly key: string;
  readonly label: string;
  /** Why it is off now. */
  readonly reason?: string;
};

/** What the menu of a row offers: everything that can be done here, but for moving about. */
const offered: readonly ActionId[] = [
  'open',
  'zoom',
  'log',
  'change',
  'submit',
  'identity',
  'delete',
  'mark',
  'mark.range',
  'recycle',
  'undo',
  'ssh',
  'guide',
  'cross',
  'code',
  'why',
  'job.cancel',
  'job.studio',
  'queue.whole',
  'targets',
  'operations',
  'cost',
  'waste',
  'quota',
  'events',
  'calls',
  'filter.open',
  'sort.open',
  'faults',
  'refresh',
  'sources',
  'pause',
  'readOnly',
];

/** The verbs of the row under the cursor, each with its key, and why it is off when it is. */
export const menuRows = ({ overlay: _, ...beneath }: AppState, jobs: JobIndex): readonly MenuRow[] => {
  const scopes: readonly string[] = situations[situationOf(beneath)].scopes;
  return offered.flatMap((does) => {
    const binding = keyTable.find((row) => row.does === does && scopes.includes(row.in));
    if (binding === undefined) return [];
    const reason = whyOff(does, beneath, jobs);
    const row = { does, key: binding.keys[0] ?? '', label: binding.label };
    return [reason === undefined ? row : { ...row, reason }];
  });
};
