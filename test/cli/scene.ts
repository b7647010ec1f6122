import type { CommandScene } from '#cli/command-scene.ts';
import { createForgetful } from '#state/keeper.ts';
import { simulatedGateway, type Simulated, type SimulatedOptions } from '#test/support/gateway.ts';

export type Scene = Simulated & {
  readonly scene: CommandScene;
  readonly out: () => string;
  readonly errors: () => string;
  /** Requests so far that would change something. */
  readonly writes: () => readonly string[];
};

/** A command's surroundings over the simulator, in which waiting takes no time. */
export const sceneOf = (more: Partial<CommandScene> = {}, options: SimulatedOptions = {}): Scene => {
  const simulated = simulatedGateway({ speed: 30, ...options });
  const { gateway, place, clock, requests } = simulated;
  let [out, errors] = ['', ''];
  return {
    ...simulated,
    out: () => out,
    errors: () => errors,
    writes: () =>
      requests.flatMap(({ method, url }) => {
        const { pathname } = new URL(url);
        const isWrite = method !== 'GET' && /\/computes\/[^/]+(?:\/(?:start|stop|restart))?$/u.test(pathname);
        return isWrite ? [`${method} ${pathname.split('/computes/')[1] ?? ''}`] : [];
      }),
    scene: {
      gateway,
      place,
      about: { mode: 'demo', readOnly: false },
      keeper: createForgetful(),
      care: { protected: false, readOnly: false },
      yes: false,
      confirm: undefined,
      wait: false,
      format: 'text',
      write: (text) => (out += text),
      writeError: (text) => (errors += text),
      clock: {
        now: clock.now,
        after: (waitMs, wake) => {
          const timer = setImmediate(() => {
            clock.advance(waitMs);
            wake();
          });
          return () => {
            clearImmediate(timer);
          };
        },
      },
      ...more,
    },
  };
};
