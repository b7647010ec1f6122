import { everyMethod } from '#azure/every-method.ts';
import type { Gateway } from '#azure/gateway.ts';
import type { Problem } from '#azure/problem.ts';

/**
 * A gateway that lets nothing through while there is a reason: every question is then answered with it at once, and no request
 * leaves, whoever asks.
 */
export const gatedGateway = (gateway: Gateway, closed: () => Problem | undefined): Gateway =>
  everyMethod((_, args, ask) => {
    const problem = closed();
    return problem === undefined ? ask(gateway, args) : Promise.resolve({ ok: false, problem });
  });
