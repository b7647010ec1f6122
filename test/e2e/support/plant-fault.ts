/*
 * Loaded into the program by `NODE_OPTIONS=--import`, so that the program itself has no way to be made to crash.
 * On SIGUSR2 it plants the fault named by PLANTED_FAULT.
 */
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

const secret = '/subscriptions/8d2c0d5e-1111-4222-8333-444455556666/resourceGroups/rg-secret/providers/x';

/** What somebody had typed, as a fault may have it in hand: in its words, in its data, as code and in base64. */
const words = process.env['PLANTED_WORDS'] ?? '';

const planted = (): Error =>
  Object.assign(
    new Error(`planted fault at ${secret}\u001b]0;title\u0007`, {
      cause: new Error(`${words} ${Buffer.from(words).toString('base64')}`),
    }),
    { words, nested: { json: JSON.stringify({ words }), address: encodeURIComponent(words) } },
  );

let drawingFaults = 0;

const faults: ReadonlyMap<string, () => void> = new Map([
  [
    'uncaught',
    () => {
      setTimeout(() => {
        throw planted();
      }, 0);
    },
  ],
  ['rejection', () => void Promise.reject(planted())],
  // No fault: half a second in which the program sees and does nothing.
  [
    'blocked',
    () => {
      const until = performance.now() + 500;
      while (performance.now() < until);
    },
  ],
  // As when the terminal's other end fails, in ways that no pty of this machine has.
  ['EPIPE', () => void process.stdout.destroy(Object.assign(planted(), { code: 'EPIPE' }))],
  ['EIO', () => void process.stdout.destroy(Object.assign(planted(), { code: 'EIO' }))],
  ['end', () => void process.stdin.push(null)],
  // React looks at the children of everything it draws with `Array.isArray`, and tries a second time.
  [
    'drawing',
    () => {
      drawingFaults = 4;
    },
  ],
]);

if (isMainThread) {
  const { isArray } = Array;
  Object.defineProperty(Array, 'isArray', {
    value: (value: unknown): boolean => {
      if (drawingFaults > 0) {
        drawingFaults -= 1;
        throw planted();
      }
      return isArray(value);
    },
  });
  process.on('SIGUSR2', () => faults.get(process.env['PLANTED_FAULT'] ?? '')?.());
}
