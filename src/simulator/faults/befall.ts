import { computeNamed, workspaceAt } from '../world/lookup.ts';
import type { Compute, World } from '../world/world.ts';
import type { Faults } from './armed.ts';

const computeAddress =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.MachineLearningServices\/workspaces\/([^/]+)\/computes\/([^/]+)/iu;

/** The compute that a path is about. */
const computeAt = (world: World, path: string): Compute | undefined => {
  const [, subscription = '', group = '', workspaceName = '', name = ''] = computeAddress.exec(path) ?? [];
  const workspace = workspaceAt(world, subscription, group, workspaceName);
  return workspace === undefined ? undefined : computeNamed(workspace, name);
};

const messages = {
  'operation-failed': 'An internal server error occurred. If the problem persists, contact support.',
  'node-errors': 'The nodes of the cluster could not be allocated.',
} as const;

const creationKinds = ['operation-failed', 'operation-stuck', 'node-errors'] as const;
const otherKinds = ['operation-failed', 'operation-stuck'] as const;

/**
 * Carries a request out; when that has begun an operation on a compute, and a fault strikes, the operation is doomed. Creating,
 * changing, deleting, starting, stopping and restarting are such operations; what jobs do is not.
 */
export const befall = async (
  faults: Faults,
  worldNow: () => World,
  request: Request,
  carryOut: () => Promise<Response>,
): Promise<Response> => {
  const path = new URL(request.url).pathname;
  const before = computeAt(worldNow(), path)?.epoch;
  const response = await carryOut();
  const compute = request.method === 'GET' ? undefined : computeAt(worldNow(), path);
  if (compute === undefined || compute.epoch === before) return response;
  const cluster = compute.detail.kind === 'cluster' ? compute.detail : undefined;
  const created = cluster !== undefined && compute.provisioningState === 'Creating' && before === undefined;
  const effect = faults.strike(created ? creationKinds : otherKinds, request.method, path);
  switch (effect?.kind) {
    case undefined:
      break;
    case 'operation-failed':
      compute.fate = { kind: 'fails', error: { code: effect.code, message: messages[effect.kind] } };
      break;
    case 'operation-stuck':
      compute.fate = { kind: 'never ends' };
      break;
    case 'node-errors':
      if (cluster !== undefined) cluster.noNodes = { code: effect.code, message: messages[effect.kind] };
  }
  return response;
};
