import type { Compute, NamedResource } from '#azure/model.ts';
import type { PickKind } from '#azure/targets/field.ts';
import type { AppState } from './app-state.ts';
import { memo } from './memo.ts';
import type { Remote } from './remote.ts';
import { targetForms } from './target-forms.ts';

const jobComputes = memo(
  ({ data, ...rest }: Remote<readonly Compute[]>): Remote<readonly NamedResource[]> => {
    const rows = data && targetForms()?.jobComputes(data);
    return rows === undefined ? rest : { ...rest, data: rows };
  },
);

/** What there is to choose from for a field of that kind, as far as it has been asked for. */
export const picksOf = (
  { board, resources }: AppState,
  of: PickKind,
): Remote<readonly NamedResource[]> | undefined => {
  if (of === 'environment') return board?.environments;
  return of === 'job-compute' ? board && jobComputes(board.computes) : resources[of];
};
