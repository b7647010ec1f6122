import { worldApplication } from './principal.ts';
import type { Refusal } from './refusal.ts';

const bearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const refused = (code: number, text: string): Refusal => ({
  status: 401,
  error: 'invalid_client',
  code,
  text,
});

/** The parts of a JSON Web Token; undefined when it is none. */
const partsOf = (token: string): { readonly header: object; readonly claims: object } | undefined => {
  const [header, claims, signature, ...more] = token.split('.');
  if (header === undefined || claims === undefined || !signature || more.length > 0) return undefined;
  const first = objectIn(header);
  const second = objectIn(claims);
  return first === undefined || second === undefined ? undefined : { header: first, claims: second };
};

const objectIn = (part: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};

const claim = (claims: object, name: string): unknown => new Map(Object.entries(claims)).get(name);

/**
 * Why a client assertion proves nothing; undefined when it does. It is either signed by the application with its certificate
 * (issuer and subject are the application) or comes from another service that the application trusts (workload identity).
 * Form, audience and times are checked. Signatures are not: nobody has registered a certificate or an issuer here.
 *
 * @param now wall time in ms
 */
export const assertionRefusal = (
  type: string | null,
  assertion: string,
  origin: string,
  now: number,
): Refusal | undefined => {
  if (type !== bearer)
    return { ...refused(900144, `The parameter 'client_assertion_type' must be '${bearer}'.`), status: 400 };
  const parts = partsOf(assertion);
  if (parts === undefined) return refused(50027, 'JWT token is invalid or malformed.');
  const { claims } = parts;
  const own = claim(claims, 'iss') === worldApplication.clientId;
  if (own && claim(claims, 'sub') !== worldApplication.clientId)
    return refused(700023, 'Client assertion audience claim does not match: the subject is not its issuer.');
  const audience = claim(claims, 'aud');
  const isForUs = own
    ? typeof audience === 'string' && audience.startsWith(`${origin}/`)
    : audience === 'api://AzureADTokenExchange';
  if (!isForUs) {
    return own
      ? refused(700023, 'Client assertion audience claim does not match Realm issuer.')
      : refused(700212, 'No matching federated identity record found for presented assertion audience.');
  }
  const expires = claim(claims, 'exp');
  const begins = claim(claims, 'nbf') ?? 0;
  const isInTime =
    typeof expires === 'number' &&
    expires * 1000 > now &&
    typeof begins === 'number' &&
    begins * 1000 <= now + clockDifferenceMs;
  return isInTime ? undefined : refused(700024, 'Client assertion is not within its valid time range.');
};

/** How far ahead the clock of whoever made an assertion may be. */
const clockDifferenceMs = 300_000;
