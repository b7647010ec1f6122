import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { ConnectionCut } from '#simulator/connection-cut.ts';
import { parseFaults } from '#simulator/faults/parse-faults.ts';
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

  it('carries cuts over, and the caller who leaves', async () => {
    const faults = parseFaults('cut 1x, hang');
    worker = startInWorker({ scale: 'small', seed: 1, speed: 30, workerUrl, faults });
    await expect(worker.send(request)).rejects.toBeInstanceOf(ConnectionCut);
    const caller = new AbortController();
    const left = worker.send(request, caller.signal);
    const control = { method: 'DELETE', url: `${host}/_simulator/faults`, headers: {} };
    expect((await worker.send(control)).status).toBe(200);
    caller.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    await expect(worker.send(request, caller.signal)).rejects.toThrow('left');
    expect((await worker.send(request)).status).toBe(200);
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
