import { targets } from './index.ts';
import type { TargetParts } from './target.ts';

/*
 * Everything that a kind of target is made of beyond its facts. It is loaded by `import()` after the first frame: nothing that the first
 * frame needs may import it in another way than as a type.
 */

const byId = new Map<string, TargetParts>(
  await Promise.all(targets.map(async ({ id, parts }) => [id, await parts()] as const)),
);

const none: Partial<TargetParts> = {};

/** The parts of a kind of target, by its id, which is also the type's word in the REST API. Empty for what is no target. */
export const partsOf = (id: string): Partial<TargetParts> => byId.get(id) ?? none;
