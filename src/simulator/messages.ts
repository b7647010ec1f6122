import type { PlainRequest, PlainResponse, SimulatorOptions } from './simulator.ts';

/** What the worker thread is told when it starts; the clock it has itself, and nobody signs in to a demo. */
export type WorkerSettings = Omit<SimulatorOptions, 'now' | 'signIn'>;

export type ToWorker = { readonly id: number; readonly request: PlainRequest };

export type FromWorker =
  | { readonly id: number; readonly response: PlainResponse }
  | { readonly id: number; readonly failure: string };
