import type { PlainRequest, PlainResponse, SimulatorOptions } from './simulator.ts';

/** What the worker thread is told when it starts; the clock it has itself, and nobody signs in to a demo. */
export type WorkerSettings = Omit<SimulatorOptions, 'now' | 'sleep' | 'signIn'>;

export type ToWorker =
  | { readonly id: number; readonly request: PlainRequest }
  /** The caller of that request has left. */
  | { readonly id: number; readonly left: true };

export type FromWorker =
  | { readonly id: number; readonly response: PlainResponse }
  /** No answer comes: the connection was cut. */
  | { readonly id: number; readonly cut: string }
  | { readonly id: number; readonly failure: string };
