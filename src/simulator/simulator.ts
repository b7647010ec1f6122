import { createDataPlane } from './data-plane/data-plane.ts';
import { isOfDataPlane } from './data-plane/paths.ts';
import { createFaults, type Faults } from './faults/armed.ts';
import { befall } from './faults/befall.ts';
import { createControl } from './faults/control.ts';
import { isOfSignIn, type Fault } from './faults/fault.ts';
import { sleepOnClock, type Sleep } from './faults/spoil.ts';
import { createUnderFaults } from './faults/under-faults.ts';
import { createApp } from './routes/app.ts';
import { startWorld, type Scale } from './scenario/scenario.ts';
import type { SignIn } from './sign-in/sign-in.ts';
import { keepRandom } from './world/random.ts';
import { advance } from './world/step.ts';
import type { World } from './world/world.ts';

export { mainPlace } from './scenario/main-place.ts';
export type { Scale } from './scenario/scenario.ts';
export type { World } from './world/world.ts';

export type PlainRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type PlainResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body where it is no text of the service's, but a file's bytes. */
  readonly bytes?: Uint8Array;
};

export type SimulatorOptions = {
  readonly scale: Scale;
  /** How many jobs the main workspace of `huge` has; 100,000 when absent. */
  readonly jobs?: number;
  /** How many jobs a page of their list has at the most, from 1; 1,000 when absent. Azure does not document its own. */
  readonly jobsPerPage?: number;
  readonly seed: number;
  /** World seconds per second of the injected clock; 0 freezes the world. */
  readonly speed: number;
  /**
   * A PUT with `If-None-Match: *` changes what exists all the same. HTTP says that it is refused with 412; whether Azure Machine Learning does
   * that is unconfirmed, so both can be had.
   */
  readonly passesOverConditions?: boolean;
  /** Milliseconds, any origin; only differences count, except that the world starts at now() when startMs is absent. */
  readonly now: () => number;
  readonly startMs?: number;
  /** Armed from the start. */
  readonly faults?: readonly Fault[];
  /** So many milliseconds every answer is late; 0 when absent. */
  readonly latencyMs?: number;
  /** How waiting is done, for clocks that are not the wall's. */
  readonly sleep?: Sleep;
  /** A sign-in service to play as well, letting nobody in whom it does not know; absent, any token will do. */
  readonly signIn?: SignIn;
};

export type Simulator = {
  /**
   * Fetch-style handler over the web platform's Request and Response. Rejects with `ConnectionCut` (so may the body) when the
   * connection is to end, and with the reason of the request's signal when the caller leaves while it waits.
   */
  fetch(request: Request): Promise<Response>;
  /** The same over plain data, for transports; with a signal the caller may leave. */
  send(request: PlainRequest, signal?: AbortSignal): Promise<PlainResponse>;
  /** A copy of the world, advanced to the clock: plain data, for tests and for comparing. */
  world(): World;
  /** What is to go wrong. */
  readonly faults: Faults;
  /** Requests that came so far, by `METHOD /templated/path`; `METHOD (unknown)` for an address that does not exist. */
  readonly requests: ReadonlyMap<string, number>;
};

/**
 * Azure Resource Manager with a living Azure Machine Learning behind it, in memory. The same options, clock and writes
 * give the same world.
 */
export const createSimulator = (options: SimulatorOptions): Simulator => {
  const origin = options.now();
  const start = Math.floor(options.startMs ?? origin);
  const world = startWorld(options.scale, options.seed, start, options.jobs);
  const requests = new Map<string, number>();
  const worldNow = (): World => {
    advance(world, start + Math.floor((options.now() - origin) * options.speed));
    return world;
  };
  const faults = createFaults(options.seed);
  faults.arm(options.faults ?? []);
  const { signIn } = options;
  const underFaults = createUnderFaults({
    faults,
    now: () => worldNow().now,
    latencyMs: options.latencyMs ?? 0,
    sleep: options.sleep ?? sleepOnClock,
    expireTokens: (which) => signIn?.expireTokens(which),
  });
  const answered = (method: string, template: string): void => {
    const key = `${method} ${template}`;
    requests.set(key, (requests.get(key) ?? 0) + 1);
  };
  const judge = signIn === undefined ? {} : { judge: signIn.judge };
  const dataPlane = createDataPlane({ worldNow, answered, ...judge });
  const arm = createApp({
    worldNow,
    changed: () => keepRandom(world),
    now: options.now,
    speed: options.speed,
    jobsPerPage: options.jobsPerPage ?? 1000,
    passesOverConditions: options.passesOverConditions === true,
    around: (request, serve) =>
      underFaults(request, (asked) => befall(faults, worldNow, asked, () => serve(asked))),
    answered,
    ...judge,
  });
  const control = createControl({ worldNow, faults, requests });
  const answer = async (request: Request): Promise<Response> => {
    if (isOfDataPlane(new URL(request.url).pathname))
      return underFaults(request, (asked) => Promise.resolve(dataPlane(asked)));
    return (await control(request)) ?? arm(request);
  };
  const handle =
    signIn === undefined
      ? answer
      : (request: Request) =>
          isOfSignIn(new URL(request.url).pathname)
            ? underFaults(request, (asked) => signIn.fetch(asked, answer))
            : signIn.fetch(request, answer);
  return {
    fetch: handle,
    send: async ({ method, url, headers, body }, signal) => {
      const response = await handle(
        new Request(url, {
          method,
          headers,
          ...(body === undefined ? {} : { body }),
          ...(signal === undefined ? {} : { signal }),
        }),
      );
      const { status } = response;
      const answeredHeaders = Object.fromEntries(response.headers);
      return response.headers.get('content-type') === 'application/octet-stream'
        ? { status, headers: answeredHeaders, body: '', bytes: new Uint8Array(await response.arrayBuffer()) }
        : { status, headers: answeredHeaders, body: await response.text() };
    },
    world: () => structuredClone(worldNow()),
    faults,
    requests,
  };
};
