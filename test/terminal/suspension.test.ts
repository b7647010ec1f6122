import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSuspension } from '#terminal/suspension.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A process that notes the signals it sends, and a screen that notes when it is away. */
const suspendable = () => {
  const happened: string[] = [];
  const host = Object.assign(new EventEmitter(), {
    pid: 42,
    kill: (pid: number, signal: string) => {
      const heard = pid === 0 ? ` heard by ${host.listenerCount(signal)}` : '';
      happened.push(`${signal} to ${pid}${heard}`);
    },
  });
  const suspension = createSuspension(host, {
    off: () => happened.push('modes off'),
    on: () => happened.push('modes on'),
  });
  const handOver = async (work: () => Promise<void>): Promise<void> => {
    happened.push('away');
    await work();
    happened.push('back');
  };
  return { happened, host, suspension, handOver };
};

const stopAndBack = ['away', 'modes off', 'SIGTSTP to 0 heard by 0', 'back', 'modes on', 'SIGWINCH to 42'];

describe('suspending', () => {
  test('gives the terminal away, stops the whole job, and takes everything back', async () => {
    const { happened, suspension, handOver } = suspendable();
    suspension.attach(handOver);
    const suspended = suspension.suspend();
    await vi.runAllTimersAsync();
    await suspended;
    expect(happened).toEqual(stopAndBack);
  });

  test('works a second time, and when the stop comes from outside', async () => {
    const { happened, host, suspension, handOver } = suspendable();
    suspension.attach(handOver);
    host.emit('SIGTSTP');
    await vi.runAllTimersAsync();
    host.emit('SIGTSTP');
    await vi.runAllTimersAsync();
    expect(happened).toEqual([...stopAndBack, ...stopAndBack]);
  });

  test('twice at once is once, and the continuation it causes draws nothing more', async () => {
    const { happened, host, suspension, handOver } = suspendable();
    suspension.attach(handOver);
    void suspension.suspend();
    void suspension.suspend();
    host.emit('SIGCONT');
    await vi.runAllTimersAsync();
    expect(happened).toEqual(stopAndBack);
  });

  test('a continuation after a stop that nobody announced takes the terminal anew', async () => {
    const { happened, host, suspension, handOver } = suspendable();
    suspension.attach(handOver);
    host.emit('SIGCONT');
    await vi.runAllTimersAsync();
    expect(happened).toEqual(['away', 'modes off', 'back', 'modes on', 'SIGWINCH to 42']);
  });

  test('lends the terminal to a piece of work, and takes everything back after it', async () => {
    const { happened, suspension, handOver } = suspendable();
    suspension.attach(handOver);
    await suspension.lend(async () => void happened.push('works'));
    expect(happened).toEqual(['away', 'modes off', 'works', 'back', 'modes on', 'SIGWINCH to 42']);
  });

  test('does nothing before the screen is up and after it is gone', async () => {
    const { happened, host, suspension, handOver } = suspendable();
    await suspension.suspend();
    const detach = suspension.attach(handOver);
    detach();
    await suspension.suspend();
    expect(happened).toEqual([]);
    expect(host.eventNames()).toEqual([]);
  });
});
