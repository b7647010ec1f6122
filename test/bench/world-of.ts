/*
 * Loaded into the program by `NODE_OPTIONS=--import`: the world of the demo's thread has WORLD_JOBS jobs. The demo itself has only the three
 * worlds that its users know.
 */
import { syncBuiltinESMExports } from 'node:module';
import threads, { isMainThread, type WorkerOptions } from 'node:worker_threads';

const jobs = Number(process.env['WORLD_JOBS']);

if (isMainThread && jobs > 0) {
  class WorkerOfWorld extends threads.Worker {
    constructor(url: URL, options: WorkerOptions) {
      const given: unknown = options.workerData;
      super(url, { ...options, workerData: typeof given === 'object' ? { ...given, jobs } : given });
    }
  }
  Reflect.set(threads, 'Worker', WorkerOfWorld);
  syncBuiltinESMExports();
}
