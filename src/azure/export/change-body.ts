import type { Json } from '../gateway.ts';
import { readBody } from './body-reader.ts';
import { durationSeconds } from '../arm/json.ts';

/** The numbers of a change of scale. Without a time the service's own of 120 seconds is meant. */
export const scaleIn = (
  body: Json,
): { readonly min: number; readonly max: number; readonly idle: number } => {
  const reader = readBody(body);
  return {
    min: reader.number('.scaleSettings.minNodeCount') ?? 0,
    max: reader.number('.scaleSettings.maxNodeCount') ?? 0,
    idle: durationSeconds(reader.text('.scaleSettings.nodeIdleTimeBeforeScaleDown')) ?? 120,
  };
};

/** The identities of a body: which kind, those that it gives, and those that it takes away, which are null in a change. */
export const identityIn = (
  body: Json,
): {
  readonly kind: 'none' | 'system' | 'user';
  readonly ids: readonly string[];
  readonly gone: readonly string[];
} => {
  const reader = readBody(body);
  const entries = Object.entries(reader.record('identity.userAssignedIdentities') ?? {});
  const ids = entries.flatMap(([id, value]) => (value === null ? [] : [id]));
  const gone = entries.flatMap(([id, value]) => (value === null ? [id] : []));
  const type = reader.text('identity.type') ?? 'None';
  const kind = /^none$/iu.test(type) ? 'none' : ids.length === 0 ? 'system' : 'user';
  return { kind, ids, gone };
};
