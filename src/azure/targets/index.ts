import type { Compute } from '../model.ts';
import { amlCompute } from './aml-compute.ts';
import { listedTargets } from './listed.ts';
import type { Target, TargetId } from './target.ts';

/** Every kind of compute target, in the order of the list: what is created, what is attached, what is neither. */
export const targets: readonly Target[] = [amlCompute, ...listedTargets];

const byId = new Map<string, Target>(targets.map((target) => [target.id, target]));

export const targetOf = (id: TargetId): Target | undefined => byId.get(id);

/**
 * How an entry leaves its workspace. What is attached can only be detached: deleting would aim at the user's own resource. What
 * the service manages must be deleted: detaching a cluster forgets it and leaves it billing.
 */
export const removalOf = (compute: Pick<Compute, 'attached' | 'type'>): 'Delete' | 'Detach' => {
  if (compute.attached) return 'Detach';
  return byId.get(compute.type.is)?.removal === 'delete' ? 'Delete' : 'Detach';
};
