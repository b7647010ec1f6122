import type { PipelinePolicy, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import type { OnWrite, WriteRecord } from '../audit.ts';
import type { Problem } from '../problem.ts';
import { actionOf, isWrite, resourcePath } from './action.ts';
import { classifyAnswer, classifyThrown } from './classify.ts';
import { printable, requestIdOf } from './headers.ts';
import { parseJson, present } from './json.ts';

const methods: ReadonlySet<string> = new Set<WriteRecord['method']>(['PUT', 'PATCH', 'POST', 'DELETE']);
const isMethod = (method: string): method is WriteRecord['method'] => methods.has(method);

const removals: ReadonlySet<string> = new Set<NonNullable<WriteRecord['removal']>>(['Delete', 'Detach']);
const isRemoval = (word: string): word is NonNullable<WriteRecord['removal']> => removals.has(word);

const removalOf = (request: PipelineRequest): WriteRecord['removal'] => {
  const word = new URL(request.url).searchParams.get('underlyingResourceAction') ?? '';
  return request.method === 'DELETE' && isRemoval(word) ? word : undefined;
};

/** One word for the problem: the service's code, the network's, else the kind. */
const wordOf = (problem: Problem): string => {
  if ('error' in problem && problem.error.code !== '') return problem.error.code;
  return problem.kind === 'unreachable' ? problem.reason : problem.kind;
};

const answered = ({ status, headers, bodyAsText }: PipelineResponse) =>
  present({
    status,
    requestId: requestIdOf(headers),
    correlationId: printable(headers.get('x-ms-correlation-request-id')),
    error: status < 400 ? undefined : wordOf(classifyAnswer(status, headers, parseJson(bodyAsText))),
  });

/**
 * Tells of every write before it leaves, and again when it has ended: also of one without an answer, which may or may not have been carried out.
 *
 * @param onWrite the write leaves when it has been told
 * @param who the name of who is signed in, as far as known
 */
export const auditPolicy = (onWrite: OnWrite, who: () => string | undefined): PipelinePolicy => ({
  name: 'auditWrites',
  sendRequest: async (request, next) => {
    const { method } = request;
    const path = resourcePath(request.url);
    if (!isMethod(method) || !isWrite(method, path)) return next(request);
    const begun = {
      at: Date.now(),
      method,
      resourceId: path,
      what: actionOf(method, path).action,
      clientRequestId: request.headers.get('x-ms-client-request-id') ?? request.requestId,
      ...present({ removal: removalOf(request), who: who() }),
    };
    await onWrite({ ...begun, sent: true });
    try {
      const response = await next(request);
      await onWrite({ ...begun, ...answered(response) });
      return response;
    } catch (error) {
      const reason = request.abortSignal?.aborted === true ? 'given up' : wordOf(classifyThrown(error));
      await onWrite({ ...begun, error: reason });
      throw error;
    }
  },
});
