import type { Compute, NamedResource } from '../model.ts';
import { whyNoJobs } from './runs-jobs.ts';

/** The state of a compute in the service's own word, and what it is made of. */
const about = ({ detail, provisioning, type }: Compute): Pick<NamedResource, 'location' | 'note'> => {
  switch (detail.is) {
    case 'cluster':
      return {
        location: detail.allocation.text,
        note: `${detail.vmSize}, ${detail.currentNodes} of ${detail.maxNodes} nodes`,
      };
    case 'instance':
      return { location: detail.state.text, note: detail.vmSize };
    case 'other':
      return { location: provisioning.text, note: type.text };
  }
};

/** The computes that jobs can be submitted to, as rows to choose from. The id is what the field takes: the name. */
export const jobComputes = (computes: readonly Compute[]): readonly NamedResource[] =>
  computes
    .filter((compute) => whyNoJobs(compute) === undefined)
    .map((compute) => ({ id: compute.name, name: compute.name, group: '', ...about(compute) }));
