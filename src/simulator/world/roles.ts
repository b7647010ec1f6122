import type { Role, World } from './world.ts';

/** A star between two slashes may stand for nothing: `computes/*` + `/write` means `computes/write` as well. */
const matches = (pattern: string, action: string): boolean => {
  const source = pattern
    .split('/*/')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/gu, '\\$&').replaceAll('*', '.*'))
    .join('/(?:.*/)?');
  return new RegExp(`^${source}$`, 'iu').test(action);
};

/** The user's roles that reach a resource: given at it or at anything above it. */
export const rolesAt = (world: World, scope: string): readonly Role[] => {
  const asked = `${scope.toLowerCase()}/`;
  return world.roles.filter((role) => asked.startsWith(`${role.scope.toLowerCase()}/`));
};

/** Whether the user may do something to a resource. */
export const isAllowed = (world: World, scope: string, action: string): boolean =>
  rolesAt(world, scope).some(
    ({ actions, notActions }) =>
      actions.some((pattern) => matches(pattern, action)) &&
      !notActions.some((pattern) => matches(pattern, action)),
  );
