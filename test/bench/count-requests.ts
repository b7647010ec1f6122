/*
 * Loaded into the program by `NODE_OPTIONS=--import`: counts the requests on their way to the simulator's thread, and
 * writes their number to REQUEST_COUNT_FILE on SIGUSR2, and after it how many of them were for further pages of the job list.
 */
import { writeFileSync } from 'node:fs';
import { isMainThread, Worker } from 'node:worker_threads';

const file = process.env['REQUEST_COUNT_FILE'];

if (isMainThread && file !== undefined) {
  let [sent, pages] = [0, 0];
  const post: unknown = Reflect.get(Worker.prototype, 'postMessage');
  if (typeof post !== 'function') throw new Error('A worker takes no messages.');
  Worker.prototype.postMessage = function count(...message) {
    sent += 1;
    if (/\/jobs\?[^"]*skip=/u.test(JSON.stringify(message))) pages += 1;
    Reflect.apply(post, this, message);
  };
  process.on('SIGUSR2', () => writeFileSync(file, `${sent} ${pages}`));
}
