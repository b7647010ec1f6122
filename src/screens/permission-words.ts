import { placeOf, workspaceId } from '#azure/place.ts';
import type { Problem, ServiceError } from '#azure/problem.ts';
import { rolesThatMay } from '#azure/roles.ts';

type Asked = { readonly action: string; readonly scope?: string };

const linked = /permission to perform action(?:\(s\))? '([^']+)' on the linked scope(?:\(s\))? '([^']+)'/iu;
const own = /perform action '([^']+)'(?: over scope '([^']+)')?/iu;
const caller = /object id '([\da-f-]{36})'/iu;

/** Ids and action names are made of these: nothing else gets into a command that may be copied into a shell. */
const harmless = /^[\w.()/*-]+$/u;

const readIn = (text: string, pattern: RegExp): Asked | undefined => {
  const [, action = '', scope = ''] = pattern.exec(text) ?? [];
  if (!harmless.test(action)) return undefined;
  return harmless.test(scope) ? { action, scope } : { action };
};

/** What was refused: a linked resource's action is only in the text; the request's own is known, or in the text too. */
const askedOf = (error: ServiceError, asked: Asked | undefined): Asked | undefined =>
  [error, ...error.details].map(({ message }) => readIn(message, linked)).find(Boolean) ??
  asked ??
  [error, ...error.details].map(({ message }) => readIn(message, own)).find(Boolean);

/** Roles are given on workspaces, not on what is in them. */
const roleScope = (scope: string): string => {
  const place = placeOf(scope);
  return place === undefined ? scope : workspaceId(place);
};

/**
 * Which permission is lacking, which built-in roles hold it (the narrowest first), and the command by which an owner gives the narrowest;
 * undefined when the refusal names no action.
 */
export const permissionWords = ({
  error,
  asked,
}: Pick<Extract<Problem, { readonly kind: 'forbidden' }>, 'error' | 'asked'>):
  | { readonly what: string; readonly next: readonly string[] }
  | undefined => {
  const refused = askedOf(error, asked);
  if (refused === undefined) return undefined;
  const { action, scope } = refused;
  const roles = rolesThatMay(action);
  const [narrowest] = roles;
  const who = caller.exec(error.message)?.[1] ?? '<who>';
  const where = scope !== undefined && harmless.test(scope) ? roleScope(scope) : '<scope>';
  return {
    what: `Your account lacks the permission ${action}${scope === undefined ? '' : ` on ${scope}`}.`,
    next:
      narrowest === undefined
        ? ['No built-in role is known to hold it: ask an owner of the resource.']
        : [
            `Roles that hold it: ${roles.join(', ')}.`,
            `An owner can give it: az role assignment create --assignee ${who} --role "${narrowest}" --scope "${where}"`,
            'It takes minutes to arrive. What is shown is read again every 5 minutes; r reads it now.',
          ],
  };
};
