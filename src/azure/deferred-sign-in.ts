import type { Answer } from './problem.ts';
import type { SignIn } from './sign-in.ts';

const noWay: Answer<never> = {
  ok: false,
  problem: {
    kind: 'signed-out',
    error: { code: 'NoSignIn', message: 'this connection has no way to sign in', details: [] },
  },
};

/** A sign-in that can be asked for before the connection is open: it begins, and is told of, when it is. */
export const deferredSignIn = (opening: Promise<SignIn | undefined>): SignIn => ({
  signIn: async (...args) => (await opening)?.signIn(...args) ?? noWay,
  subscribe: (news) => {
    let over = false;
    let end = (): void => undefined;
    opening.then(
      (signIn) => {
        if (!over && signIn !== undefined) end = signIn.subscribe(news);
      },
      // A connection that does not open is told by whoever opens it.
      () => undefined,
    );
    return () => {
      over = true;
      end();
    };
  },
});
