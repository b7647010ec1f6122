import { Readable } from 'node:stream';
import {
  createHttpHeaders,
  RestError,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';

/** An HTTP request as plain data: it can cross a worker's message port. Header names in lower case. */
export type PlainRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** An HTTP answer as plain data. */
export type PlainResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body where it is no text of the service's, but a file's bytes. */
  readonly bytes?: Uint8Array;
};

/** Carries one request to whoever answers it. A rejection means that no answer came, as when a connection is cut. */
export type Transport = (request: PlainRequest, signal: AbortSignal) => Promise<PlainResponse>;

const bodyText = (body: PipelineRequest['body']): string | undefined => {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string') return body;
  throw new TypeError('A plain transport carries text bodies only.');
};

const streams = ({ streamResponseStatusCodes: codes }: PipelineRequest): boolean =>
  codes?.has(Number.POSITIVE_INFINITY) === true;

const bytesOf = ({ body, bytes }: PlainResponse): Uint8Array => bytes ?? Buffer.from(body);

const abortError = (): DOMException => new DOMException('The request was aborted.', 'AbortError');

const codeOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : RestError.REQUEST_SEND_ERROR;
};

/**
 * The HTTP client of the SDK's pipeline over a transport of ours. Everything else of the pipeline (sign-in, user agent,
 * request ids) stays as it is over the network. Rejects as the SDK's own client does: `AbortError` when the
 * request was aborted, else a `RestError` without a status.
 */
export const httpClientOver = (transport: Transport): HttpClient => ({
  sendRequest: async (request): Promise<PipelineResponse> => {
    const cut = new AbortController();
    const giveUp = (): void => cut.abort();
    const aborted = new Promise<never>((_resolve, reject) => {
      cut.signal.addEventListener('abort', () => reject(abortError()), { once: true });
    });
    if (request.abortSignal?.aborted === true) throw abortError();
    request.abortSignal?.addEventListener('abort', giveUp);
    try {
      const body = bodyText(request.body);
      const plainRequest: PlainRequest = {
        method: request.method,
        url: request.url,
        headers: request.headers.toJSON(),
        ...(body === undefined ? {} : { body }),
      };
      const answer = await Promise.race([transport(plainRequest, cut.signal), aborted]);
      return {
        request,
        status: answer.status,
        headers: createHttpHeaders({ ...answer.headers }),
        // Only whoever asks for a stream has asked for a file.
        ...(streams(request)
          ? { readableStreamBody: Readable.from([bytesOf(answer)]) }
          : { bodyAsText: answer.body }),
      };
    } catch (error) {
      if (cut.signal.aborted) throw abortError();
      const message = error instanceof Error ? error.message : String(error);
      throw new RestError(message, { code: codeOf(error), request });
    } finally {
      request.abortSignal?.removeEventListener('abort', giveUp);
    }
  },
});
