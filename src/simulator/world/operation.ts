import { guid, letters } from './random.ts';
import { after } from './schedule-event.ts';
import type { Compute, Failure, Operation, World } from './world.ts';

const keepMs = 3_600_000;

/** Begins an operation that callers can ask about; it is forgotten an hour after it ended. */
export const beginOperation = (
  world: World,
  about: { readonly subscriptionId: string; readonly location: string; readonly resource: string },
): Operation => {
  const operation: Operation = {
    id: guid(world),
    ...about,
    status: 'InProgress',
    startedAt: world.now,
    endedAt: null,
    error: null,
    signature: letters(world, 43),
    retryAfterSeconds: 10,
  };
  world.operations[operation.id] = operation;
  return operation;
};

/** Ends an operation, if it is still under way. */
export const endOperation = (
  world: World,
  id: string | null,
  status: 'Succeeded' | 'Failed' | 'Canceled',
  error: Failure | null = null,
): void => {
  const operation = id === null ? undefined : world.operations[id];
  if (operation?.status !== 'InProgress') return;
  operation.status = status;
  operation.endedAt = world.now;
  operation.error = error;
  after(world, keepMs, { kind: 'forget', operation: operation.id });
};

/** Ends the operation under way on a compute. */
export const endComputeOperation = (
  world: World,
  compute: Compute,
  status: 'Succeeded' | 'Failed' | 'Canceled',
  error: Failure | null = null,
): void => {
  endOperation(world, compute.operation, status, error);
  compute.operation = null;
};
