import { beginDelete, moveInstance } from '../world/compute.ts';
import { computeNamed } from '../world/lookup.ts';
import type { Compute } from '../world/world.ts';
import { begin, busy, inCompute, isBusy } from './compute-exchange.ts';
import { badRequest, inWorkspace, type Answer, type Ask } from './exchange.ts';
import { operationHeaders } from './operations.ts';

const canDelete = (compute: Compute): boolean => !compute.isAttached;
const canDetach = (compute: Compute): boolean => compute.detail.kind === 'attached';

/** Deletes what the service made, detaches what it did not. */
export const remove = (ask: Ask): Answer =>
  inWorkspace(ask, (workspace) => {
    const action = ask.query.get('underlyingResourceAction');
    if (action !== 'Delete' && action !== 'Detach') {
      return badRequest(
        "The query parameter underlyingResourceAction is required and must be 'Delete' or 'Detach'.",
        'BadArgument',
      );
    }
    const compute = computeNamed(workspace, ask.params['computeName'] ?? '');
    if (compute === undefined) return { status: 204 };
    if (compute.provisioningState === 'Deleting') return busy(compute);
    if (action === 'Detach' && !canDetach(compute)) {
      return badRequest(
        `Detach is not supported for a compute of type ${compute.computeType}. Use Delete.`,
        'BadArgument',
      );
    }
    if (action === 'Delete' && !canDelete(compute)) {
      return badRequest(
        `The compute '${compute.name}' is attached: it can be detached, not deleted.`,
        'BadArgument',
      );
    }
    beginDelete(ask.world, workspace, compute);
    const operation = begin(ask, workspace, compute);
    return { status: 202, headers: operationHeaders(ask, operation, 'both') };
  });

const allowedFrom = {
  Start: ['Stopped'],
  Stop: ['Running', 'JobRunning'],
  Restart: ['Running', 'JobRunning'],
} as const;

/** The first is known from Azure's answers; that the others exist is unconfirmed, as is their status. */
const wrongState = {
  Start: 'StartComputeInstanceOnlyAllowedInStoppedState',
  Stop: 'StopComputeInstanceOnlyAllowedInRunningState',
  Restart: 'RestartComputeInstanceOnlyAllowedInRunningState',
} as const;

/** Starts, stops or restarts an instance. */
export const move =
  (which: 'Start' | 'Stop' | 'Restart') =>
  (ask: Ask): Answer =>
    inCompute(ask, (workspace, compute) => {
      const instance = compute.detail;
      if (instance.kind !== 'instance') {
        return badRequest(
          `${which} is not supported for a compute of type ${compute.computeType}.`,
          'BadArgument',
        );
      }
      if (isBusy(compute)) return busy(compute);
      const states: readonly string[] = allowedFrom[which];
      if (!states.includes(instance.state) || compute.provisioningState === 'Failed') {
        return badRequest(
          `${which} of compute instance '${compute.name}' is not allowed in state ${instance.state}.`,
          wrongState[which],
        );
      }
      moveInstance(ask.world, workspace, compute, which, 'User');
      return { status: 202 };
    });
