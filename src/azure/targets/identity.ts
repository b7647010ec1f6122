import type { Json } from '../gateway.ts';
import { choice, type FieldWords } from './field.ts';

type Kind = 'none' | 'system' | 'user';

/** Which managed identity a compute gets. System-assigned and user-assigned exclude each other. */
export const identityKind = (words: FieldWords) =>
  choice<Kind>(
    words,
    [
      { value: 'none', label: 'none' },
      { value: 'system', label: 'system-assigned' },
      { value: 'user', label: 'user-assigned' },
    ],
    'none',
  );

/** The top-level `identity` of a body, to be spread into it. */
export const identityBody = (kind: Kind, ids: readonly string[] = []): Readonly<Record<string, Json>> => {
  switch (kind) {
    case 'none':
      return {};
    case 'system':
      return { identity: { type: 'SystemAssigned' } };
    case 'user':
      return {
        identity: {
          type: 'UserAssigned',
          userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])),
        },
      };
  }
};

/** What is said of an identity before it is given. */
export const identityWarnings = (kind: Kind, ids: readonly string[] = []): readonly string[] =>
  kind === 'user'
    ? [
        'giving a user-assigned identity needs the role Managed Identity Operator on it',
        ...(ids.length > 1 ? ['jobs use the first identity unless they name another'] : []),
      ]
    : [];
