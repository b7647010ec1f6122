import { setImmediate } from 'node:timers/promises';
import type { Call, Gateway } from '#azure/gateway.ts';
import type { SignIn } from '#azure/sign-in.ts';
import { startInWorker } from '#simulator/in-worker.ts';
import type { Start } from './starting.ts';
import { programVersion } from './version.ts';

/** An open way to Azure, or to the demo's simulated one. */
export type Connection = {
  readonly gateway: Gateway;
  /** How to sign in; absent where nobody has to. */
  readonly signIn?: SignIn;
  /** Ends what the connection keeps running. Requests under way get no answer any more. */
  readonly close: () => void;
};

/**
 * Opens the way that `start` decided on, one turn of the event loop later: who draws in this turn has the processor for
 * itself (a thread being made costs a first frame 80 ms on two cores). Then the demo's thread starts while the SDK loads.
 * Rejects only for faults of the program: what Azure may do comes back in answers.
 *
 * @param onCall told of every request that was sent, when it ended
 */
export const connect = async (start: Start, onCall?: (call: Call) => void): Promise<Connection> => {
  await setImmediate();
  const world =
    start.mode === 'demo'
      ? startInWorker({ ...start.demo, workerUrl: new URL('./worker.js', import.meta.url) })
      : undefined;
  const { createArmGateway } = await import('#azure/arm/gateway.ts');
  const { demoCredential, defaultCredential } = await import('#azure/arm/credential.ts');
  const told = { version: programVersion(), ...(onCall === undefined ? {} : { onCall }) };
  if (world === undefined) {
    const gateway = createArmGateway({ credential: await defaultCredential(), ...told });
    return { gateway, close: () => undefined };
  }
  const gateway = createArmGateway({
    credential: demoCredential(),
    transport: (request) => world.send(request),
    ...told,
  });
  return { gateway, close: () => void world.close() };
};

/** The workspace of the demo that is shown when none is named. */
export { mainPlace as mainDemoPlace } from '#simulator/scenario/main-place.ts';
