import type { AppState } from '#state/app-state.ts';
import type { JobIndex } from '#state/job-index.ts';
import type { ActionContext } from './actions.ts';
import { palette } from './late-palette.ts';

/** The actions of finding things. What they do is fetched after the first frame. */
export type FindingAction =
  | 'palette'
  | 'palette.run'
  | 'palette.complete'
  | 'view.last'
  | 'view.back'
  | 'view.forward'
  | 'wide'
  | 'name.copy'
  | 'id.copy';

/** How many rows the palette shows, for the keys that move among them. */
export const paletteLength = (state: AppState, jobs: JobIndex): number =>
  palette()?.paletteRows(state, jobs).rows.length ?? 0;

const run =
  (does: FindingAction) =>
  (context: ActionContext): void =>
    palette()?.runs[does](context);

export const findingActions = {
  palette: run('palette'),
  'palette.run': run('palette.run'),
  'palette.complete': run('palette.complete'),
  'view.last': run('view.last'),
  'view.back': run('view.back'),
  'view.forward': run('view.forward'),
  wide: run('wide'),
  'name.copy': run('name.copy'),
  'id.copy': run('id.copy'),
} as const satisfies Readonly<Record<FindingAction, unknown>>;

const reason =
  (does: 'wide' | 'name.copy' | 'id.copy') =>
  (state: AppState, jobs: JobIndex): string | undefined =>
    palette()?.reasons[does](state, jobs);

/** Why they can do nothing now. */
export const findingReasons = {
  wide: reason('wide'),
  'name.copy': reason('name.copy'),
  'id.copy': reason('id.copy'),
} as const;
