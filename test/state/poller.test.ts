import { describe, expect, it } from 'vitest';
import { Poller, type Next } from '#state/poller.ts';
import { handTimers, turn } from '#test/support/hand-timers.ts';

/** A poller whose answers come when the test says so. */
const setUp = () => {
  const timers = handTimers(0);
  const asked: {
    readonly at: number;
    readonly signal: AbortSignal;
    readonly answer: (next: Next) => void;
  }[] = [];
  const poller = new Poller(
    (signal) =>
      new Promise<Next>((resolve) => {
        asked.push({ at: timers.clock.now(), signal, answer: resolve });
      }),
    timers.clock,
  );
  return { poller, asked, run: (ms: number) => timers.run(ms, turn), waiting: timers.waiting };
};

describe('a poller', () => {
  it('waits after the answer, however long the answer took', async () => {
    const { poller, asked, run } = setUp();
    poller.start();
    await run(700);
    asked[0]?.answer({ inMs: 1000 });
    await run(999);
    expect(asked).toHaveLength(1);
    await run(1);
    expect(asked.map(({ at }) => at)).toEqual([0, 1700]);
  });

  it('never has two questions out: refresh joins the one in flight', async () => {
    const { poller, asked, run } = setUp();
    poller.start();
    await run(0);
    const [first, second] = [poller.refresh(), poller.refresh()];
    await run(0);
    expect(asked).toHaveLength(1);
    asked[0]?.answer({ inMs: 5000 });
    await Promise.all([first, second]);
    void poller.refresh();
    await run(0);
    expect(asked).toHaveLength(2);
  });

  it('asks at once on refresh and forgets the wait that was running', async () => {
    const { poller, asked, run, waiting } = setUp();
    poller.start();
    await run(0);
    asked[0]?.answer({ inMs: 1000 });
    await run(500);
    void poller.refresh();
    await run(0);
    expect(asked).toHaveLength(2);
    expect(waiting()).toBe(0);
  });

  it('aborts the question in flight when stopped, and nothing fires afterwards', async () => {
    const { poller, asked, run, waiting } = setUp();
    poller.start();
    await run(0);
    poller.stop();
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[0]?.answer({ inMs: 10 });
    await run(10_000);
    expect(asked).toHaveLength(1);
    expect(waiting()).toBe(0);
  });

  it('parks until told when the attempt says wait', async () => {
    const { poller, asked, run } = setUp();
    poller.start();
    await run(0);
    asked[0]?.answer('wait');
    await run(3_600_000);
    expect(asked).toHaveLength(1);
    void poller.refresh();
    await run(0);
    expect(asked).toHaveLength(2);
  });

  it('waits out the rest of its wait when it is stopped and started again', async () => {
    const { poller, asked, run } = setUp();
    poller.start();
    await run(0);
    asked[0]?.answer({ inMs: 1000 });
    await run(300);
    poller.stop();
    await run(300);
    poller.start();
    await run(399);
    expect(asked).toHaveLength(1);
    await run(1);
    expect(asked).toHaveLength(2);
  });

  it('asks at once when its question has changed while it was stopped', async () => {
    const { poller, asked, run } = setUp();
    poller.start();
    await run(0);
    asked[0]?.answer({ inMs: 60_000 });
    await run(1);
    poller.stop();
    await poller.restart();
    poller.start();
    await run(0);
    expect(asked).toHaveLength(2);
  });

  it('asks nothing when it is stopped in the turn in which it was started', async () => {
    const { poller, asked, run } = setUp();
    poller.start();
    poller.stop();
    await run(10);
    expect(asked).toHaveLength(0);
  });

  it('drops the answer to an abandoned question after a restart', async () => {
    const { poller, asked, run } = setUp();
    poller.start();
    await run(0);
    void poller.restart();
    await run(0);
    asked[0]?.answer({ inMs: 1 });
    await run(100);
    expect(asked).toHaveLength(2);
    asked[1]?.answer({ inMs: 1000 });
    await run(1000);
    expect(asked).toHaveLength(3);
  });
});
