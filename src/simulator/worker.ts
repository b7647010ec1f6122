import { parentPort, workerData } from 'node:worker_threads';
import { ConnectionCut } from './connection-cut.ts';
import type { FromWorker, ToWorker, WorkerSettings } from './messages.ts';
import { createSimulator, type PlainRequest } from './simulator.ts';

/*
 * Entry point of the worker thread. Requests come in and answers go out as plain data; the thread ends with its port. The
 * world's clock is this process's wall clock.
 */

if (parentPort === null) throw new Error('This file is the entry point of a worker thread.');
const port = parentPort;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the border to the main thread: both sides are `messages.ts`
const settings = workerData as WorkerSettings;
const simulator = createSimulator({ ...settings, now: () => Date.now() });

const open = new Map<number, AbortController>();

const failureOf = (id: number, error: unknown): FromWorker => {
  if (error instanceof ConnectionCut) return { id, cut: error.message };
  return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
};

const answer = async (id: number, request: PlainRequest): Promise<void> => {
  const caller = new AbortController();
  open.set(id, caller);
  let message: FromWorker;
  try {
    message = { id, response: await simulator.send(request, caller.signal) };
  } catch (error) {
    message = failureOf(id, error);
  }
  open.delete(id);
  port.postMessage(message);
};

port.on('message', (message: ToWorker) => {
  if ('left' in message) open.get(message.id)?.abort();
  else void answer(message.id, message.request);
});
