import {
  createDefaultHttpClient,
  createPipelineFromOptions,
  createPipelineRequest,
} from '@azure/core-rest-pipeline';
import type { Answer } from '../problem.ts';
import { classifyAnswer, classifyThrown } from './classify.ts';
import { serverTimeMs } from './headers.ts';
import { present } from './json.ts';

/** That somebody answered over HTTPS, whatever the answer says. */
export type Echo = { readonly status: number };

/**
 * Asks an address without a token, on the same way as every other request: through the proxy and with the certificates of the environment.
 * Any answer of the service counts as one; a proxy that wants to know who asks does not. Never rejects.
 * @param timeoutMs after which it counts as `unreachable` with the reason "timeout"
 */
export const probe = async (url: string, timeoutMs: number): Promise<Answer<Echo>> => {
  const pipeline = createPipelineFromOptions({
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
  });
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const { status, headers } = await pipeline.sendRequest(
      createDefaultHttpClient(),
      createPipelineRequest({ url, abortSignal: signal }),
    );
    const problem = status >= 400 ? classifyAnswer(status, headers, undefined) : undefined;
    if (problem?.kind === 'unreachable') return { ok: false, problem };
    return { ok: true, value: { status }, ...present({ serverTimeMs: serverTimeMs(headers) }) };
  } catch (error) {
    return {
      ok: false,
      problem: signal.aborted ? { kind: 'unreachable', reason: 'timeout' } : classifyThrown(error),
    };
  }
};
