import { parentPort, workerData } from 'node:worker_threads';
import { createSimulator, type PlainRequest, type Scale } from '#simulator/simulator.ts';

/* A simulator in a thread of its own, so that its heap is not the asker's, on the asker's clock: every request says what time it is. */

export type Settings = { readonly scale: Scale; readonly startMs: number };
export type Question = { readonly id: number; readonly nowMs: number; readonly request: PlainRequest };

if (parentPort === null) throw new Error('This file is the entry point of a worker thread.');
const port = parentPort;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the border to the other thread, whose side is typed by the same file
const { scale, startMs } = workerData as Settings;
let nowMs = startMs;
const simulator = createSimulator({ scale, seed: 1, speed: 1, startMs, now: () => nowMs });

port.on('message', (question: Question) => {
  nowMs = question.nowMs;
  void simulator.send(question.request).then((response) => port.postMessage({ id: question.id, response }));
});
