import { describe, expect, it } from 'vitest';
import { Poller } from '#state/poller.ts';
import { createWatch } from '#state/watch.ts';
import { handTimers } from '#test/support/hand-timers.ts';

const setUp = () => {
  const poller = new Poller(async () => 'wait', handTimers(0).clock);
  return { poller, watch: createWatch({ nodes: poller }) };
};

describe('interest in a source', () => {
  it('starts with the first watcher and ends with the last', () => {
    const { poller, watch } = setUp();
    const [first, second] = [watch.acquire('nodes'), watch.acquire('nodes')];
    first();
    expect(poller.running).toBe(true);
    second();
    expect(poller.running).toBe(false);
  });

  it('is not ended twice by a release called twice', () => {
    const { poller, watch } = setUp();
    const release = watch.acquire('nodes');
    watch.acquire('nodes');
    release();
    release();
    expect(poller.running).toBe(true);
  });

  it('survives a pause, during which nothing is asked; every reason to pause must be gone', () => {
    const { poller, watch } = setUp();
    watch.acquire('nodes');
    watch.pause('user');
    watch.pause('hidden');
    expect(poller.running).toBe(false);
    watch.resume('user');
    expect(poller.running).toBe(false);
    watch.resume('hidden');
    expect(poller.running).toBe(true);
  });

  it('asks nothing for a watcher that comes during a pause, until it ends', () => {
    const { poller, watch } = setUp();
    watch.pause('user');
    watch.acquire('nodes');
    expect(poller.running).toBe(false);
    watch.resume('user');
    expect(poller.running).toBe(true);
  });
});
