import { Hono } from 'hono';
import { randomUUID } from 'node:crypto';
import type { SignIn } from '../sign-in/sign-in.ts';
import type { Json, World } from '../world/world.ts';
import { unauthorized } from './authorize.ts';
import { computeRoutes } from './computes.ts';
import { environmentRoutes } from './environments.ts';
import { badRequest, refuse, type Answer, type Route } from './exchange.ts';
import { jobRoutes } from './jobs.ts';
import { locationRoutes } from './locations.ts';
import { operationRoutes } from './operations.ts';
import { resourceGraphRoutes } from './resource-graph.ts';
import { subscriptionRoutes } from './subscriptions.ts';
import { cloudRoutes } from './cloud.ts';
import { createDoor } from './door.ts';
import { bucketOf, createThrottle, type Verdict } from './throttle.ts';
import { workspaceRoutes } from './workspaces.ts';

const routes: readonly Route[] = [
  ...cloudRoutes,
  ...subscriptionRoutes,
  ...resourceGraphRoutes,
  ...workspaceRoutes,
  ...computeRoutes,
  ...jobRoutes,
  ...environmentRoutes,
  ...locationRoutes,
  ...operationRoutes,
];

export type AppOptions = {
  /** The world, advanced to the clock. */
  readonly worldNow: () => World;
  /** Called after anything that may have changed the world. */
  readonly changed: () => void;
  /** The wall clock in ms, for throttling. */
  readonly now: () => number;
  /** World seconds per second of that clock. */
  readonly speed: number;
  /** Told of every request that was answered: its method and its address as a template. */
  readonly answered: (method: string, template: string) => void;
  /** Judges tokens; absent, whatever looks like a token is one of the world's user. */
  readonly judge?: SignIn['judge'];
};

const versionPattern = /^\d{4}-\d{2}-\d{2}(-preview|-alpha|-beta|-rc|-privatepreview)?$/u;

/** Why the version a request asks for is none; undefined when it is one. */
const wrongVersion = (url: URL): Answer | undefined => {
  const version = url.searchParams.get('api-version');
  if (version === null || version === '') {
    return refuse(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  return versionPattern.test(version)
    ? undefined
    : refuse(400, 'InvalidApiVersionParameter', `The api-version '${version}' is invalid.`);
};

const throttled = (retryAfterSeconds: number): Answer => ({
  ...refuse(
    429,
    'TooManyRequests',
    `The request is being throttled as the limit has been reached. Please retry after ${retryAfterSeconds} seconds.`,
  ),
  headers: { 'Retry-After': String(retryAfterSeconds) },
});

/** Values of the template's placeholders; undefined when one is not properly percent-encoded. */
const paramsOf = (template: string, path: string): Record<string, string> | undefined => {
  const params: Record<string, string> = {};
  const given = path.split('/');
  for (const [index, part] of template.split('/').entries()) {
    const name = /^\{(\w+)\}$/u.exec(part)?.[1];
    if (name === undefined) continue;
    try {
      params[name] = decodeURIComponent(given[index] ?? '');
    } catch {
      return undefined;
    }
  }
  return params;
};

const readBody = async (request: Request): Promise<{ readonly json: Json | undefined } | 'malformed'> => {
  const text = request.method === 'GET' || request.method === 'DELETE' ? '' : await request.text();
  if (text.trim() === '') return { json: undefined };
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the border where a caller's bytes become JSON
    return { json: JSON.parse(text) as Json };
  } catch {
    return 'malformed';
  }
};

/** Azure Resource Manager over a world: routes, sign-in check, throttling and the headers every answer carries. */
export const createApp = (options: AppOptions): ((request: Request) => Promise<Response>) => {
  const throttle = createThrottle(options.now);
  const door = createDoor(options.judge);
  const respond = (world: World, request: Request, answer: Answer, verdict?: Verdict): Response => {
    const headers = new Headers(answer.headers);
    headers.set('Date', new Date(world.now).toUTCString());
    headers.set('Cache-Control', 'no-cache');
    headers.set('x-ms-request-id', randomUUID());
    headers.set(
      'x-ms-correlation-request-id',
      request.headers.get('x-ms-correlation-request-id') ?? randomUUID(),
    );
    const client = request.headers.get('x-ms-client-request-id');
    if (client !== null) headers.set('x-ms-client-request-id', client);
    if (verdict?.allowed === true) {
      headers.set(
        `x-ms-ratelimit-remaining-subscription-${bucketOf(request.method)}`,
        String(verdict.remaining),
      );
    }
    if (answer.body === undefined) return new Response(null, { status: answer.status, headers });
    headers.set('Content-Type', 'application/json; charset=utf-8');
    return new Response(JSON.stringify(answer.body), { status: answer.status, headers });
  };

  const serve = async (route: Route, request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const path = url.pathname.replace(/\/+$/u, '');
    const body = await readBody(request);
    const world = options.worldNow();
    options.answered(route.method, route.template);
    const entry = route.isOpen === true ? door.nobody : door.knock(request, url.origin);
    if ('away' in entry) return respond(world, request, entry.away);
    const badVersion = wrongVersion(url);
    if (badVersion !== undefined) return respond(world, request, badVersion);
    const params = paramsOf(route.template, path);
    if (params === undefined)
      return respond(world, request, badRequest('The address is not properly encoded.'));
    const subscriptionId = params['subscriptionId']?.toLowerCase();
    const verdict =
      subscriptionId === undefined ? undefined : throttle(subscriptionId, bucketOf(route.method));
    if (verdict?.allowed === false) return respond(world, request, throttled(verdict.retryAfterSeconds));
    const forbidden = unauthorized(world, route, path, subscriptionId, entry.caller);
    if (forbidden !== undefined) return respond(world, request, forbidden, verdict);
    if (body === 'malformed') {
      const refused = refuse(
        400,
        'InvalidRequestContent',
        'The request content was invalid and could not be deserialized.',
      );
      return respond(world, request, refused, verdict);
    }
    const answer = route.handle({
      world,
      method: route.method,
      origin: url.origin,
      path,
      params,
      query: url.searchParams,
      body: body.json,
      speed: options.speed,
    });
    if (route.method !== 'GET') options.changed();
    return respond(world, request, answer, verdict);
  };

  const app = new Hono({
    getPath: (request) => new URL(request.url).pathname.replace(/\/+$/u, '').toLowerCase(),
  });
  for (const route of routes) {
    const address = route.template.replaceAll(/\{(\w+)\}/gu, ':$1').toLowerCase();
    app.on(route.method, address, (context) => serve(route, context.req.raw));
  }
  // A fault of the simulator is the caller's to see, not an answer of the service.
  app.onError((error) => {
    throw error;
  });
  app.notFound((context) => {
    const request = context.req.raw;
    const url = new URL(request.url);
    options.answered(request.method, '(unknown)');
    const entry = door.knock(request, url.origin);
    const answer =
      ('away' in entry ? entry.away : wrongVersion(url)) ??
      refuse(404, 'InvalidResourceType', `The resource type could not be found for '${url.pathname}'.`);
    return respond(options.worldNow(), request, answer);
  });
  return async (request) => app.fetch(request);
};
