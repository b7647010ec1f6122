import { createHttpHeaders, createPipelineRequest, type HttpMethods } from '@azure/core-rest-pipeline';
import type { Json } from '../gateway.ts';
import type { Answer, Problem } from '../problem.ts';
import { actionOf, resourcePath } from './action.ts';
import type { ArmClient } from './client.ts';
import { classifyAnswer, classifyThrown, malformed } from './classify.ts';
import { serverTimeMs, type Headers } from './headers.ts';
import { present } from './json.ts';
import { noteSent } from './sent-secrets.ts';
import { timedOut } from './timed-out.ts';
import type { TokenKeeper } from './token-keeper.ts';

export type Ask = {
  readonly method: HttpMethods;
  /** Absolute, or a path of the endpoint. */
  readonly url: string;
  readonly body?: Json;
  /** Headers beside those that every request has. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** A 2xx answer. `json` is undefined when the body was empty or not JSON; `empty` tells which. */
export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
  readonly empty: boolean;
};

/** Sends one request once. Never rejects, never retries, never sends the token to another host than the endpoint's. */
export type Send = (ask: Ask, signal: AbortSignal) => Promise<Answer<Reply>>;

const sendOver =
  (client: ArmClient, url: URL) =>
  async (ask: Ask, signal: AbortSignal): Promise<Answer<Reply>> => {
    noteSent(ask.body);
    const response = await client.sendRequest(
      createPipelineRequest({
        url: url.href,
        method: ask.method,
        headers: createHttpHeaders({
          ...ask.headers,
          accept: 'application/json',
          ...(ask.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
        }),
        ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
        abortSignal: signal,
      }),
    );
    const { status, headers } = response;
    // The client's pipeline has parsed a JSON body already, once.
    const json: unknown = 'parsedBody' in response ? response.parsedBody : undefined;
    if (status < 200 || status >= 300) return { ok: false, problem: classifyAnswer(status, headers, json) };
    const empty = (response.bodyAsText ?? '').trim() === '';
    return {
      ok: true,
      value: { status, headers, json, empty },
      ...present({ serverTimeMs: serverTimeMs(headers) }),
    };
  };

const problemOf = (thrown: unknown, caller: AbortSignal, cut: AbortSignal): Problem => {
  if (caller.aborted) return { kind: 'aborted' };
  if (cut.aborted) return { kind: 'unreachable', reason: 'timeout' };
  return classifyThrown(thrown);
};

/** A refusal for lack of rights says what was asked for. */
const withAsked = (problem: Problem, method: string, url: URL): Problem =>
  problem.kind === 'forbidden' ? { ...problem, asked: actionOf(method, resourcePath(url.href)) } : problem;

/**
 * The one place where what Azure or the network do becomes a value. A request without an answer after `timeoutMs` is
 * `unreachable` with the reason "timeout"; one whose caller gave up is `aborted`, also when the credential does not listen.
 */
export const sender = (
  client: ArmClient,
  endpoint: string,
  timeoutMs: number,
  keeper: Pick<TokenKeeper, 'era' | 'noteSignedOut' | 'noteAnswered'>,
): Send => {
  const home = new URL(endpoint);
  return async (ask, signal) => {
    if (signal.aborted) return { ok: false, problem: { kind: 'aborted' } };
    const url = URL.parse(ask.url, home.href);
    if (url === null || url.origin !== home.origin)
      return { ok: false, problem: malformed('a link to another host') };

    const { era } = keeper;
    const failed = (problem: Problem): Answer<never> => {
      if (problem.kind === 'signed-out') keeper.noteSignedOut(era, problem);
      return { ok: false, problem: withAsked(problem, ask.method, url) };
    };
    const cut = new AbortController();
    const giveUp = (): void => cut.abort();
    const timer = setTimeout(() => cut.abort(timedOut), timeoutMs);
    signal.addEventListener('abort', giveUp, { once: true });
    const over = new Promise<never>((_resolve, reject) => {
      cut.signal.addEventListener('abort', () => reject(new DOMException('Given up.', 'AbortError')), {
        once: true,
      });
    });
    try {
      const answer = await Promise.race([sendOver(client, url)(ask, cut.signal), over]);
      if (!answer.ok) return failed(answer.problem);
      keeper.noteAnswered();
      return answer;
    } catch (thrown) {
      return failed(problemOf(thrown, signal, cut.signal));
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    }
  };
};

/** What a reply means to us; undefined from `read` means that it is not what Azure documents, told as `detail`. */
export const readReply = <T>(
  answer: Answer<Reply>,
  detail: string,
  read: (reply: Reply) => T | undefined,
): Answer<T> => {
  if (!answer.ok) return answer;
  const value = read(answer.value);
  if (value === undefined) return { ok: false, problem: malformed(detail, answer.value.headers) };
  return { ok: true, value, ...present({ serverTimeMs: answer.serverTimeMs }) };
};
