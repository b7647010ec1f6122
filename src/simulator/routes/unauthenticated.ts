import { refuse, type Answer } from './exchange.ts';

/** Where nothing judges tokens, everybody is sent to sign in at the public cloud. */
const publicAuthority = 'https://login.microsoftonline.com/common';

/** The answer to whoever has no valid token: it says where to get one. */
export const unauthenticated = (code: string, message: string, authority = publicAuthority): Answer => ({
  ...refuse(401, code, message),
  headers: {
    'WWW-Authenticate': `Bearer authorization_uri="${authority}", error="invalid_token", error_description="${message}"`,
  },
});
