import type { SignIn } from '../sign-in.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { redactValue } from './redact-value.ts';

/** Signing in, told with stand-ins: who it is, in which directory, and what the service says. A code to type in is as it is. */
export const redactedSignIn = (signIn: SignIn, names: Pseudonyms): SignIn => ({
  signIn: async (way, prompted, signal) => {
    const answer = await signIn.signIn(way, prompted, signal);
    return answer.ok
      ? { ...answer, value: withName(answer.value, names) }
      : { ok: false, problem: redactValue(answer.problem, names) };
  },
  subscribe: ({ signedOut, signedIn }) =>
    signIn.subscribe({
      signedOut: (problem) => signedOut(redactValue(problem, names)),
      signedIn: (account) => signedIn(withName(account, names)),
    }),
});

type Account = Parameters<Parameters<SignIn['subscribe']>[0]['signedIn']>[0];

const withName = (account: Account, names: Pseudonyms): Account => ({
  ...account,
  name: names.standIn(account.name),
  ...(account.tenantId === undefined ? {} : { tenantId: names.standIn(account.tenantId) }),
  ...(account.aliases === undefined ? {} : { aliases: account.aliases.map((name) => names.standIn(name)) }),
});
