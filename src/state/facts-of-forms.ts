import type { Compute, Usage, VmSize, Workspace } from '#azure/model.ts';
import type { FormFacts } from '#azure/targets/field.ts';
import { memo } from './memo.ts';

/** What is known of the world around the forms of a workspace: one and the same answer until something of it changes. */
export const factsOf = memo(
  (
    workspace: Workspace,
    cloud: FormFacts['cloud'],
    sizes: readonly VmSize[] | undefined,
    usages: readonly Usage[] | undefined,
    computes: readonly Compute[] | undefined,
  ): FormFacts => ({
    place: workspace.place,
    location: workspace.location,
    ...(cloud === undefined ? {} : { cloud }),
    ...(workspace.guid === undefined ? {} : { workspaceId: workspace.guid }),
    ...(sizes === undefined ? {} : { sizes }),
    ...(usages === undefined ? {} : { usages }),
    ...(computes === undefined ? {} : { computes }),
  }),
);
