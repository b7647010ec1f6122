import { ConnectionCut } from '../connection-cut.ts';
import type { Faults } from './armed.ts';
import { answerInstead, insteadKinds } from './instead.ts';
import { cutInBody, halved, slowly, untilAborted, type Sleep } from './spoil.ts';

const kinds = [...insteadKinds, 'cut', 'private-link', 'hang', 'slow', 'half-json'] as const;

export type UnderFaultsOptions = {
  readonly faults: Faults;
  /** The service's clock in ms. */
  readonly now: () => number;
  /** How late every answer is. */
  readonly latencyMs: number;
  readonly sleep: Sleep;
  readonly expireTokens: (options: { readonly refreshTokens: boolean }) => void;
};

/** Whoever answers requests, with faults between the caller and them. Rejects with `ConnectionCut`, and when the caller leaves. */
export type UnderFaults = (
  request: Request,
  serve: (request: Request) => Promise<Response>,
) => Promise<Response>;

/** The requests under way: the signal of a request hears its caller's only while somebody holds the request itself. */
const open = new Set<Request>();

export const createUnderFaults = (options: UnderFaultsOptions): UnderFaults => {
  const { faults, now, latencyMs, sleep } = options;

  const struck = async (
    request: Request,
    path: string,
    serve: (request: Request) => Promise<Response>,
  ): Promise<Response> => {
    const effect = faults.strike(kinds, request.method, path);
    if (effect === undefined) return serve(request);
    switch (effect.kind) {
      case 'cut':
        if (effect.where === 'body') return cutInBody(await serve(request));
        throw new ConnectionCut('The connection was cut before the answer.');
      case 'private-link':
        throw new ConnectionCut('There is no way to it from here.');
      case 'hang':
        if (effect.ms === undefined) return untilAborted(request.signal);
        await sleep(effect.ms, request.signal);
        return serve(request);
      case 'slow':
        return slowly(await serve(request), effect.ms, sleep, request.signal);
      case 'half-json':
        return halved(await serve(request));
      case 'expire':
        options.expireTokens({ refreshTokens: effect.refresh });
        return answerInstead(effect, now(), request);
      case '401':
      case '403':
      case '404':
      case '409':
      case '429':
      case '500':
      case '502':
      case '503':
      case 'html':
        return answerInstead(effect, now(), request);
    }
  };

  const answered = async (
    request: Request,
    serve: (request: Request) => Promise<Response>,
  ): Promise<Response> => {
    const path = new URL(request.url).pathname;
    const response = await struck(request, path, serve);
    const skew = faults.strike(['skew'], request.method, path);
    if (skew !== undefined) {
      const date = Date.parse(response.headers.get('Date') ?? '');
      const time = Number.isNaN(date) ? now() : date;
      response.headers.set('Date', new Date(time + skew.seconds * 1000).toUTCString());
    }
    if (latencyMs > 0) await sleep(latencyMs, request.signal);
    return response;
  };

  return async (request, serve) => {
    open.add(request);
    try {
      return await answered(request, serve);
    } finally {
      open.delete(request);
    }
  };
};
