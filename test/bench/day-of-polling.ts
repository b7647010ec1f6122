/*
 * Entry point of a process: polls a board for so many hours of a clock moved by hand, over the real client, and prints the heap after a
 * forced collection, in bytes, one line per hour. node --expose-gc day-of-polling.ts small 24
 */
import { Worker } from 'node:worker_threads';
import { demoCredential } from '#azure/arm/credential.ts';
import { createArmGateway } from '#azure/arm/gateway.ts';
import type { PlainResponse } from '#azure/arm/transport.ts';
import { mainPlace, type Scale } from '#simulator/simulator.ts';
import { cursorOf, visible } from '#state/selectors.ts';
import { createWorkbench, type Workbench } from '#state/workbench.ts';
import { handTimers, turn } from '#test/support/hand-timers.ts';
import { startMs } from '#test/support/gateway.ts';
import type { Question, Settings } from './simulator-by-hand.ts';

const minuteMs = 60_000;

/** The simulator in its own thread, on this clock, and how many questions to it are open. */
const openSimulator = (scale: Scale, now: () => number) => {
  const workerData: Settings = { scale, startMs };
  const worker = new Worker(new URL('simulator-by-hand.ts', import.meta.url), { workerData, execArgv: [] });
  const waiting = new Map<number, (response: PlainResponse) => void>();
  let lastId = 0;
  worker.on('message', ({ id, response }: { readonly id: number; readonly response: PlainResponse }) => {
    const answer = waiting.get(id);
    waiting.delete(id);
    answer?.(response);
  });
  return {
    send: (request: Question['request']): Promise<PlainResponse> =>
      new Promise((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        const { method, url, headers, body } = request;
        const plain = { method, url, headers, ...(body === undefined ? {} : { body }) };
        const question: Question = { id: lastId, nowMs: now(), request: plain };
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage(question);
      }),
    asked: () => lastId,
    open: () => waiting.size,
    close: () => worker.terminate(),
  };
};

/** Opens the main workspace's board, as its screen does. */
const openBoard = async (
  workbench: Workbench,
  gateway: ReturnType<typeof createArmGateway>,
): Promise<void> => {
  const answer = await gateway.getWorkspace(mainPlace, new AbortController().signal);
  if (!answer.ok) throw new Error(`The simulator has no main workspace: ${answer.problem.kind}.`);
  workbench.commands.openWorkspace(answer.value);
  for (const source of ['computes', 'nodes', 'jobs', 'index', 'sizes'] as const) workbench.acquire(source);
};

const heapAfterCollection = (): number => {
  if (globalThis.gc === undefined) throw new Error('Start me with --expose-gc.');
  // What waits to be finalised is let go by the first, and collected by the second.
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
};

const poll = async (scale: Scale, hours: number): Promise<void> => {
  const timers = handTimers();
  const simulator = openSimulator(scale, timers.clock.now);
  const gateway = createArmGateway({ credential: demoCredential(), transport: simulator.send });
  const workbench = createWorkbench({
    gateway,
    about: { mode: 'demo', readOnly: true },
    clock: timers.clock,
    random: () => 0.5,
  });
  const settle = async (): Promise<void> => {
    // Answers lead to new questions within a few turns of the loop, or not at all.
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await turn();
      if (simulator.open() > 0) quiet = -1;
    }
  };
  await openBoard(workbench, gateway);
  await settle();
  const { commands, jobs, store } = workbench;
  for (let hour = 1; hour <= hours; hour += 1) {
    for (let minute = 0; minute < 60; minute += 1) {
      await timers.run(minuteMs, settle);
      // Somebody looks at one compute after the other: within the first hour all have been looked at once.
      const state = store.getState();
      const isLast = cursorOf('computes', state, jobs) === visible.computes(state, jobs).rows.length - 1;
      commands.move(isLast ? 'first' : 1);
    }
    const { board } = store.getState();
    if (board?.computes.problem !== undefined || !jobs.complete) throw new Error('The board is not whole.');
    console.log([heapAfterCollection(), jobs.size, simulator.asked()].join(' '));
  }
  await simulator.close();
};

const [scale = '', hours = ''] = process.argv.slice(2);
if (scale !== 'small' && scale !== 'large' && scale !== 'huge') throw new Error(`Which world is ${scale}?`);
await poll(scale, Number(hours));
process.exit(0);
