import {
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpClient,
} from '@azure/core-rest-pipeline';
import type { Cloud } from '../clouds.ts';
import { classifyAnswer, malformed } from './classify.ts';
import { list, parseJson, record, text, type Raw } from './json.ts';
import { ProblemError } from './problem-error.ts';

const httpsOrigin = (raw: unknown): string | undefined => {
  const url = URL.parse(text(raw) ?? '');
  return url?.protocol === 'https:' ? url.origin : undefined;
};

/** Newer versions answer with the cloud itself, older ones with a list of clouds: then the one of this endpoint, else the first. */
const ownEntry = (json: unknown, endpoint: string): Raw => {
  if (!Array.isArray(json)) return record(json);
  const entries = list(json).map(record);
  return entries.find((entry) => httpsOrigin(entry['resourceManager']) === endpoint) ?? entries[0] ?? {};
};

/** The audience that is the endpoint itself, else the first that is named. */
const audienceOf = (audiences: readonly string[], endpoint: string): string | undefined =>
  audiences.find((audience) => URL.parse(audience)?.origin === endpoint) ?? audiences[0];

/**
 * A custom cloud with its sign-in service: one that was not given is asked of the endpoint
 * (`GET /metadata/endpoints`, which needs no token). Rejects with a `ProblemError`: no answer, or none that names an https origin.
 */
export const completeCloud = async (
  cloud: Cloud,
  signal: AbortSignal,
  httpClient: HttpClient,
): Promise<Cloud> => {
  if (cloud.authority !== '') return cloud;
  const response = await createPipelineFromOptions({
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
  }).sendRequest(
    httpClient,
    createPipelineRequest({
      url: `${cloud.endpoint}/metadata/endpoints?api-version=2022-09-01`,
      headers: createHttpHeaders({ accept: 'application/json' }),
      abortSignal: signal,
    }),
  );
  const { status, headers, bodyAsText } = response;
  const json = parseJson(bodyAsText);
  if (status !== 200) throw new ProblemError(classifyAnswer(status, headers, json));
  const { loginEndpoint, audiences } = record(ownEntry(json, cloud.endpoint)['authentication']);
  const authority = httpsOrigin(loginEndpoint);
  if (authority === undefined)
    throw new ProblemError(malformed('no sign-in service in the metadata', headers));
  const named = list(audiences)
    .map(text)
    .filter((audience) => audience !== undefined);
  const audience = audienceOf(named, cloud.endpoint);
  return { ...cloud, authority, ...(audience === undefined ? {} : { scope: `${audience}/.default` }) };
};
