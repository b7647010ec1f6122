import {
  createDefaultHttpClient,
  isRestError,
  RestError,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { noteSecret } from '../note-secrets.ts';
import type { Problem, ServiceError } from '../problem.ts';
import { classifyAnswer, classifyThrown } from './classify.ts';
import { parseJson, record } from './json.ts';
import { readServiceError } from './read-error.ts';
import { httpClientOver, type Transport } from './transport.ts';

/**
 * How the last exchange with the sign-in service went. The identity library tells in words what went wrong; whether
 * the service refused or could not be reached at all is seen here, by status and by the network's code.
 */
export type SignInTraffic = {
  readonly httpClient: HttpClient;
  /** What kept the service from deciding, since the last `forget`; undefined when it answered, or was not asked. */
  readonly trouble: () => Problem | undefined;
  /** What the service itself said against it, since the last `forget`: OAuth's code and its words. */
  readonly refusal: () => ServiceError | undefined;
  readonly forget: () => void;
};

/** Fields of OAuth, of what is sent and of what is answered, that let somebody in (RFC 6749, 7523 and 8628). The code that the user types is shown. */
const proofs = [
  'access_token',
  'refresh_token',
  'id_token',
  'device_code',
  'client_secret',
  'client_assertion',
  'assertion',
] as const;

/** Remembers what lets somebody in: neither the service's words nor the library's may repeat it. */
const noteProofs = (fields: Readonly<Record<string, unknown>>): void => {
  for (const name of proofs) {
    const value = fields[name];
    if (typeof value === 'string') noteSecret(value);
  }
};

const formOf = ({ body }: PipelineRequest): Readonly<Record<string, string>> =>
  typeof body === 'string' ? Object.fromEntries(new URLSearchParams(body)) : {};

/** Answers to a device code that nobody has typed in yet. */
const patience: ReadonlySet<string> = new Set(['authorization_pending', 'slow_down']);

const refusalOf = ({ status, bodyAsText }: PipelineResponse): ServiceError | undefined => {
  if (status < 400 || status >= 500) return undefined;
  const error = readServiceError(parseJson(bodyAsText));
  return error.code === '' || patience.has(error.code) ? undefined : error;
};

/** A refusal is an answer, and the library words it better; a broken or busy service has decided nothing. */
const troubleOf = ({ status, headers }: PipelineResponse): Problem | undefined =>
  status >= 500 || status === 429 || status === 407 ? classifyAnswer(status, headers, undefined) : undefined;

/** An exchange ends after `timeoutMs`, by a rejection with the code "timeout": the library itself would wait for ever. */
const inTime =
  (inner: HttpClient, timeoutMs: number) =>
  async (request: PipelineRequest): Promise<PipelineResponse> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new RestError('No answer.', { code: 'timeout', request })), timeoutMs);
    });
    if (request.timeout === 0) request.timeout = timeoutMs;
    try {
      return await Promise.race([inner.sendRequest(request), late]);
    } finally {
      clearTimeout(timer);
    }
  };

/**
 * @param timeoutMs how long one exchange may take
 * @param transport who answers instead of the network
 */
export const createSignInTraffic = (timeoutMs: number, transport?: Transport): SignInTraffic => {
  const send = inTime(
    transport === undefined ? createDefaultHttpClient() : httpClientOver(transport),
    timeoutMs,
  );
  let trouble: Problem | undefined;
  let refusal: ServiceError | undefined;
  return {
    trouble: () => trouble,
    refusal: () => refusal,
    forget: () => {
      trouble = undefined;
      refusal = undefined;
    },
    httpClient: {
      sendRequest: async (request) => {
        // The identity of a machine is asked of the machine itself, over plain http and never through a proxy. Where nobody
        // answers there, this is no machine of Azure's, and nothing is broken.
        const counts = request.url.startsWith('https://');
        if (!counts) delete request.agent;
        try {
          noteProofs(formOf(request));
          const response = await send(request);
          noteProofs(record(parseJson(response.bodyAsText)));
          if (counts) trouble = troubleOf(response);
          refusal = refusalOf(response);
          return response;
        } catch (error) {
          if (counts && isRestError(error)) trouble = classifyThrown(error);
          throw error;
        }
      },
    },
  };
};
