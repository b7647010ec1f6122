import { demoCredential } from '#azure/arm/credential.ts';
import { createArmGateway, type ArmGatewayOptions } from '#azure/arm/gateway.ts';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import type { Call, Gateway } from '#azure/gateway.ts';
import type { Place } from '#azure/place.ts';
import { createSimulator, mainPlace, type Scale, type Simulator } from '#simulator/simulator.ts';
import { handClock, type HandClock } from './simulator-clock.ts';

/** Wednesday 18 November 2026, 09:00 UTC. */
export const startMs = Date.UTC(2026, 10, 18, 9);

export type SimulatedOptions = {
  readonly scale?: Scale;
  readonly seed?: number;
  /** World seconds per second of the clock. */
  readonly speed?: number;
  /** See `SimulatorOptions`. */
  readonly jobs?: number;
  readonly jobsPerPage?: number;
  /** Whoever has a clock already shares it with the world. */
  readonly now?: () => number;
  /** Answers instead of the simulator, for faults; undefined lets the request through. */
  readonly instead?: (
    request: PlainRequest,
    send: (request: PlainRequest) => Promise<PlainResponse>,
  ) => PlainResponse | Promise<PlainResponse> | undefined;
  /** How long a request may take, in real ms: what hangs in the simulator has no clock moved by hand. */
  readonly timeoutMs?: number;
  readonly onWrite?: Parameters<typeof createArmGateway>[0]['onWrite'];
  /** Who signs the requests, where that matters. */
  readonly credentials?: Pick<ArmGatewayOptions, 'credential' | 'machineLearning'>;
  /** Changes what the simulator answers; a connection that was cut brings nothing to change. */
  readonly poison?: (answer: PlainResponse, request: PlainRequest) => PlainResponse;
};

export type Simulated = {
  readonly gateway: Gateway;
  readonly simulator: Simulator;
  /** Moves the world, unless `now` was given. */
  readonly clock: HandClock;
  readonly place: Place;
  /** Every request sent so far. */
  readonly requests: readonly PlainRequest[];
  readonly calls: readonly Call[];
};

/** The gateway over the real client's pipeline, with the simulator at its other end, in this thread. */
export const simulatedGateway = (options: SimulatedOptions = {}): Simulated => {
  const { scale = 'small', seed = 1, speed = 1, instead, poison = (answer) => answer } = options;
  const clock = handClock(startMs);
  const simulator = createSimulator({
    scale,
    seed,
    speed,
    startMs,
    ...(options.jobs === undefined ? {} : { jobs: options.jobs }),
    ...(options.jobsPerPage === undefined ? {} : { jobsPerPage: options.jobsPerPage }),
    now: options.now ?? clock.now,
    // Pauses within an answer are none on a clock moved by hand.
    sleep: () => Promise.resolve(),
  });
  const requests: PlainRequest[] = [];
  const calls: Call[] = [];
  const gateway = createArmGateway({
    credential: demoCredential(),
    ...options.credentials,
    transport: async (request) => {
      requests.push(request);
      return (
        (await instead?.(request, (each) => simulator.send(each))) ??
        poison(await simulator.send(request), request)
      );
    },
    onCall: (call) => calls.push(call),
    ...(options.onWrite === undefined ? {} : { onWrite: options.onWrite }),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  });
  return { gateway, simulator, clock, place: mainPlace, requests, calls };
};
