import { describe, expect, it } from 'vitest';
import { deferredSignIn } from '#azure/deferred-sign-in.ts';
import type { SignIn } from '#azure/sign-in.ts';
import { never } from '#test/support/canned.ts';
import { ana, expired, fakeSignIn } from '#test/support/fake-sign-in.ts';
import { turn } from '#test/support/hand-timers.ts';

describe('a sign-in whose connection is not open yet', () => {
  it('begins when it is', async () => {
    const fake = fakeSignIn();
    let open = (_: SignIn): void => undefined;
    const deferred = deferredSignIn(
      new Promise((resolve) => {
        open = resolve;
      }),
    );
    const answer = deferred.signIn('cli', () => undefined, never());
    await turn();
    expect(fake.asked).toEqual([]);
    open(fake.signIn);
    await turn();
    fake.asked[0]?.answer({ ok: true, value: ana });
    expect(await answer).toEqual({ ok: true, value: ana });
  });

  it('is told of from then on, to whoever still listens', async () => {
    const fake = fakeSignIn();
    const deferred = deferredSignIn(Promise.resolve(fake.signIn));
    const heard: unknown[] = [];
    const listen = () =>
      deferred.subscribe({
        signedOut: (problem) => heard.push(problem),
        signedIn: (account) => heard.push(account),
      });
    const end = listen();
    listen()();
    await turn();
    expect(fake.listeners()).toBe(1);
    fake.lose();
    fake.know();
    expect(heard).toEqual([expired, ana]);
    end();
    expect(fake.listeners()).toBe(0);
  });

  it('of a connection without one is refused', async () => {
    const deferred = deferredSignIn(Promise.resolve(undefined));
    expect(await deferred.signIn('cli', () => undefined, never())).toMatchObject({
      ok: false,
      problem: { kind: 'signed-out' },
    });
  });
});
