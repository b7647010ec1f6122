import { identityAt } from '../world/lookup.ts';
import { guid } from '../world/random.ts';
import type { Compute, ComputeIdentity, Json, World } from '../world/world.ts';
import { asRecord, textField } from './exchange.ts';
import { refused, type Read } from './read.ts';

const kinds: Readonly<Record<string, 'none' | 'system' | 'user' | 'both'>> = {
  none: 'none',
  systemassigned: 'system',
  userassigned: 'user',
  'systemassigned,userassigned': 'both',
};

const tenantOf = (world: World): string => world.subscriptions[0]?.tenantId ?? '';

const before = (current: ComputeIdentity | null): readonly string[] =>
  current?.kind === 'user' ? current.ids : [];

/**
 * The identities a body names. With PUT they are those named; with PATCH those named come to those there are, and a null takes
 * one away.
 */
const userIds = (sent: Json | undefined, kept: readonly string[]): string[] => {
  const ids = new Map(kept.map((id) => [id.toLowerCase(), id]));
  for (const [id, value] of Object.entries(asRecord(sent) ?? {})) {
    if (value === null) ids.delete(id.toLowerCase());
    else ids.set(id.toLowerCase(), id);
  }
  return [...ids.values()];
};

/** The identity of a compute after a PUT or PATCH; without one in the body it stays as it was. */
export const readIdentity = (
  world: World,
  sent: Json | undefined,
  current: ComputeIdentity | null,
  how: 'PUT' | 'PATCH',
): Read<ComputeIdentity | null> => {
  if (sent === undefined) return { ok: true, value: current };
  const word = textField(sent, 'type') ?? '';
  const kind = kinds[word.replaceAll(' ', '').toLowerCase()];
  if (kind === undefined)
    return refused('InvalidIdentityValues', `The identity type '${word}' is not valid.`);
  if (kind === 'none') return { ok: true, value: null };
  if (kind === 'both') {
    return refused(
      'BadArgument',
      'A compute has either one system-assigned identity or user-assigned identities, not both.',
    );
  }
  const named = asRecord(sent)?.['userAssignedIdentities'];
  if (kind === 'system') {
    if (Object.keys(asRecord(named) ?? {}).length > 0) {
      return refused(
        'InvalidIdentityValues',
        "The property userAssignedIdentities can not be given with the identity type 'SystemAssigned'.",
      );
    }
    const own = current?.kind === 'system' ? current.principalId : guid(world);
    return { ok: true, value: { kind: 'system', principalId: own, tenantId: tenantOf(world) } };
  }
  const ids = userIds(named, how === 'PATCH' ? before(current) : []);
  if (ids.length === 0) {
    return refused(
      'MissingIdentityIds',
      "The identity ids must not be null or empty for the identity type 'UserAssigned'.",
    );
  }
  return { ok: true, value: { kind: 'user', ids } };
};

/** The identity as the service prints it; undefined when there is none. */
export const printIdentity = (world: World, { identity }: Compute): Json | undefined => {
  if (identity === null) return undefined;
  if (identity.kind === 'system') {
    return { type: 'SystemAssigned', principalId: identity.principalId, tenantId: identity.tenantId };
  }
  return {
    type: 'UserAssigned',
    userAssignedIdentities: Object.fromEntries(
      identity.ids.map((id) => {
        const found = identityAt(world, id);
        return [id, found === undefined ? {} : { principalId: found.principalId, clientId: found.clientId }];
      }),
    ),
  };
};
