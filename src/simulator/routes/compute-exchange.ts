import { computeNamed, computePath } from '../world/lookup.ts';
import { beginOperation } from '../world/operation.ts';
import type { Compute, Operation, Workspace } from '../world/world.ts';
import { conflict, inWorkspace, refuse, type Answer, type Ask } from './exchange.ts';

const notFound = (workspace: Workspace, name: string): Answer =>
  refuse(
    404,
    'ResourceNotFound',
    `The resource '${name}' of type 'Microsoft.MachineLearningServices/workspaces/computes' was not found in workspace '${workspace.name}'.`,
  );

/** The compute asked for exists; else the answer that says it does not. */
export const inCompute = (ask: Ask, then: (workspace: Workspace, compute: Compute) => Answer): Answer =>
  inWorkspace(ask, (workspace) => {
    const name = ask.params['computeName'] ?? '';
    const compute = computeNamed(workspace, name);
    return compute === undefined ? notFound(workspace, name) : then(workspace, compute);
  });

/** An operation on it is under way. */
export const isBusy = (compute: Compute): boolean =>
  compute.provisioningState === 'Creating' ||
  compute.provisioningState === 'Updating' ||
  compute.provisioningState === 'Deleting';

/** The refusal of a second operation meanwhile. */
export const busy = (compute: Compute): Answer =>
  conflict(`The operation is not possible while compute '${compute.name}' is ${compute.provisioningState}.`);

/** Begins an operation on a compute. */
export const begin = (ask: Ask, workspace: Workspace, compute: Compute): Operation => {
  const operation = beginOperation(ask.world, {
    subscriptionId: workspace.subscriptionId,
    location: workspace.location,
    resource: computePath(workspace, compute),
  });
  compute.operation = operation.id;
  return operation;
};
