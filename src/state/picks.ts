import type { Compute, NamedResource } from '#azure/model.ts';
import { whyNoJobs } from '#azure/jobs/runs-jobs.ts';
import type { PickKind, WorkspacePick } from '#azure/targets/field.ts';
import type { AppState } from './app-state.ts';
import { computeState } from './compute-state.ts';
import { memo } from './memo.ts';
import type { Remote } from './remote.ts';

const noteOf = (compute: Compute): string =>
  compute.detail.is === 'cluster'
    ? `${compute.detail.vmSize}, ${compute.detail.currentNodes} of ${compute.detail.maxNodes} nodes`
    : compute.detail.is === 'instance'
      ? compute.detail.vmSize
      : compute.type.text;

/** The computes that jobs can be submitted to. The id is what the field takes: the name. */
const jobComputes = memo((computes: Remote<readonly Compute[]>): Remote<readonly NamedResource[]> => {
  const { data, ...rest } = computes;
  return data === undefined
    ? rest
    : {
        ...rest,
        data: data
          .filter((compute) => whyNoJobs(compute) === undefined)
          .map((compute) => ({
            id: compute.name,
            name: compute.name,
            location: computeState(compute).word.text,
            group: '',
            note: noteOf(compute),
          })),
      };
});

const isOfWorkspace = (of: PickKind): of is WorkspacePick => of === 'environment' || of === 'job-compute';

/** What there is to choose from for a field of that kind, as far as it has been asked for. */
export const picksOf = (state: AppState, of: PickKind): Remote<readonly NamedResource[]> | undefined => {
  if (!isOfWorkspace(of)) return state.resources[of];
  return of === 'environment' ? state.board?.environments : state.board && jobComputes(state.board.computes);
};
