import type { Compute } from '../model.ts';
import { isTargetId, targetOf } from '../targets/index.ts';

/** Why no command job can be submitted to a compute, in words; undefined when one can. */
export const whyNoJobs = ({ type, name, provisioning }: Compute): string | undefined => {
  const target = isTargetId(type.is) ? targetOf(type.is) : undefined;
  if (target?.commandJobs !== true)
    return `${name} runs no command jobs: clusters, instances and Kubernetes do`;
  if (provisioning.is === 'Deleting') return `${name} is being deleted`;
  return provisioning.is === 'Failed' ? `${name} has failed: it runs no jobs` : undefined;
};
