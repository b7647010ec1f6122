import { AzureMachineLearningWorkspaces } from '@azure/arm-machinelearning';
import {
  bearerTokenAuthenticationPolicyName,
  type PipelinePolicy,
  type PipelineRequest,
} from '@azure/core-rest-pipeline';
import type { Call } from '../gateway.ts';
import type { OnWrite } from '../audit.ts';
import { auditPolicy } from './audit-writes.ts';
import { authorizeWith, newerTokenPolicyName } from './authorize.ts';
import { requestIdOf } from './headers.ts';
import { present } from './json.ts';
import { noteProofs } from './note-proofs.ts';
import { refuseWrites } from './read-only.ts';
import { timedOut } from './timed-out.ts';
import type { TokenKeeper } from './token-keeper.ts';
import { httpClientOver, type Transport } from './transport.ts';

export type ArmClient = AzureMachineLearningWorkspaces;

export type ClientOptions = {
  readonly keeper: TokenKeeper;
  readonly endpoint: string;
  readonly credentialScopes: readonly string[];
  /** Who answers instead of the network. */
  readonly transport?: Transport;
  readonly onCall?: (call: Call) => void;
  readonly onWrite?: OnWrite;
  readonly who?: () => string | undefined;
  readonly readOnly?: (path: string) => boolean;
  /** The product's version, for the user agent. */
  readonly version?: string;
};

const remainingPrefix = 'x-ms-ratelimit-remaining-';

const smallestRemaining = (headers: Iterable<readonly [string, string]>): number | undefined => {
  const counts = [...headers]
    .filter(([name, value]) => name.toLowerCase().startsWith(remainingPrefix) && /^\d+$/u.test(value.trim()))
    .map(([, value]) => Number(value));
  return counts.length === 0 ? undefined : Math.min(...counts);
};

/** Why no answer came. A request that is cut is cut by us: for want of an answer in time, or because its caller has gone. */
const failureOf = (error: unknown, { abortSignal }: PipelineRequest): string | undefined => {
  if (abortSignal?.aborted === true)
    return abortSignal instanceof AbortSignal && abortSignal.reason === timedOut ? 'timeout' : 'given-up';
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
};

const reportingPolicy = (onCall: (call: Call) => void): PipelinePolicy => ({
  name: 'reportCalls',
  sendRequest: async (request, next) => {
    const startedMs = performance.now();
    const call = { method: request.method, path: new URL(request.url).pathname };
    const tookMs = (): number => performance.now() - startedMs;
    try {
      const response = await next(request);
      const requestId = requestIdOf(response.headers);
      const remaining = smallestRemaining(response.headers);
      onCall({ ...call, status: response.status, tookMs: tookMs(), ...present({ requestId, remaining }) });
      return response;
    } catch (error) {
      onCall({ ...call, tookMs: tookMs(), ...present({ failure: failureOf(error, request) }) });
      throw error;
    }
  },
});

/**
 * The same way out for what nobody signs in to: the same proxy, user agent and account of calls, but no token on any request, so that an address
 * which is a secret by itself can be asked on whatever host it is.
 */
export const createOpenClient = (options: ClientOptions): ArmClient => {
  const client = createArmClient(options, '');
  client.pipeline.removePolicy({ name: bearerTokenAuthenticationPolicyName });
  client.pipeline.removePolicy({ name: newerTokenPolicyName });
  return client;
};

/**
 * The SDK's client for one subscription with its whole pipeline: sign-in, user agent, request ids. Two things are
 * switched off: retries, because whoever polls owns the backoff, and redirects, because the pipeline would sign the request to
 * the new host too.
 */
export const createArmClient = (options: ClientOptions, subscriptionId: string): ArmClient => {
  const { keeper, transport, onCall, onWrite, readOnly, version } = options;
  const client = new AzureMachineLearningWorkspaces(keeper, subscriptionId, {
    endpoint: options.endpoint,
    credentialScopes: [...options.credentialScopes],
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    userAgentOptions: {
      userAgentPrefix: version === undefined ? 'aml-workbench' : `aml-workbench/${version}`,
    },
    ...(transport === undefined ? {} : { httpClient: httpClientOver(transport) }),
  });
  authorizeWith(client.pipeline, keeper, options.credentialScopes);
  if (readOnly !== undefined) refuseWrites(client.pipeline, readOnly);
  if (onWrite !== undefined)
    client.pipeline.addPolicy(auditPolicy(onWrite, options.who ?? (() => undefined)), { afterPhase: 'Sign' });
  if (onCall !== undefined) client.pipeline.addPolicy(reportingPolicy(onCall), { afterPhase: 'Sign' });
  // The last before the network: all the others may tell of what they see.
  client.pipeline.addPolicy(noteProofs, { afterPhase: 'Sign' });
  return client;
};
