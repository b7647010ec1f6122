/* A process with nothing in it but the demo's thread, for what that adds to the memory of a process. */
import { Worker } from 'node:worker_threads';
import { currentBuild } from '#test/e2e/support/bundle.ts';

const [, , scale = 'small', jobs] = process.argv;
const workerData = { scale, seed: 1, speed: 30, ...(jobs === undefined ? {} : { jobs: Number(jobs) }) };
const worker = new Worker(new URL(`../../${currentBuild()}/worker.js`, import.meta.url), { workerData });
const headers = { authorization: 'Bearer demo' };
const url = 'https://management.azure.com/subscriptions?api-version=2022-12-01';
const question = { id: 1, request: { method: 'GET', url, headers } };
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const ask = (): void => worker.postMessage(question);
worker.once('message', () => process.stdout.write('ready\n'));
ask();
setInterval(ask, 2000);
