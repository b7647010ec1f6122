import type { Compute, World, Workspace } from '../world/world.ts';

const reserved = new Set(['local', 'amlcompute', 'containerinstance']);

/**
 * Why the service does not take a name; undefined when it does. Clusters and attached computes: 2 to 32 letters, digits and
 * hyphens, a letter first, a letter or digit last. Instances: 3 to 24, and after a hyphen not digits only.
 */
export const nameProblem = (name: string, kind: Compute['detail']['kind']): string | undefined => {
  if (reserved.has(name.toLowerCase())) return `The name '${name}' is reserved.`;
  if (kind !== 'instance') {
    return /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/iu.test(name)
      ? undefined
      : `The compute name '${name}' is not valid: 2 to 32 letters, digits and hyphens, beginning with a letter and ending with a letter or digit.`;
  }
  if (!/^[a-z][a-z0-9-]{1,22}[a-z0-9]$/iu.test(name)) {
    return `The compute name '${name}' is not valid: 3 to 24 letters, digits and hyphens, beginning with a letter and ending with a letter or digit.`;
  }
  return /-\d*$/u.test(name)
    ? `The compute name '${name}' is not valid: Numbers cannot be the ending if previous character is a minus.`
    : undefined;
};

/** Whether a name is taken: by anything in the workspace, or by an instance anywhere in its region. */
export const isTaken = (world: World, workspace: Workspace, name: string): boolean =>
  world.workspaces.some(
    (other) =>
      other.location === workspace.location &&
      other.computes.some(
        (compute) =>
          compute.key === name.toLowerCase() && (other === workspace || compute.detail.kind === 'instance'),
      ),
  );
