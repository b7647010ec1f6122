import { worldUser } from '../sign-in/principal.ts';
import { forbidden } from '../routes/authorize.ts';
import { conflict, refuse, type Answer } from '../routes/exchange.ts';
import { respond } from '../routes/respond.ts';
import { unauthenticated } from '../routes/unauthenticated.ts';
import { actionOfPath } from './action-of-path.ts';
import type { Effect } from './fault.ts';

/** The kinds that answer instead of the service. */
export const insteadKinds = [
  '401',
  '403',
  '404',
  '409',
  '429',
  '500',
  '502',
  '503',
  'html',
  'expire',
] as const;

type Instead = Extract<Effect, { readonly kind: (typeof insteadKinds)[number] }>;

const tooMany = (seconds: number | undefined): Answer =>
  refuse(
    429,
    'TooManyRequests',
    `The request is being throttled as the limit has been reached.${seconds === undefined ? '' : ` Please retry after ${seconds} seconds.`}`,
  );

const failures = {
  '500': () =>
    refuse(
      500,
      'InternalServerError',
      'An internal server error occurred. If the problem persists, contact support.',
    ),
  '502': () => refuse(502, 'BadGateway', 'The gateway did not receive a response from the service.'),
  '503': () => refuse(503, 'ServiceUnavailable', 'The service is temporarily unavailable.'),
  '429': tooMany,
} as const;

const answerOf = (
  effect: Exclude<Instead, { readonly kind: 'html' }>,
  now: number,
  request: Request,
): Answer => {
  const path = new URL(request.url).pathname;
  switch (effect.kind) {
    case '401':
      return unauthenticated('InvalidAuthenticationToken', 'The access token is invalid.');
    case '403': {
      const { action, scope } = actionOfPath(request.method, path);
      return forbidden(worldUser, action, scope);
    }
    case '404':
      return refuse(404, 'ResourceNotFound', `The Resource '${path}' was not found.`);
    case '409':
      return conflict('Another operation is in progress on the resource.');
    case '429':
    case '500':
    case '502':
    case '503': {
      const { kind, retryAfter } = effect;
      const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
      return { ...failures[kind](retryAfter), headers };
    }
    case 'expire': {
      const [expired, time] = [now - 1000, now].map((ms) => new Date(ms).toISOString());
      return unauthenticated(
        'ExpiredAuthenticationToken',
        `The access token expiry UTC time '${expired}' is earlier than current UTC time '${time}'.`,
      );
    }
  }
};

const pages = {
  200: '<!DOCTYPE html><html><head><title>Sign in to your account</title></head><body><form method="post"><input name="loginfmt"></form></body></html>',
  502: '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>proxy</center></body></html>',
} as const;

/** What is answered instead of the service; `now` is the service's clock in ms. */
export const answerInstead = (effect: Instead, now: number, request: Request): Response =>
  effect.kind === 'html'
    ? new Response(pages[effect.status], {
        status: effect.status,
        headers: { 'Content-Type': 'text/html; charset=utf-8' },
      })
    : respond(now, request, answerOf(effect, now, request));
