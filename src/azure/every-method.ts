import type { Gateway } from './gateway.ts';
import type { Answer } from './problem.ts';

/** Whichever method of a gateway: plain data in, an answer out. */
export type Asked = (...args: readonly unknown[]) => Promise<Answer<unknown>>;

/**
 * A gateway of which every method does the same, around the one of that name of another: said once, also for methods that are added one day.
 * @param around gets the name of the method, what it was called with, and how to ask a gateway for real
 */
export const everyMethod = (
  around: (
    name: keyof Gateway,
    args: readonly unknown[],
    ask: (gateway: Gateway, args: readonly unknown[]) => Promise<Answer<unknown>>,
  ) => Promise<Answer<unknown>>,
): Gateway => {
  const methodOf =
    (name: keyof Gateway): Asked =>
    (...args) =>
      around(name, args, (gateway, given) =>
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every method of the port is one of these
        (gateway[name] as Asked)(...given),
      );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whatever is asked of it is a method of the port
  return new Proxy({} as Gateway, {
    // What has a method `then` would be taken for a promise.
    get: (_, name) =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whatever else is asked of it is a method of the port
      typeof name === 'string' && name !== 'then' ? methodOf(name as keyof Gateway) : undefined,
  });
};

/** The gateway, with some of its methods done otherwise. */
export const withMethods = (gateway: Gateway, others: Partial<Gateway>): Gateway =>
  new Proxy(gateway, { get: (target, name: keyof Gateway) => others[name] ?? target[name] });
