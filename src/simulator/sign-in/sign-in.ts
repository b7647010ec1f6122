import { Hono, type Context } from 'hono';
import { randomBytes } from 'node:crypto';
import { isFor, type Service } from './audience.ts';
import { createDeviceCodes, deviceCodeSeconds, type Decision } from './device-codes.ts';
import { devicePage } from './device-page.ts';
import { instanceDiscovery, openIdConfiguration } from './discovery.ts';
import { clientRefusal, grant, readResource, type Memory } from './grants.ts';
import { tenant, worldApplication, type Principal } from './principal.ts';
import { jsonResponse, missing, refusalResponse, type Refusal } from './refusal.ts';
import { managedIdentityAnswer } from './managed-identity.ts';
import { createTokens } from './tokens.ts';

export type SignInOptions = {
  /** Wall time in ms since the epoch: clients compare what tokens say with their own clock. */
  readonly now: () => number;
  /** How long an access token is good for; an hour when absent. */
  readonly tokenSeconds?: number;
  /** How often a client may ask whether a device code was approved; 5 when absent, as at Entra. */
  readonly pollSeconds?: number;
};

/** Who sent a request to Azure Resource Manager, or why its token is not good. */
export type Verdict =
  | { readonly ok: true; readonly caller: Principal }
  | { readonly ok: false; readonly code: string; readonly message: string };

type Otherwise = (request: Request) => Promise<Response>;

export type SignIn = {
  /** Answers what is addressed to the sign-in service, and leaves everything else to `otherwise`. */
  readonly fetch: (request: Request, otherwise: Otherwise) => Promise<Response>;
  /** Judges a token at a service, Azure Resource Manager when none is named, which the caller reached at `origin`. */
  readonly judge: (token: string, origin: string, service?: Service) => Verdict;
  /** Makes every access token given out so far an expired one; with `refreshTokens`, a user has to sign in again. */
  readonly expireTokens: (which: { readonly refreshTokens: boolean }) => void;
  /** What the application signs in with: made anew each time. */
  readonly application: { readonly clientId: string; readonly clientSecret: string };
};

type Env = { Bindings: { readonly otherwise: Otherwise } };

const unknownTenant = (asked: string): Refusal => ({
  status: 400,
  error: 'invalid_tenant',
  code: 90002,
  text: `Tenant '${asked}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
});

const knownTenants: readonly string[] = ['common', 'organizations', tenant.id, tenant.domain];

const decisions: readonly unknown[] = ['approve', 'deny'] satisfies Decision[];
const isDecision = (value: unknown): value is Decision => decisions.includes(value);

/**
 * The part of Microsoft Entra that signs in to Azure Resource Manager: discovery, the token endpoint and device codes, for one
 * tenant with one user and one application; and the endpoint a managed identity gets its tokens from. Whether a user approves
 * is decided at a control address.
 */
export const createSignIn = ({ now, tokenSeconds = 3600, pollSeconds = 5 }: SignInOptions): SignIn => {
  const memory: Memory = {
    tokens: createTokens(now, tokenSeconds),
    deviceCodes: createDeviceCodes(now, pollSeconds),
    refreshTokens: new Map(),
    revokedRefreshTokens: new Set(),
    clientSecret: `sim-${randomBytes(24).toString('base64url')}`,
    tokenSeconds,
    now,
  };
  const refuse = (refusal: Refusal): Response => refusalResponse(refusal, now());

  const app = new Hono<Env>();
  // A fault of the simulator is the caller's to see, not an answer of the service.
  app.onError((error) => {
    throw error;
  });
  app.notFound((context) => context.env.otherwise(context.req.raw));

  const originOf = (context: Context<Env>): string => new URL(context.req.url).origin;
  /** An address below a tenant's name, which has to be one that there is. */
  const below = (
    method: 'GET' | 'POST',
    path: string,
    answer: (context: Context<Env>, asked: string) => Response | Promise<Response>,
  ): void => {
    app.on(method, `/:tenant${path}`, (context) => {
      const asked = context.req.param('tenant').toLowerCase();
      return knownTenants.includes(asked) ? answer(context, asked) : refuse(unknownTenant(asked));
    });
  };

  app.get('/common/discovery/instance', (context) => jsonResponse(200, instanceDiscovery(originOf(context))));
  below('GET', '/v2.0/.well-known/openid-configuration', (context, asked) =>
    jsonResponse(200, openIdConfiguration(originOf(context), asked)),
  );
  // Older Azure CLIs (2.45, as Debian has it) ask the public cloud about every authority they do not know, unless it is one of
  // AD FS. As one, this service is found without; everything after the discovery is the same.
  app.get('/adfs/.well-known/openid-configuration', (context) =>
    jsonResponse(200, openIdConfiguration(originOf(context), tenant.id)),
  );
  // Tokens are signed with a secret of this run: there is no key to publish, and nobody but the simulator checks them.
  below('GET', '/discovery/v2.0/keys', () => jsonResponse(200, { keys: [] }));
  below('POST', '/oauth2/v2.0/token', async (context, asked) => {
    const form = new URLSearchParams(await context.req.text());
    const outcome = grant(memory, { form, tenant: asked, origin: originOf(context) });
    return 'body' in outcome ? jsonResponse(200, outcome.body) : refuse(outcome);
  });
  below('POST', '/oauth2/v2.0/devicecode', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    const clientId = form.get('client_id');
    if (clientId === null) return refuse(missing('client_id'));
    const origin = originOf(context);
    const read = readResource(form.get('scope') ?? '', origin);
    const refusal = clientRefusal(clientId) ?? ('refusal' in read ? read.refusal : undefined);
    if (refusal !== undefined || 'refusal' in read) return refuse(refusal ?? missing('scope'));
    const { deviceCode, userCode } = memory.deviceCodes.begin(clientId, read.resource);
    const page = `${origin}/devicelogin`;
    return jsonResponse(200, {
      user_code: userCode,
      device_code: deviceCode,
      verification_uri: page,
      expires_in: deviceCodeSeconds,
      interval: pollSeconds,
      message: `To sign in, use a web browser to open the page ${page} and enter the code ${userCode} to authenticate.`,
    });
  });
  app.get('/msi/token', (context) =>
    managedIdentityAnswer(memory, new URL(context.req.url), context.req.header('x-identity-header')),
  );
  app.get('/devicelogin', (context) => context.html(devicePage(originOf(context))));
  app.post('/_simulator/device-codes/:userCode', async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const decision =
      typeof body === 'object' && body !== null && 'decision' in body ? body.decision : undefined;
    if (!isDecision(decision))
      return jsonResponse(400, { error: 'The body must be {"decision":"approve"} or {"decision":"deny"}.' });
    return memory.deviceCodes.decide(context.req.param('userCode'), decision)
      ? new Response(null, { status: 204 })
      : jsonResponse(404, { error: 'No sign-in waits under this code.' });
  });

  return {
    fetch: async (request, otherwise) => app.fetch(request, { otherwise }),
    judge: (token, origin, service) => judge(memory, token, origin, service),
    expireTokens: ({ refreshTokens }) => {
      memory.tokens.revokeAll();
      if (!refreshTokens) return;
      for (const token of memory.refreshTokens.keys()) memory.revokedRefreshTokens.add(token);
    },
    application: { clientId: worldApplication.clientId, clientSecret: memory.clientSecret },
  };
};

const judge = (
  memory: Memory,
  token: string,
  origin: string,
  service: Service = 'resource-manager',
): Verdict => {
  const check = memory.tokens.check(token);
  if (check.is === 'invalid')
    return { ok: false, code: 'InvalidAuthenticationToken', message: 'The access token is invalid.' };
  const { aud, exp } = check.claims;
  if (check.is === 'expired') {
    // A token that was ended before its time says that it has just ended.
    const now = memory.now();
    const [ended, current] = [exp * 1000 > now ? now - 1000 : exp * 1000, now].map((ms) =>
      new Date(ms).toUTCString(),
    );
    return {
      ok: false,
      code: 'ExpiredAuthenticationToken',
      message: `The access token expiry UTC time '${ended}' is earlier than current UTC time '${current}'.`,
    };
  }
  return isFor(service, aud, origin)
    ? { ok: true, caller: check.principal }
    : {
        ok: false,
        code: 'InvalidAuthenticationTokenAudience',
        message: `The access token has been obtained for wrong audience or resource '${aud}'. It should exactly match with one of the allowed audiences '${origin}/', '${origin}', 'https://management.core.windows.net/', 'https://management.azure.com/'.`,
      };
};
