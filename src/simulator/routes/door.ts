import { tenant, worldUser, type Principal } from '../sign-in/principal.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import { refuse, type Answer } from './exchange.ts';

type Entry = { readonly caller: Principal } | { readonly away: Answer };

export type Door = {
  /** Who sent a request; or the answer that turns it away. */
  readonly knock: (request: Request, origin: string) => Entry;
  /** Whom nobody asked for a token. */
  readonly nobody: Entry;
};

/** Where nothing judges tokens, everybody is sent to sign in at the public cloud. */
const publicAuthority = 'https://login.microsoftonline.com/common';

const turnAway = (authority: string, code: string, message: string, description: string): Entry => ({
  away: {
    ...refuse(401, code, message),
    headers: {
      'WWW-Authenticate': `Bearer authorization_uri="${authority}", error="invalid_token", error_description="${description}"`,
    },
  },
});

/** The check of the `Authorization` header at Azure Resource Manager. Without a judge any token is the world's user's. */
export const createDoor = (judge: SignIn['judge'] | undefined): Door => ({
  nobody: { caller: worldUser },
  knock: (request, origin) => {
    const authority = judge === undefined ? publicAuthority : `${origin}/${tenant.id}`;
    const authorization = request.headers.get('authorization');
    if (authorization === null) {
      return turnAway(
        authority,
        'AuthenticationFailed',
        "Authentication failed. The 'Authorization' header is missing.",
        "The authentication failed because of missing 'Authorization' header.",
      );
    }
    const token = /^Bearer (\S+)/iu.exec(authorization)?.[1];
    if (token === undefined) {
      return turnAway(
        authority,
        'AuthenticationFailed',
        "Authentication failed. The 'Authorization' header is provided in an invalid format.",
        "The authentication failed because the 'Authorization' header is in an invalid format.",
      );
    }
    if (judge === undefined) return { caller: worldUser };
    const verdict = judge(token, origin);
    if (verdict.ok) return { caller: verdict.caller };
    return turnAway(authority, verdict.code, verdict.message, verdict.message);
  },
});
