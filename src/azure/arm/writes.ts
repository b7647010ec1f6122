import type { Accepted, InstanceAction, Json, OperationStatus, PutOptions } from '../gateway.ts';
import type { Place } from '../place.ts';
import type { Answer } from '../problem.ts';
import { readReply, type Reply, type Send } from './attempt.ts';
import { retryAfterMs } from './headers.ts';
import { isRecord, present, record, text } from './json.ts';
import { readServiceError } from './read-error.ts';
import { urls } from './urls.ts';

const ended = new Set(['succeeded', 'failed', 'canceled', 'cancelled']);

const provisioningOf = (json: unknown): string | undefined => {
  const state = record(record(json).properties).provisioningState;
  return text(state)?.toLowerCase();
};

/** Nothing left to do: no status resource was named, the code is final, and the resource itself says nothing else. */
const isFinished = ({ status, json }: Reply): boolean => {
  if (status === 202) return false;
  const state = provisioningOf(json);
  return state === undefined || ended.has(state);
};

/**
 * A status address on another host is left out: the write was accepted all the same, and the resource's own state tells how
 * it goes on. The token never goes there. Undefined for an answer that is no JSON of the service.
 */
const acceptedBy =
  (endpoint: string) =>
  (reply: Reply): Accepted | undefined => {
    const { headers } = reply;
    // A page of a proxy: whether the write went through cannot be told from it.
    if (!reply.empty && !isRecord(reply.json)) return undefined;
    const named =
      headers.get('azure-asyncoperation') ?? headers.get('operation-location') ?? headers.get('location');
    const url = named === undefined ? null : URL.parse(named, endpoint);
    const statusUrl = url === null || url.origin !== new URL(endpoint).origin ? undefined : url.href;
    return {
      finished: named === undefined && isFinished(reply),
      ...present({ statusUrl, retryAfterMs: retryAfterMs(headers) }),
      ...(reply.status === 201 ? { created: true } : {}),
    };
  };

const outcomes: Readonly<Record<string, OperationStatus['is']>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'canceled',
  cancelled: 'canceled',
};

/**
 * The asynchronous-operation resource tells by `status`; a result address (`Location`) by its code, or by the state of the resource it
 * returns.
 */
const readStatus = (reply: Reply): OperationStatus | undefined => {
  const wait = present({ retryAfterMs: retryAfterMs(reply.headers) });
  const { json, status, empty } = reply;
  if (!isRecord(json)) {
    if (!empty) return undefined;
    return { is: status === 202 ? 'running' : 'succeeded', text: '', ...wait };
  }
  const word = text(json.status) ?? text(record(json.properties).provisioningState);
  if (word === undefined) return { is: status === 202 ? 'running' : 'succeeded', text: '', ...wait };
  const outcome = outcomes[word.toLowerCase()] ?? 'running';
  const error = isRecord(json.error) ? readServiceError(json.error) : undefined;
  return { is: outcome, text: word, ...wait, ...present({ error }) };
};

/** The writes of the gateway and the status of what they started. */
export const createWrites = (send: Send, endpoint: string) => {
  const accepted = acceptedBy(endpoint);
  return {
    putCompute: async (
      place: Place,
      name: string,
      body: Json,
      signal: AbortSignal,
      { onlyIfNew = false }: PutOptions = {},
    ): Promise<Answer<Accepted>> => {
      const headers = onlyIfNew ? { 'if-none-match': '*' } : {};
      const reply = await send({ method: 'PUT', url: urls.compute(place, name), body, headers }, signal);
      return readReply(reply, 'not an acceptance', accepted);
    },
    patchCompute: async (
      place: Place,
      name: string,
      body: Json,
      signal: AbortSignal,
    ): Promise<Answer<Accepted>> => {
      const reply = await send({ method: 'PATCH', url: urls.compute(place, name), body }, signal);
      return readReply(reply, 'not an acceptance', accepted);
    },
    actOnInstance: async (
      place: Place,
      name: string,
      action: InstanceAction,
      signal: AbortSignal,
    ): Promise<Answer<Accepted>> => {
      const reply = await send({ method: 'POST', url: urls.action(place, name, action) }, signal);
      return readReply(reply, 'not an acceptance', accepted);
    },
    deleteCompute: async (
      place: Place,
      name: string,
      action: 'Delete' | 'Detach',
      signal: AbortSignal,
    ): Promise<Answer<Accepted>> => {
      const reply = await send({ method: 'DELETE', url: urls.removal(place, name, action) }, signal);
      return readReply(reply, 'not an acceptance', accepted);
    },
    cancelJob: async (place: Place, name: string, signal: AbortSignal): Promise<Answer<Accepted>> => {
      const reply = await send({ method: 'POST', url: urls.cancel(place, name) }, signal);
      return readReply(reply, 'not an acceptance', accepted);
    },
    readOperation: async (statusUrl: string, signal: AbortSignal): Promise<Answer<OperationStatus>> => {
      const reply = await send({ method: 'GET', url: statusUrl }, signal);
      return readReply(reply, 'not a status', readStatus);
    },
  };
};
