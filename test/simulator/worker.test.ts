import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { startInWorker, type InWorker } from '#simulator/in-worker.ts';
import { host, mondayMorning } from '../support/simulator-clock.ts';

const workerUrl = new URL('../../src/simulator/worker.ts', import.meta.url);
const request = {
  method: 'GET',
  url: `${host}/subscriptions?api-version=2022-12-01`,
  headers: { authorization: 'Bearer x' },
};

describe('the simulator in a worker thread', () => {
  let worker: InWorker | undefined;
  afterEach(async () => {
    await worker?.close();
  });

  it('answers requests, also several at once', async () => {
    worker = startInWorker({ scale: 'small', seed: 1, speed: 30, startMs: mondayMorning, workerUrl });
    const answers = await Promise.all([
      worker.send(request),
      worker.send(request),
      worker.send({ ...request, headers: {} }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 401]);
    expect(Math.abs(Date.parse(answers[0].headers['date'] ?? '') - mondayMorning)).toBeLessThan(10 * 60_000);
  });

  it('says so when it has ended, instead of leaving the caller waiting', async () => {
    worker = startInWorker({ scale: 'small', seed: 1, speed: 30, workerUrl });
    const open = worker.send(request);
    const outcome = open.catch((error: unknown) => String(error));
    await worker.close();
    expect(await outcome).toContain('ended');
    await expect(worker.send(request)).rejects.toThrow('ended');
  });

  it('does not keep a process alive that waits for nothing more', async () => {
    const client = new URL('../../src/simulator/in-worker.ts', import.meta.url);
    const program = `
      import { startInWorker } from ${JSON.stringify(client.href)};
      const worker = startInWorker({ scale: 'small', speed: 30, workerUrl: new URL(${JSON.stringify(workerUrl.href)}) });
      const { status } = await worker.send(${JSON.stringify(request)});
      console.log(String(status));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      timeout: 20_000,
    });
    expect(stdout).toBe('200\n');
  });

  it('says so when it cannot start', async () => {
    worker = startInWorker({ scale: 'small', speed: 30, workerUrl: new URL('nowhere.ts', workerUrl) });
    await expect(worker.send(request)).rejects.toThrow('failed');
  });
});
