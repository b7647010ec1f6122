import { Worker } from 'node:worker_threads';
import { ConnectionCut } from './connection-cut.ts';
import type { FromWorker, ToWorker, WorkerSettings } from './messages.ts';
import type { PlainRequest, PlainResponse } from './simulator.ts';

export type InWorkerOptions = Omit<WorkerSettings, 'seed'> & {
  /** 1 when absent: the same demo every time. */
  readonly seed?: number;
  /** Where the worker thread's entry point is: `worker.ts`, or its bundle. */
  readonly workerUrl: URL;
};

export type InWorker = {
  /**
   * Rejects when the thread has ended, when the simulator itself fails, with `ConnectionCut` when a fault cuts the connection, and
   * with the signal's reason when the caller leaves.
   */
  send(request: PlainRequest, signal?: AbortSignal): Promise<PlainResponse>;
  close(): Promise<void>;
};

type Waiting = {
  readonly resolve: (response: PlainResponse) => void;
  readonly reject: (reason: unknown) => void;
};

/**
 * Runs the simulator in a thread of its own, so that a busy world never delays a key. The thread keeps the process alive
 * only while an answer is awaited, and dies with it.
 */
export const startInWorker = ({ workerUrl, ...options }: InWorkerOptions): InWorker => {
  const waiting = new Map<number, Waiting>();
  const settings: WorkerSettings = { seed: 1, ...options };
  const worker = new Worker(workerUrl, { workerData: settings, execArgv: [], name: 'simulator' });
  let lastId = 0;
  let ended: Error | undefined;

  const settle = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    return found;
  };
  const end = (error: Error): void => {
    ended ??= error;
    for (const id of waiting.keys()) settle(id)?.reject(ended);
  };

  const tell = (message: ToWorker): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(message);
  };

  worker.unref();
  worker.on('message', (message: FromWorker) => {
    const found = settle(message.id);
    if ('response' in message) found?.resolve(message.response);
    else if ('cut' in message) found?.reject(new ConnectionCut(message.cut));
    else found?.reject(new Error(message.failure));
  });
  worker.on('error', (cause: unknown) => {
    end(new Error('The simulator failed.', { cause }));
  });
  worker.on('exit', () => {
    end(new Error('The simulator has ended.'));
  });

  return {
    send: (request, signal) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined) {
          reject(ended);
          return;
        }
        if (signal?.aborted === true) {
          reject(signal.reason);
          return;
        }
        lastId += 1;
        const id = lastId;
        const leave = (): void => {
          const caller = settle(id);
          if (caller === undefined) return;
          caller.reject(signal?.reason);
          tell({ id, left: true });
        };
        waiting.set(id, { resolve, reject });
        signal?.addEventListener('abort', leave, { once: true });
        worker.ref();
        tell({ id, request });
      }),
    close: async () => {
      await worker.terminate();
    },
  };
};
