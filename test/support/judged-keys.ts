import { expect } from 'vitest';
import { routeOf } from '#state/selectors.ts';
import { confirmationOf } from './confirmations.ts';
import { awhile, sent } from './every-screen.ts';
import type { FakeSignIn } from './fake-sign-in.ts';
import type { OpenShell } from './shell.tsx';

/** Not a key: half a second passes, in which checks are made and operations end. */
export const pause = 'pause';

/** Not keys either: the sign-in is lost; a code to enter comes; whoever was asked to sign in has done so. */
export const [lost, prompted, entered] = ['lost', 'prompted', 'entered'];

/** The last step of a recycling, which was confirmed whole at its beginning, is sent when its time has come. */
const isRestoring = ({ workbench }: OpenShell, method: string): boolean =>
  method === 'PATCH' &&
  workbench.store.getState().operations.some(({ recycle }) => recycle?.step === 'restoring');

/** Where the program is, in words: the screen, what it is about, what lies over it. */
export const situationOn = ({ workbench }: OpenShell): string => {
  const state = workbench.store.getState();
  const route = routeOf(state);
  const subject = 'subject' in route ? route.subject : undefined;
  const about =
    subject?.is === 'create' ? subject.target : subject?.is === 'change' ? subject.change : subject?.is;
  const { card, signingIn } = state.session;
  const over = card === undefined ? undefined : signingIn === undefined ? 'card' : 'signing in';
  return [route.screen, about, state.overlay?.is, over].filter((part) => part !== undefined).join(' ');
};

/**
 * A user whose every key is judged: nothing may throw or leave the screen blank, nothing may be sent but by Enter on the confirmation that belongs to it, and
 * nothing at all while nobody is signed in.
 */
export const judgedUser = (shell: OpenShell, fake: FakeSignIn) => {
  const written: string[] = [];

  const act = async (key: string): Promise<void> => {
    switch (key) {
      case pause:
        return shell.run(500);
      case awhile:
        return shell.run(30_000);
      case lost:
        return fake.lose();
      case prompted:
        return fake.asked.at(-1)?.prompt({
          userCode: 'K7QX2M4DP',
          verificationUrl: 'https://login.example/device',
          expiresAtMs: shell.workbench.now() + 2000,
        });
      case entered:
        return fake.know();
      default:
        return shell.press(sent(key));
    }
  };

  return {
    /** The methods of the writes that were confirmed. */
    written: written as readonly string[],
    press: async (key: string): Promise<void> => {
      const before = shell.text();
      const from = shell.requests.length;
      const signedOut = shell.workbench.store.getState().session.signedOut !== undefined;
      await act(key);
      // Throws on a blank frame.
      shell.text();
      const left = shell.requests.slice(from);
      const stopped = signedOut && key !== entered;
      expect([key, stopped ? left.map(({ url }) => url) : []]).toEqual([key, []]);
      for (const { method, url } of left) {
        const confirmation = confirmationOf(method, url);
        if (confirmation === undefined || isRestoring(shell, method)) continue;
        written.push(method);
        expect([key, before]).toEqual(['enter', expect.stringMatching(confirmation)]);
      }
    },
  };
};
