import { refuse, type Answer } from './exchange.ts';

/** The answer to whoever has no valid token: it says where to get one. */
export const unauthenticated = (code: string, message: string): Answer => ({
  ...refuse(401, code, message),
  headers: {
    'WWW-Authenticate': `Bearer authorization_uri="https://login.microsoftonline.com/common", error="invalid_token", error_description="${message}"`,
  },
});
