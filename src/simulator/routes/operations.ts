import type { Operation } from '../world/world.ts';
import { isoTime, refuse, retryAfter, type Answer, type Ask, type Route } from './exchange.ts';

const base =
  '/subscriptions/{subscriptionId}/providers/Microsoft.MachineLearningServices/locations/{location}';

const address = (ask: Ask, operation: Operation, kind: string): string => {
  const query = `api-version=${encodeURIComponent(ask.query.get('api-version') ?? '')}&service=new&t=${operation.startedAt}&c=MIIHpTCCBo2gAwIBAgITfw&s=${operation.signature}&h=${operation.id.replaceAll('-', '')}`;
  return `${ask.origin}/subscriptions/${operation.subscriptionId}/providers/Microsoft.MachineLearningServices/locations/${operation.location}/${kind}/${operation.id}?${query}`;
};

/** The headers of an answer that says an operation on a compute has begun. */
export const operationHeaders = (
  ask: Ask,
  operation: Operation,
  which: 'status' | 'both',
): Record<string, string> => ({
  'Azure-AsyncOperation': address(ask, operation, 'computeOperationsStatus'),
  ...(which === 'both' ? { Location: address(ask, operation, 'computeOperationsResults') } : {}),
  'Retry-After': retryAfter(ask, operation.retryAfterSeconds),
});

/** The headers of an accepted cancellation or deletion of a job. */
export const jobHeaders = (ask: Ask, operation: Operation): Record<string, string> => ({
  Location: address(ask, operation, 'jobOperationsResults'),
  'Retry-After': retryAfter(ask, operation.retryAfterSeconds),
});

const withOperation = (ask: Ask, then: (operation: Operation) => Answer): Answer => {
  const operation = ask.world.operations[(ask.params['operationId'] ?? '').toLowerCase()];
  if (operation === undefined)
    return refuse(404, 'NotFound', 'The operation was not found. It may have expired.');
  if (ask.query.get('s') !== operation.signature) {
    return refuse(
      403,
      'AuthorizationFailed',
      'The signature of the operation address is missing or not valid.',
    );
  }
  return then(operation);
};

const status = (ask: Ask, operation: Operation): Answer => ({
  status: 200,
  body: {
    id: operation.id,
    name: operation.id,
    status: operation.status,
    startTime: isoTime(operation.startedAt),
    ...(operation.endedAt === null ? {} : { endTime: isoTime(operation.endedAt) }),
    ...(operation.error === null ? {} : { error: { ...operation.error, details: [] } }),
  },
  ...(operation.status === 'InProgress'
    ? { headers: { 'Retry-After': retryAfter(ask, operation.retryAfterSeconds) } }
    : {}),
});

const result = (ask: Ask, operation: Operation): Answer => {
  if (operation.status === 'Succeeded') return { status: 200 };
  if (operation.status === 'Canceled') return refuse(409, 'OperationCanceled', 'The operation was canceled.');
  if (operation.status === 'Failed') {
    const { code, message } = operation.error ?? {
      code: 'OperationFailed',
      message: 'The operation failed.',
    };
    return refuse(400, code, message);
  }
  const location = `${ask.origin}${ask.path}?${ask.query.toString()}`;
  const wait = retryAfter(ask, operation.retryAfterSeconds);
  return { status: 202, headers: { Location: location, 'Retry-After': wait } };
};

export const operationRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: `${base}/computeOperationsStatus/{operationId}`,
    handle: (ask) => withOperation(ask, (operation) => status(ask, operation)),
  },
  {
    method: 'GET',
    template: `${base}/computeOperationsResults/{operationId}`,
    handle: (ask) => withOperation(ask, (operation) => result(ask, operation)),
  },
  {
    method: 'GET',
    template: `${base}/jobOperationsResults/{operationId}`,
    handle: (ask) => withOperation(ask, (operation) => result(ask, operation)),
  },
];
