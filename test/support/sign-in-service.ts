import type { PlainRequest, PlainResponse, Transport } from '#azure/arm/transport.ts';
import { reply } from './canned.ts';

/** A token that says who it is for, as Microsoft Entra's do. Signed by nobody. */
export const tokenFor = (claims: Readonly<Record<string, unknown>>): string =>
  ['eyJhbGciOiJub25lIn0', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'unsigned'].join('.');

export const authority = 'https://login.test';
export const tenant = '00000000-0000-4000-8000-00000000000a';

type Answering = (
  form: URLSearchParams,
  request: PlainRequest,
) => PlainResponse | Promise<PlainResponse> | undefined;

/**
 * Just enough of the sign-in service for the identity library: its discovery document, device codes, and tokens as `answer` gives
 * them (by default one for "ana@contoso.example", another each time).
 */
export const signInService = (
  answer: Answering = () => undefined,
  { knowsTenant = true }: { readonly knowsTenant?: boolean } = {},
) => {
  const forms: URLSearchParams[] = [];
  let given = 0;
  const metadata = (at: string) => ({
    token_endpoint: `${at}/oauth2/v2.0/token`,
    authorization_endpoint: `${at}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${at}/oauth2/v2.0/devicecode`,
    issuer: `${at}/v2.0`,
    jwks_uri: `${at}/discovery/v2.0/keys`,
  });
  const transport: Transport = async (request) => {
    const { origin, pathname } = new URL(request.url);
    const at = `${origin}/${pathname.split('/')[1] ?? ''}`;
    if (pathname.endsWith('/.well-known/openid-configuration'))
      return knowsTenant ? reply(200, metadata(at)) : refusal('invalid_tenant', 90_002, 'Tenant not found.');
    const form = new URLSearchParams(request.body ?? '');
    forms.push(form);
    const own = await answer(form, request);
    if (own !== undefined) return own;
    if (pathname.endsWith('/devicecode'))
      return reply(200, {
        user_code: 'ABCD-EFGH',
        device_code: 'device-1',
        verification_uri: 'https://login.test/device',
        expires_in: 600,
        interval: 0,
        message: 'Type it in.',
      });
    given += 1;
    return tokens(given);
  };
  return { transport, forms, given: () => given };
};

/** What the service answers to a token request: an access token, and an id token and a refresh token for people. */
export const tokens = (number: number, seconds = 3600): PlainResponse => {
  const claims = { tid: tenant, oid: 'object-1', preferred_username: 'ana@contoso.example', number };
  const now = Math.floor(Date.now() / 1000);
  return reply(200, {
    token_type: 'Bearer',
    expires_in: seconds,
    ext_expires_in: seconds,
    scope: 'https://arm.test/.default',
    access_token: tokenFor({ ...claims, upn: 'ana@contoso.example' }),
    refresh_token: 'refresh-1',
    id_token: tokenFor({
      ...claims,
      sub: 'subject',
      aud: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
      iss: `${authority}/${tenant}/v2.0`,
      iat: now,
      exp: now + seconds,
      ver: '2.0',
    }),
    client_info: Buffer.from(JSON.stringify({ uid: 'object-1', utid: tenant })).toString('base64url'),
  });
};

/** A refusal in the words of Microsoft Entra. */
export const refusal = (error: string, code: number, words: string, status = 400): PlainResponse =>
  reply(status, {
    error,
    error_description: `AADSTS${code}: ${words} Trace ID: t-1 Correlation ID: c-1 Timestamp: 2026-11-18 09:00:00Z`,
    error_codes: [code],
    correlation_id: 'c-1',
    trace_id: 't-1',
  });
