import type { Compute } from '../model.ts';
import { listedTargets } from './listed.ts';
import type { Target, TargetId } from './target.ts';

const known: Target[] = [];
const byId = new Map<string, Target>();

/** Every kind of compute target, in the order of the list. */
export const targets: readonly Target[] = known;

/** Adds a kind of target. Nothing else has to know of it: lists, forms, code, guidance and files are made of what is in `targets`. */
export const addTarget = (target: Target): void => {
  known.push(target);
  byId.set(target.id, target);
};

for (const target of listedTargets) addTarget(target);

/** Whether a word from elsewhere (a file, the journal) names a kind of target. */
export const isTargetId = (word: string | undefined): word is TargetId =>
  word !== undefined && byId.has(word);

export const targetOf = (id: TargetId): Target | undefined => byId.get(id);

/**
 * How an entry leaves its workspace. What is attached can only be detached: deleting would aim at the user's own resource. What
 * the service manages must be deleted: detaching a cluster forgets it and leaves it billing.
 */
export const removalOf = (compute: Pick<Compute, 'attached' | 'type'>): 'Delete' | 'Detach' => {
  if (compute.attached) return 'Detach';
  return byId.get(compute.type.is === 'other' ? compute.type.text : compute.type.is)?.removal === 'delete'
    ? 'Delete'
    : 'Detach';
};

/** Whether it is created or attached by a form; of the others there is nothing to create. */
export const hasForm = ({ verb }: Target): boolean => verb !== 'guide';
