import { isRestError } from '@azure/core-rest-pipeline';
import { plain } from '../plain.ts';
import type { Problem, ServiceError } from '../problem.ts';
import { requestIdOf, retryAfterMs, type Headers } from './headers.ts';
import { present } from './json.ts';
import { ProblemError } from './problem-error.ts';
import { readServiceError } from './read-error.ts';

/** Codes by which Azure Machine Learning, Batch below it and Azure Resource Manager say that a quota refuses the request. */
const quotaCodes = new Set(
  [
    'ClusterMinNodesExceedCoreQuota',
    'JobNodeCountExceedsCoreQuota',
    'ClusterCoreQuotaReached',
    'AccountCoreQuotaReached',
    'AccountLowPriorityCoreQuotaReached',
    'SubscriptionCoreQuotaReached',
    'QuotaExceeded',
  ].map((code) => code.toLowerCase()),
);

/** Names of the errors by which `@azure/identity` says that nobody is signed in, or no longer is. */
const signInErrors = new Set([
  'AuthenticationError',
  'AuthenticationRequiredError',
  'AggregateAuthenticationError',
  'CredentialUnavailableError',
  'InteractionRequiredAuthError',
]);

const isQuota = (error: ServiceError): boolean =>
  [error, ...error.details].some(({ code }) => quotaCodes.has(code.toLowerCase()));

const preconditionFailed = 'PreconditionFailed';

/** 412 answers the one condition that is ever sent, whatever code comes with it: the name must be free, and is not. */
const conditionFailed = (error: ServiceError): ServiceError =>
  error.code === preconditionFailed
    ? error
    : { code: preconditionFailed, message: error.message, details: [error, ...error.details] };

/** The problem of an answer that is not a success, by its status and error code; `json` is its body, if it was JSON. */
export const classifyAnswer = (status: number, headers: Headers, json: unknown): Problem => {
  const error = readServiceError(json);
  const told = present({ error, requestId: requestIdOf(headers) });
  const wait = present({ retryAfterMs: retryAfterMs(headers) });
  if (status < 400) return malformed(`unexpected status ${status}`, headers);
  if (status >= 500) return { kind: 'service-fault', status, ...told, ...wait };
  if (status === 401) return { kind: 'signed-out', ...told };
  // Only a proxy in between answers so: Azure never got the request.
  if (status === 407) return { kind: 'unreachable', reason: 'PROXY_AUTHENTICATION_REQUIRED' };
  if (status === 429) return { kind: 'throttled', ...told, ...wait };
  if (isQuota(error)) return { kind: 'quota', ...told };
  if (status === 403) return { kind: 'forbidden', ...told };
  if (status === 404) return { kind: 'not-found', ...told };
  if (status === 412) return { kind: 'conflict', ...told, error: conditionFailed(error) };
  if (status === 409) return { kind: 'conflict', ...told };
  return { kind: 'rejected', status, ...told };
};

/** An answer that is not what Azure documents. `detail` is ours, never the service's text. */
export const malformed = (detail: string, headers?: Headers): Problem => ({
  kind: 'malformed',
  detail,
  ...present({ requestId: headers === undefined ? undefined : requestIdOf(headers) }),
});

/** The problem behind something thrown on the way: no answer, or no token to ask with. */
export const classifyThrown = (thrown: unknown): Problem => {
  if (thrown instanceof ProblemError) return thrown.problem;
  if (!(thrown instanceof Error)) return { kind: 'unreachable', reason: 'unknown' };
  if (isRestError(thrown) && thrown.response !== undefined) {
    const { status, headers } = thrown.response;
    return status < 400 ? malformed('not JSON', headers) : classifyAnswer(status, headers, undefined);
  }
  if (signInErrors.has(thrown.name))
    return { kind: 'signed-out', error: { code: thrown.name, message: plain(thrown.message), details: [] } };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : thrown.name;
  return { kind: 'unreachable', reason: plain(code) };
};
