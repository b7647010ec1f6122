import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerSettings } from './messages.ts';
import { createSimulator } from './simulator.ts';

/*
 * Entry point of the worker thread. Requests come in and answers go out as plain data; the thread ends with its port. The
 * world's clock is this process's wall clock.
 */

if (parentPort === null) throw new Error('This file is the entry point of a worker thread.');
const port = parentPort;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the border to the main thread: both sides are `messages.ts`
const settings = workerData as WorkerSettings;
const simulator = createSimulator({ ...settings, now: () => Date.now() });

const answer = async ({ id, request }: ToWorker): Promise<void> => {
  let message: FromWorker;
  try {
    message = { id, response: await simulator.send(request) };
  } catch (error) {
    message = { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  port.postMessage(message);
};

port.on('message', (message: ToWorker) => {
  void answer(message);
});
