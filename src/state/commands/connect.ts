import type { Problem } from '#azure/problem.ts';
import type { Account, SignIn, SignInWay } from '#azure/sign-in.ts';
import { choiceKey, type Session } from '../session.ts';
import { connectAt, connectChoices } from '../connect-selectors.ts';
import { update, type Context } from './context.ts';
import type { Move } from './navigate.ts';

/** What the end and the beginning of a session mean for everything that asks. */
type Asking = {
  /** Nothing is asked any more. */
  readonly stop: () => void;
  /** Everything is asked again, now. */
  readonly again: () => void;
};

const isSame = (a: Account, b: Account | undefined): boolean =>
  a.name === b?.name && a.tenantId === b.tenantId && a.way === b.way;

/**
 * Signing in, and what is done when nobody is signed in any more: all asking stops and the card opens over whatever there is. Nothing
 * else of the state changes, so that the view is the same once somebody has signed in.
 */
export const createConnecting = (context: Context, signIn: SignIn | undefined, asking: Asking) => {
  const { store, clock } = context;
  /** The sign-in that the user waits for; an answer to any other is late. */
  let current: AbortController | undefined;

  const change = (to: (session: Session) => Session): void => {
    update(context, (state) => ({ ...state, session: to(state.session) }));
  };
  const isSignedOut = (): boolean => store.getState().session.signedOut !== undefined;

  const enter = (account: Account): void => {
    current = undefined;
    change(() => ({ account, before: account.way }));
    asking.again();
  };

  const lose = (problem: Problem): void => {
    if (isSignedOut()) return;
    change(({ failed: _, ...session }) => ({
      ...session,
      signedOut: { problem, since: clock.now() },
      card: session.card ?? { at: session.before },
    }));
    asking.stop();
  };

  const cancel = (): void => {
    current?.abort();
    current = undefined;
    change(({ signingIn: _, ...session }) => session);
  };

  const unsubscribe = signIn?.subscribe({
    signedOut: lose,
    signedIn: (account) => {
      // Who is told while somebody is signed in is the one known already, or one whose token was renewed: nothing begins anew.
      if (isSignedOut()) enter(account);
      else if (!isSame(account, store.getState().session.account))
        change((session) => ({ ...session, account, before: account.way }));
    },
  });

  return {
    commands: {
      openConnect(): void {
        if (signIn !== undefined) change((session) => ({ ...session, card: { at: session.before } }));
      },

      /** Gives up the sign-in that is under way; without one, closes the card: what is on the screen can be read and moved about in. */
      closeConnect(): void {
        if (store.getState().session.signingIn !== undefined) cancel();
        else change(({ card: _, failed: __, ...session }) => session);
      },

      moveConnect(by: Move): void {
        const state = store.getState();
        if (state.session.signingIn !== undefined) return;
        const choices = connectChoices(state);
        const to = by === 'first' ? 0 : by === 'last' ? choices.length - 1 : connectAt(state) + by;
        const choice = choices[Math.max(0, Math.min(to, choices.length - 1))];
        if (choice !== undefined) change((session) => ({ ...session, card: { at: choiceKey(choice) } }));
      },

      /** Signs in that way, in place of a sign-in that is under way. */
      async signIn(way: SignInWay): Promise<void> {
        if (signIn === undefined) return;
        cancel();
        const abort = new AbortController();
        current = abort;
        change(({ failed: _, ...session }) => ({
          ...session,
          signingIn: { way, startedAt: clock.now() },
          card: { at: way },
        }));
        const prompted: Parameters<SignIn['signIn']>[1] = (prompt) => {
          if (current === abort)
            change((session) =>
              session.signingIn === undefined
                ? session
                : { ...session, signingIn: { ...session.signingIn, prompt } },
            );
        };
        const answer = await signIn.signIn(way, prompted, abort.signal);
        if (answer.ok) {
          // Given up at the last moment, it has worked all the same.
          if (current === abort || isSignedOut()) enter(answer.value);
          return;
        }
        if (current !== abort) return;
        current = undefined;
        const { problem } = answer;
        change(({ signingIn: _, ...session }) => ({ ...session, failed: { way, problem } }));
      },
    },
    close: (): void => {
      unsubscribe?.();
      current?.abort();
    },
  };
};
