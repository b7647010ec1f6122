import { setImmediate } from 'node:timers/promises';
import type { OnWrite } from '#azure/audit.ts';
import type { Call, Gateway } from '#azure/gateway.ts';
import type { SignIn } from '#azure/sign-in.ts';
import { startInWorker } from '#simulator/in-worker.ts';
import type { Access } from './access.ts';
import type { DemoOptions } from './arguments.ts';
import { prepareProxyVariables } from './proxy-variables.ts';
import type { Start } from './starting.ts';
import { programVersion } from './version.ts';

/** An open way to Azure, or to the demo's simulated one. */
export type Connection = {
  readonly gateway: Gateway;
  /** Undefined in the demo, where nobody signs in. */
  readonly signIn: SignIn | undefined;
  /** Ends what the connection keeps running. Requests under way get no answer any more. */
  readonly close: () => void;
};

/** Who listens to what goes over the wire, and what may not. */
export type Wire = {
  /** Told of every request that was sent, when it ended. */
  readonly onCall?: (call: Call) => void;
  /** Told of every write before it leaves, and again when it has ended, answered or not. */
  readonly onWrite?: OnWrite;
  /** Whether nothing may be changed at this ARM path: such requests are answered `read-only` and not sent. */
  readonly readOnly?: (path: string) => boolean;
};

/**
 * Opens the way that `start` decided on, one turn of the event loop later: who draws in this turn has the processor for
 * itself (a thread being made costs a first frame 80 ms on two cores). Then the demo's thread starts while the SDK loads.
 * Rejects only for faults of the program: what Azure may do comes back in answers.
 */
export const connect = async (start: Start, wire: Wire = {}): Promise<Connection> => {
  await setImmediate();
  // The SDK would write its log to standard error, onto the screen.
  delete process.env['AZURE_LOG_LEVEL'];
  const told = { version: programVersion(), ...wire };
  return start.mode === 'demo' ? openDemo(start.demo, told) : openAzure(start.access, told);
};

type Told = Wire & { readonly version: string };

const openDemo = async (demo: DemoOptions, told: Told): Promise<Connection> => {
  const world = startInWorker({ ...demo, workerUrl: new URL('./worker.js', import.meta.url) });
  const { createArmGateway } = await import('#azure/arm/gateway.ts');
  const { demoCredential } = await import('#azure/arm/credential.ts');
  const gateway = createArmGateway({
    credential: demoCredential(),
    transport: (request) => world.send(request),
    ...told,
  });
  return { gateway, signIn: undefined, close: () => void world.close() };
};

/** Past a proxy that is asked for and cannot be used, nothing is sent. */
const unreachableBy = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

const openAzure = async (access: Access, told: Told): Promise<Connection> => {
  const { createArmGateway } = await import('#azure/arm/gateway.ts');
  const { machineLearning } = await import('#azure/arm/machine-learning.ts');
  const { createSignIn } = await import('#azure/arm/sign-in.ts');
  const wrong = prepareProxyVariables(process.env);
  const network = wrong === undefined ? {} : { transport: unreachableBy(`INVALID_${wrong.toUpperCase()}`) };
  const { signIn, credential, credentialFor, who } = createSignIn({
    ...access,
    env: process.env,
    ...network,
  });
  const { endpoint, id } = access.cloud;
  const beside = machineLearning[id];
  const gateway = createArmGateway({
    credential,
    who,
    endpoint,
    ...(beside === undefined
      ? {}
      : { machineLearning: { ...beside, credential: credentialFor(beside.scope) } }),
    ...told,
    ...network,
  });
  return { gateway, signIn, close: () => undefined };
};

/** The workspace of the demo that is shown when none is named. */
export { mainPlace as mainDemoPlace } from '#simulator/scenario/main-place.ts';
