import type { Answer, Problem } from '#azure/problem.ts';
import type { Account, DevicePrompt, SignIn, SignInNews, SignInWay } from '#azure/sign-in.ts';

export const ana: Account = { name: 'ana@contoso.example', tenantId: 't1', way: 'cli' };

export const expired: Problem = {
  kind: 'signed-out',
  error: { code: 'ExpiredAuthenticationToken', message: 'The access token has expired.', details: [] },
};

/** A sign-in that was asked for, to be prompted and answered by the test. */
export type AskedSignIn = {
  readonly way: SignInWay;
  readonly signal: AbortSignal;
  readonly prompt: (prompt: DevicePrompt) => void;
  readonly answer: (answer: Answer<Account>) => void;
};

/** A sign-in that does what the test says, when it says so. */
export const fakeSignIn = () => {
  const listeners = new Set<SignInNews>();
  const asked: AskedSignIn[] = [];
  const signIn: SignIn = {
    signIn: (way, prompted, signal) =>
      new Promise((resolve) => {
        asked.push({ way, signal, prompt: prompted, answer: resolve });
      }),
    subscribe: (news) => {
      listeners.add(news);
      return () => listeners.delete(news);
    },
  };
  return {
    signIn,
    asked,
    listeners: (): number => listeners.size,
    lose: (problem: Problem = expired): void => {
      for (const { signedOut } of listeners) signedOut(problem);
    },
    know: (account: Account = ana): void => {
      for (const { signedIn } of listeners) signedIn(account);
    },
  };
};

export type FakeSignIn = ReturnType<typeof fakeSignIn>;
