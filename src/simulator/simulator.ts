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
};

export type SimulatorOptions = {
  readonly scale: Scale;
  readonly seed: number;
  /** World seconds per second of the injected clock; 0 freezes the world. */
  readonly speed: number;
  /** Milliseconds, any origin; only differences count, except that the world starts at now() when startMs is absent. */
  readonly now: () => number;
  readonly startMs?: number;
  /** A sign-in service to play as well, letting nobody in whom it does not know; absent, any token will do. */
  readonly signIn?: SignIn;
};

export type Simulator = {
  /** Fetch-style handler over the web platform's Request and Response. */
  fetch(request: Request): Promise<Response>;
  /** The same over plain data, for transports. */
  send(request: PlainRequest): Promise<PlainResponse>;
  /** A copy of the world, advanced to the clock: plain data, for tests and for comparing. */
  world(): World;
  /** Requests answered so far, by `METHOD /templated/path`; `METHOD (unknown)` for an address that does not exist. */
  readonly requests: ReadonlyMap<string, number>;
};

/**
 * Azure Resource Manager with a living Azure Machine Learning behind it, in memory. The same options, clock and writes
 * give the same world.
 */
export const createSimulator = (options: SimulatorOptions): Simulator => {
  const origin = options.now();
  const start = Math.floor(options.startMs ?? origin);
  const world = startWorld(options.scale, options.seed, start);
  const requests = new Map<string, number>();
  const worldNow = (): World => {
    advance(world, start + Math.floor((options.now() - origin) * options.speed));
    return world;
  };
  const { signIn } = options;
  const arm = createApp({
    worldNow,
    changed: () => keepRandom(world),
    now: options.now,
    speed: options.speed,
    answered: (method, template) => {
      const key = `${method} ${template}`;
      requests.set(key, (requests.get(key) ?? 0) + 1);
    },
    ...(signIn === undefined ? {} : { judge: signIn.judge }),
  });
  const handle = signIn === undefined ? arm : (request: Request) => signIn.fetch(request, arm);
  return {
    fetch: handle,
    send: async ({ method, url, headers, body }) => {
      const response = await handle(
        new Request(url, { method, headers, ...(body === undefined ? {} : { body }) }),
      );
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text(),
      };
    },
    world: () => structuredClone(worldNow()),
    requests,
  };
};
