import { setImmediate } from 'node:timers/promises';
import type { AccessToken } from '@azure/core-auth';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TokenKeeper } from '#azure/arm/token-keeper.ts';

const scope = 'https://arm.test/.default';
const minuteMs = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000_000_000, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const token = (name: string, minutes = 60): AccessToken => ({
  token: name,
  expiresOnTimestamp: Date.now() + minutes * minuteMs,
});

/** A credential whose answers are given by hand. */
const byHand = () => {
  const asked: {
    readonly give: (token: AccessToken) => void;
    readonly fail: (error: Error) => void;
    readonly signal: { readonly aborted: boolean } | undefined;
  }[] = [];
  const credential = {
    getToken: (
      _scopes: string | string[],
      options?: { readonly abortSignal?: { readonly aborted: boolean } },
    ) => new Promise<AccessToken>((give, fail) => asked.push({ give, fail, signal: options?.abortSignal })),
  };
  return { credential, asked };
};

describe('the token that all requests share', () => {
  test('is not lost for the others when one of those who wait for it gives up', async () => {
    const { credential, asked } = byHand();
    const keeper = new TokenKeeper(credential);
    const hasty = new AbortController();
    const first = keeper.getToken(scope, { abortSignal: hasty.signal });
    const second = keeper.getToken(scope);
    hasty.abort();
    await expect(first).rejects.toThrow('Given up');
    expect(asked[0]?.signal?.aborted).toBe(false);
    asked[0]?.give(token('a'));
    expect((await second).token).toBe('a');
    expect(asked).toHaveLength(1);
  });

  test('is not waited for by anybody any more: the credential is told, and the next request asks anew', async () => {
    const { credential, asked } = byHand();
    const keeper = new TokenKeeper(credential);
    const only = new AbortController();
    const first = keeper.getToken(scope, { abortSignal: only.signal });
    only.abort();
    await expect(first).rejects.toThrow('Given up');
    expect(asked[0]?.signal?.aborted).toBe(true);
    const second = keeper.getToken(scope);
    asked[1]?.give(token('b'));
    expect((await second).token).toBe('b');
  });

  test('is renewed two minutes before its end; a failure then is not repeated with every request', async () => {
    const { credential, asked } = byHand();
    const keeper = new TokenKeeper(credential);
    const first = keeper.getToken(scope);
    asked[0]?.give(token('a', 10));
    await first;
    vi.setSystemTime(Date.now() + 9 * minuteMs);
    expect((await keeper.getToken(scope)).token).toBe('a');
    expect(asked).toHaveLength(2);
    asked[1]?.fail(new Error('not now'));
    await setImmediate();
    expect((await keeper.getToken(scope)).token).toBe('a');
    expect(asked).toHaveLength(2);
    vi.setSystemTime(Date.now() + 31_000);
    await keeper.getToken(scope);
    expect(asked).toHaveLength(3);
    asked[2]?.give(token('b'));
    await expect.poll(async () => (await keeper.getToken(scope)).token).toBe('b');
  });

  test('is asked for once it has ended, and its failure is then told', async () => {
    const { credential, asked } = byHand();
    const keeper = new TokenKeeper(credential);
    const first = keeper.getToken(scope);
    asked[0]?.give(token('a', 10));
    await first;
    vi.setSystemTime(Date.now() + 10 * minuteMs);
    const second = keeper.getToken(scope);
    asked[1]?.fail(new Error('revoked'));
    await expect(second).rejects.toThrow('revoked');
  });

  test('is renewed when the service recommends it', async () => {
    const { credential, asked } = byHand();
    const keeper = new TokenKeeper(credential);
    const first = keeper.getToken(scope);
    asked[0]?.give({ ...token('a', 24 * 60), refreshAfterTimestamp: Date.now() + minuteMs });
    await first;
    vi.setSystemTime(Date.now() + 2 * minuteMs);
    expect((await keeper.getToken(scope)).token).toBe('a');
    expect(asked).toHaveLength(2);
  });

  test('that arrives after somebody else has signed in is not used', async () => {
    const { credential, asked } = byHand();
    const keeper = new TokenKeeper(credential);
    const waiting = keeper.getToken(scope);
    keeper.replace(credential, token('new'));
    asked[0]?.give(token('old'));
    expect((await waiting).token).toBe('new');
    expect((await keeper.getToken(scope)).token).toBe('new');
  });
});
