import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { tenant, type Principal } from './principal.ts';

/** What an access token says, as far as it is read here. */
export type AccessClaims = {
  readonly aud: string;
  readonly tid: string;
  /** Seconds since the epoch. */
  readonly exp: number;
  /** Its own id. */
  readonly uti: string;
};

export type Tokens = {
  /** An access token of the form Azure Resource Manager gets from Entra (version 1.0). */
  readonly access: (grant: AccessGrant) => string;
  /** An id token (version 2.0), for the client that signed a user in. */
  readonly identity: (
    user: Principal & { readonly kind: 'user' },
    clientId: string,
    origin: string,
  ) => string;
  /** Whom a token was given to, and for what; or why it is good for nothing. */
  readonly check: (token: string) => TokenCheck;
  /** Every access token given out so far is good for nothing any more. */
  readonly revokeAll: () => void;
};

export type AccessGrant = {
  readonly principal: Principal;
  /** The application the token was given to. */
  readonly clientId: string;
  /** Its `aud`. */
  readonly audience: string;
  /** Origin of the sign-in service. */
  readonly origin: string;
};

export type TokenCheck =
  | { readonly is: 'good'; readonly principal: Principal; readonly claims: AccessClaims }
  | { readonly is: 'expired'; readonly claims: AccessClaims }
  | { readonly is: 'invalid' };

/**
 * Gives out tokens and knows them again: JSON Web Tokens signed with a key of this run, so that clients can read who is signed
 * in. They are good only here.
 *
 * @param now wall time in ms since the epoch
 * @param lifeSeconds how long an access token is good for
 */
export const createTokens = (now: () => number, lifeSeconds: number): Tokens => {
  const key = randomBytes(32);
  let living = new Map<string, { readonly principal: Principal; readonly claims: AccessClaims }>();

  const signatureOf = (content: string): Buffer => createHmac('sha256', key).update(content).digest();
  const sign = (claims: object): string => {
    const content = `${encoded({ typ: 'JWT', alg: 'HS256' })}.${encoded(claims)}`;
    return `${content}.${signatureOf(content).toString('base64url')}`;
  };
  const times = () => {
    const iat = Math.floor(now() / 1000);
    return { iat, nbf: iat, exp: iat + lifeSeconds };
  };
  const isLiving = ({ exp }: AccessClaims): boolean => exp * 1000 > now();

  return {
    access: ({ principal, clientId, audience, origin }) => {
      const claims = { aud: audience, tid: tenant.id, uti: randomUUID(), ...times() };
      living = new Map([...living].filter(([, given]) => isLiving(given.claims)));
      living.set(claims.uti, { principal, claims });
      return sign({
        ...claims,
        iss: `${origin}/${tenant.id}/`,
        appid: clientId,
        appidacr: principal.kind === 'user' ? '0' : '1',
        idtyp: principal.kind === 'user' ? 'user' : 'app',
        oid: principal.objectId,
        sub: principal.objectId,
        ver: '1.0',
        ...(principal.kind === 'user'
          ? {
              name: principal.name,
              upn: principal.upn,
              unique_name: principal.upn,
              preferred_username: principal.upn,
              scp: 'user_impersonation',
            }
          : { app_displayname: principal.name }),
      });
    },
    identity: (user, clientId, origin) =>
      sign({
        ...times(),
        aud: clientId,
        iss: `${origin}/${tenant.id}/v2.0`,
        tid: tenant.id,
        oid: user.objectId,
        sub: user.objectId,
        name: user.name,
        preferred_username: user.upn,
        ver: '2.0',
      }),
    check: (token) => {
      const [header = '', payload = '', signature = '', more] = token.split('.');
      const expected = signatureOf(`${header}.${payload}`);
      const given = Buffer.from(signature, 'base64url');
      if (more !== undefined || given.length !== expected.length || !timingSafeEqual(given, expected))
        return { is: 'invalid' };
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its signature says that it was written above
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as AccessClaims;
      const found = living.get(claims.uti);
      return found !== undefined && isLiving(found.claims)
        ? { is: 'good', ...found }
        : { is: 'expired', claims };
    },
    revokeAll: () => {
      living.clear();
    },
  };
};

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
