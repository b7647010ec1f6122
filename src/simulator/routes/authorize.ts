import type { Principal } from '../sign-in/principal.ts';
import { isAllowed } from '../world/roles.ts';
import type { World } from '../world/world.ts';
import { refuse, type Answer, type Route } from './exchange.ts';

const verbs = { GET: 'read', PUT: 'write', PATCH: 'write', DELETE: 'delete', POST: 'action' } as const;

/** What a request does, by the resource type its template names: `…/computes/write`, `…/computes/start/action`. */
const actionOf = ({ method, template }: Route): string => {
  const type = (template.split('/providers/').at(-1) ?? '')
    .split('/')
    .filter((part) => !part.startsWith('{'))
    .join('/');
  return `${type}/${verbs[method]}`;
};

/** The answer to whoever has no right to it. */
export const forbidden = (caller: Principal, action: string, scope: string): Answer =>
  refuse(
    403,
    'AuthorizationFailed',
    `The client '${caller.kind === 'user' ? caller.upn : caller.clientId}' with object id '${caller.objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );

/** Why the caller, who has the roles of the world's user, may not do it; undefined when they may, and where nobody has rights (an address of no subscription that exists). */
export const unauthorized = (
  world: World,
  route: Route,
  path: string,
  subscriptionId: string | undefined,
  caller: Principal,
): Answer | undefined => {
  if (!world.subscriptions.some(({ id }) => id === subscriptionId)) return undefined;
  // Asking how something goes needs no right: the address itself is the secret.
  if (route.template.includes('/{operationId}')) return undefined;
  const action = actionOf(route);
  const scope = route.method === 'POST' ? path.slice(0, path.lastIndexOf('/')) : path;
  return isAllowed(world, scope, action) ? undefined : forbidden(caller, action, scope);
};
