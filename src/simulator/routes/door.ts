import { tenant, worldUser, type Principal } from '../sign-in/principal.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import type { Answer } from './exchange.ts';
import { unauthenticated } from './unauthenticated.ts';

type Entry = { readonly caller: Principal } | { readonly away: Answer };

export type Door = {
  /** Who sent a request; or the answer that turns it away. */
  readonly knock: (request: Request, origin: string) => Entry;
  /** Whom nobody asked for a token. */
  readonly nobody: Entry;
};

/** The check of the `Authorization` header at Azure Resource Manager. Without a judge any token is the world's user's. */
export const createDoor = (judge: SignIn['judge'] | undefined): Door => ({
  nobody: { caller: worldUser },
  knock: (request, origin) => {
    const authority = judge === undefined ? undefined : `${origin}/${tenant.id}`;
    const turnAway = (code: string, message: string): Entry => ({
      away: unauthenticated(code, message, authority),
    });
    const authorization = request.headers.get('authorization');
    if (authorization === null)
      return turnAway(
        'AuthenticationFailed',
        "Authentication failed. The 'Authorization' header is missing.",
      );
    const token = /^Bearer (\S+)/iu.exec(authorization)?.[1];
    if (token === undefined)
      return turnAway(
        'AuthenticationFailed',
        "Authentication failed. The 'Authorization' header is provided in an invalid format.",
      );
    if (judge === undefined) return { caller: worldUser };
    const verdict = judge(token, origin);
    return verdict.ok ? { caller: verdict.caller } : turnAway(verdict.code, verdict.message);
  },
});
