import { randomBytes, timingSafeEqual } from 'node:crypto';
import { assertionRefusal } from './assertion.ts';
import { isKnownAudience, resourceOf } from './audience.ts';
import type { DeviceCodes } from './device-codes.ts';
import { tenant, worldApplication, worldUser, type Principal } from './principal.ts';
import { missing, type Refusal } from './refusal.ts';
import type { Tokens } from './tokens.ts';

/** What the sign-in service remembers. */
export type Memory = {
  readonly tokens: Tokens;
  readonly deviceCodes: DeviceCodes;
  /** The client each refresh token was given to. */
  readonly refreshTokens: Map<string, string>;
  readonly revokedRefreshTokens: Set<string>;
  readonly clientSecret: string;
  readonly tokenSeconds: number;
  /** Wall time in ms. */
  readonly now: () => number;
};

/** A request to the token endpoint. */
export type GrantAsk = {
  readonly form: URLSearchParams;
  /** The tenant as the address names it: an id, a domain, or a word for "whichever". */
  readonly tenant: string;
  readonly origin: string;
};

export type Granted = { readonly status: 200; readonly body: Readonly<Record<string, unknown>> };

const refused = (error: string, code: number, text: string, status = 400): Refusal => ({
  status,
  error,
  code,
  text,
});

/** Applications of Microsoft's that sign users in on anybody's behalf: the Azure CLI, also the default of the SDKs. */
const publicClients = ['04b07795-8ddb-461a-bbee-02f9e1bf7b46'];

/** Why an application may not sign users in; undefined when it may. */
export const clientRefusal = (clientId: string): Refusal | undefined =>
  [...publicClients, worldApplication.clientId].includes(clientId.toLowerCase())
    ? undefined
    : unknownClient(clientId);

const unknownClient = (clientId: string): Refusal =>
  refused(
    'unauthorized_client',
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${tenant.name}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
  );

/** The resource asked for by scopes; a refusal when it is not one that there are tokens for. */
export const readResource = (
  scope: string,
  origin: string,
): { readonly resource: string } | { readonly refusal: Refusal } => {
  const resource = resourceOf(scope);
  if (resource === undefined)
    return {
      refusal: refused(
        'invalid_scope',
        70011,
        `The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
      ),
    };
  return isKnownAudience(resource, origin)
    ? { resource }
    : {
        refusal: refused(
          'invalid_resource',
          500011,
          `The resource principal named ${resource} was not found in the tenant named ${tenant.name}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
        ),
      };
};

const sameText = (a: string, b: string): boolean => {
  const [first, second] = [Buffer.from(a), Buffer.from(b)];
  return first.length === second.length && timingSafeEqual(first, second);
};

/** Why the application has not proved to be itself; undefined when it has. */
const proofRefusal = (memory: Memory, { form, origin }: GrantAsk): Refusal | undefined => {
  const clientId = form.get('client_id') ?? '';
  if (clientId.toLowerCase() !== worldApplication.clientId) return unknownClient(clientId);
  const assertion = form.get('client_assertion');
  if (assertion !== null)
    return assertionRefusal(form.get('client_assertion_type'), assertion, origin, memory.now());
  const secret = form.get('client_secret');
  if (secret === null) {
    return refused(
      'invalid_client',
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      401,
    );
  }
  return sameText(secret, memory.clientSecret)
    ? undefined
    : refused(
        'invalid_client',
        7000215,
        `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
        401,
      );
};

const accessAnswer = (memory: Memory, ask: GrantAsk, principal: Principal, resource: string) => ({
  token_type: 'Bearer',
  expires_in: memory.tokenSeconds,
  ext_expires_in: memory.tokenSeconds,
  access_token: memory.tokens.access({
    principal,
    clientId: ask.form.get('client_id') ?? '',
    audience: resource,
    origin: ask.origin,
  }),
});

const userAnswer = (memory: Memory, ask: GrantAsk, resource: string): Granted => {
  const clientId = ask.form.get('client_id') ?? '';
  const refreshToken = `1.${randomBytes(60).toString('base64url')}`;
  memory.refreshTokens.set(refreshToken, clientId);
  const info = JSON.stringify({ uid: worldUser.objectId, utid: tenant.id });
  return {
    status: 200,
    body: {
      ...accessAnswer(memory, ask, worldUser, resource),
      scope: `${resource}/user_impersonation ${resource}/.default`,
      refresh_token: refreshToken,
      id_token: memory.tokens.identity(worldUser, clientId, ask.origin),
      client_info: Buffer.from(info).toString('base64url'),
    },
  };
};

type Grant = (memory: Memory, ask: GrantAsk) => Granted | Refusal;

const clientCredentials: Grant = (memory, ask) => {
  if (ask.tenant === 'common' || ask.tenant === 'organizations') {
    return refused(
      'invalid_request',
      50059,
      'No tenant-identifying information found in either the request or implied by any provided credentials.',
    );
  }
  const unproved = proofRefusal(memory, ask);
  if (unproved !== undefined) return unproved;
  const read = readResource(ask.form.get('scope') ?? '', ask.origin);
  if ('refusal' in read) return read.refusal;
  return { status: 200, body: accessAnswer(memory, ask, worldApplication, read.resource) };
};

const deviceRefusals = {
  pending: refused(
    'authorization_pending',
    70016,
    'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  ),
  'slow-down': refused('slow_down', 70017, 'OAuth 2.0 device flow error. The client polls too often.'),
  denied: refused('authorization_declined', 70018, 'The user has denied the sign-in request.'),
  expired: refused(
    'expired_token',
    70020,
    'The provided value for the input parameter device_code is not valid. This code has expired.',
  ),
  unknown: refused(
    'bad_verification_code',
    70019,
    'The provided value for the input parameter device_code is not valid.',
  ),
} as const;

const deviceCode: Grant = (memory, ask) => {
  const code = ask.form.get('device_code') ?? ask.form.get('code');
  if (code === null) return missing('device_code');
  const answer = memory.deviceCodes.ask(code, ask.form.get('client_id') ?? '');
  return answer.is === 'approved' ? userAnswer(memory, ask, answer.resource) : deviceRefusals[answer.is];
};

const refreshToken: Grant = (memory, ask) => {
  const given = ask.form.get('refresh_token');
  if (given === null) return missing('refresh_token');
  if (memory.revokedRefreshTokens.has(given)) {
    return refused(
      'invalid_grant',
      50173,
      'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
    );
  }
  if (memory.refreshTokens.get(given) !== ask.form.get('client_id')) {
    return refused('invalid_grant', 9002313, 'Invalid request. Request is malformed or invalid.');
  }
  const read = readResource(ask.form.get('scope') ?? '', ask.origin);
  return 'refusal' in read ? read.refusal : userAnswer(memory, ask, read.resource);
};

const grants: ReadonlyMap<string, Grant> = new Map([
  ['client_credentials', clientCredentials],
  ['urn:ietf:params:oauth:grant-type:device_code', deviceCode],
  ['device_code', deviceCode],
  ['refresh_token', refreshToken],
]);

/** Answers a request to the token endpoint (OAuth 2.0 as Entra speaks it). */
export const grant = (memory: Memory, ask: GrantAsk): Granted | Refusal => {
  const type = ask.form.get('grant_type');
  if (type === null) return missing('grant_type');
  const found = grants.get(type);
  if (found === undefined)
    return refused('unsupported_grant_type', 70003, `The app requested an unsupported grant type '${type}'.`);
  return ask.form.has('client_id') ? found(memory, ask) : missing('client_id');
};
