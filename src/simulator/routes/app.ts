import { assetRoutes } from './assets.ts';
import { Hono } from 'hono';
import type { SignIn } from '../sign-in/sign-in.ts';
import type { Json, World } from '../world/world.ts';
import { isVersion, pathOf, queryOf } from './address.ts';
import { unauthorized } from './authorize.ts';
import { computeRoutes } from './computes.ts';
import { environmentRoutes } from './environments.ts';
import { badRequest, refuse, type Answer, type Route } from './exchange.ts';
import { jobRoutes } from './jobs.ts';
import { locationRoutes } from './locations.ts';
import { operationRoutes } from './operations.ts';
import { resourceGraphRoutes } from './resource-graph.ts';
import { respond } from './respond.ts';
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
  ...assetRoutes,
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
  readonly jobsPerPage: number;
  /** A PUT that is to create only changes what exists all the same. */
  readonly passesOverConditions?: boolean;
  /** What lies between a caller and the service: it lets requests through to `serve`, or does not. */
  readonly around: (request: Request, serve: (request: Request) => Promise<Response>) => Promise<Response>;
  /** Told of every request that came: its method and its address as a template. */
  readonly answered: (method: string, template: string) => void;
  /** Judges tokens; absent, whatever looks like a token is one of the world's user. */
  readonly judge?: SignIn['judge'];
};

/** Why the version a request asks for is none; undefined when it is one. */
const wrongVersion = (query: URLSearchParams): Answer | undefined => {
  const version = query.get('api-version');
  if (version === null || version === '') {
    return refuse(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  return isVersion(version)
    ? undefined
    : refuse(400, 'InvalidApiVersionParameter', `The api-version '${version}' is invalid.`);
};

const addresses = routes.map(({ method, template }) => ({
  method,
  pattern: new RegExp(`^${template.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'iu'),
}));

/** The answer at an address that does not exist, or does not take the method. */
const nothingThere = (method: string, path: string): Answer => {
  const methods = addresses.filter(({ pattern }) => pattern.test(path)).map((address) => address.method);
  if (methods.length === 0)
    return refuse(404, 'InvalidResourceType', `The resource type could not be found for '${path}'.`);
  // Azure's code for this could not be confirmed.
  return {
    ...refuse(405, 'MethodNotAllowed', `The HTTP method '${method}' is not supported for '${path}'.`),
    headers: { Allow: methods.join(', ') },
  };
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
  const reply = (world: World, request: Request, answer: Answer, verdict?: Verdict): Response =>
    respond(
      world.now,
      request,
      answer,
      verdict?.allowed === true
        ? {
            [`x-ms-ratelimit-remaining-subscription-${bucketOf(request.method)}`]: String(verdict.remaining),
          }
        : {},
    );

  const serve = async (route: Route, request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const [path, query] = [pathOf(url), queryOf(url)];
    const body = await readBody(request);
    const world = options.worldNow();
    const entry = route.isOpen === true ? door.nobody : door.knock(request, url.origin);
    if ('away' in entry) return reply(world, request, entry.away);
    const badVersion = wrongVersion(query);
    if (badVersion !== undefined) return reply(world, request, badVersion);
    const params = paramsOf(route.template, path);
    if (params === undefined)
      return reply(world, request, badRequest('The address is not properly encoded.'));
    const subscriptionId = params['subscriptionId']?.toLowerCase();
    const verdict =
      subscriptionId === undefined ? undefined : throttle(subscriptionId, bucketOf(route.method));
    if (verdict?.allowed === false) return reply(world, request, throttled(verdict.retryAfterSeconds));
    const forbidden = unauthorized(world, route, path, subscriptionId, entry.caller);
    if (forbidden !== undefined) return reply(world, request, forbidden, verdict);
    if (body === 'malformed') {
      const refused = refuse(
        400,
        'InvalidRequestContent',
        'The request content was invalid and could not be deserialized.',
      );
      return reply(world, request, refused, verdict);
    }
    const answer = route.handle({
      world,
      method: route.method,
      origin: url.origin,
      path,
      params,
      query,
      body: body.json,
      onlyIfNew: options.passesOverConditions !== true && request.headers.get('if-none-match') === '*',
      speed: options.speed,
      jobsPerPage: options.jobsPerPage,
    });
    if (route.method !== 'GET') options.changed();
    return reply(world, request, answer, verdict);
  };

  const app = new Hono({
    getPath: (request) => pathOf(new URL(request.url)).toLowerCase(),
  });
  for (const route of routes) {
    const address = route.template.replaceAll(/\{(\w+)\}/gu, ':$1').toLowerCase();
    app.on(route.method, address, (context) => {
      options.answered(route.method, route.template);
      return options.around(context.req.raw, (request) => serve(route, request));
    });
  }
  // A fault of the simulator is the caller's to see, not an answer of the service.
  app.onError((error) => {
    throw error;
  });
  app.notFound(async (context) => {
    options.answered(context.req.raw.method, '(unknown)');
    return options.around(context.req.raw, async (request) => {
      const url = new URL(request.url);
      const entry = door.knock(request, url.origin);
      const answer =
        ('away' in entry ? entry.away : wrongVersion(queryOf(url))) ??
        nothingThere(request.method, pathOf(url));
      return reply(options.worldNow(), request, answer);
    });
  });
  return async (request) => {
    const response = await app.fetch(request);
    // Azure Resource Manager answers HEAD without an entity: 204 says that it exists.
    return request.method === 'HEAD' && response.ok
      ? new Response(null, { status: 204, headers: response.headers })
      : response;
  };
};
