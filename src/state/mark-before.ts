import type { Compute } from '#azure/model.ts';
import type { Operation } from './app-state.ts';
import { arrived } from './instance-actions.ts';

/**
 * What a write will change of a resource, as it is before that: where no answer comes, a later look that shows something else is the sign
 * that the write has arrived. Undefined where that is seen without it.
 */
export const markBefore = (does: Operation['does'], compute: Compute): string | undefined => {
  const { detail, modifiedAt, provisioning, identity = 'none' } = compute;
  if (does === 'create') return `${modifiedAt ?? ''} ${provisioning.text}`;
  if (does === 'identity') return identity;
  if (!(does in arrived) || detail.is !== 'instance') return undefined;
  const { state, lastOperation: last } = detail;
  return last === undefined ? state.text : `${last.name} ${last.status} ${last.at ?? ''}`;
};
