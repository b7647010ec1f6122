import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem, ServiceError } from '#azure/problem.ts';
import { explain, loadKnownWords, meaningOf } from '#screens/explain.ts';
import { knownCodes } from '#screens/known-words.ts';
import { anyText } from '#test/support/any-text.ts';

beforeAll(loadKnownWords);

const error = (
  code: string,
  message = 'the very words of the service',
  details: readonly ServiceError[] = [],
): ServiceError => ({ code, message, details });

const kinds: Readonly<
  Record<'forbidden' | 'not-found' | 'conflict' | 'quota', (e: ServiceError) => Problem>
> = {
  forbidden: (e) => ({ kind: 'forbidden', error: e }),
  'not-found': (e) => ({ kind: 'not-found', error: e }),
  conflict: (e) => ({ kind: 'conflict', error: e }),
  quota: (e) => ({ kind: 'quota', error: e }),
};
const signedOut = (e: ServiceError): Problem => ({ kind: 'signed-out', error: e });
const throttled = (e: ServiceError): Problem => ({ kind: 'throttled', error: e });
const rejected = (e: ServiceError): Problem => ({ kind: 'rejected', status: 400, error: e });

/** What the service answers, as it is classified, and a word that only an explanation of this very error has. */
const told: readonly (readonly [string, Problem, RegExp])[] = [
  [
    'AuthorizationFailed',
    kinds.forbidden(
      error(
        'AuthorizationFailed',
        "The client 'ana' with object id '11111111-2222-3333-4444-555555555555' does not have authorization to perform action 'Microsoft.MachineLearningServices/workspaces/computes/delete' over scope '/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.MachineLearningServices/workspaces/ws1/computes/c1'",
      ),
    ),
    /lacks the permission .*computes\/delete on .*computes\/c1\./u,
  ],
  [
    'ResourceNotFound of a workspace',
    kinds['not-found'](
      error(
        'ResourceNotFound',
        "The Resource 'Microsoft.MachineLearningServices/workspaces/ws1' under resource group 'rg1' was not found.",
      ),
    ),
    /workspace ws1 does not exist/u,
  ],
  [
    'ResourceNotFound of a compute',
    kinds['not-found'](
      error(
        'ResourceNotFound',
        "The Resource 'Microsoft.MachineLearningServices/workspaces/ws1/computes/c1' was not found.",
      ),
    ),
    /compute c1 does not exist/u,
  ],
  [
    'ResourceNotFound with the type apart',
    kinds['not-found'](
      error(
        'ResourceNotFound',
        "The resource 'c1' of type 'Microsoft.MachineLearningServices/workspaces/computes' was not found in workspace 'ws1'.",
      ),
    ),
    /compute c1 does not exist/u,
  ],
  ['ComputeNotFound', kinds['not-found'](error('ComputeNotFound')), /compute does not exist/u],
  ['SubscriptionNotFound', kinds['not-found'](error('SubscriptionNotFound')), /subscription does not exist/u],
  ['ResourceGroupNotFound', kinds['not-found'](error('ResourceGroupNotFound')), /resource group does not/u],
  ['ClusterMinNodesExceedCoreQuota', kinds.quota(error('ClusterMinNodesExceedCoreQuota')), /minimum/u],
  ['JobNodeCountExceedsCoreQuota', kinds.quota(error('JobNodeCountExceedsCoreQuota')), /job wants more/u],
  ['quota on Clusters', kinds.quota(error('QuotaExceeded', 'quota on "Clusters" reached')), /quota/u],
  [
    'name taken in the region',
    rejected(error('UserError', 'The name x already exists in this region')),
    /Another instance in this region/u,
  ],
  [
    'StartComputeInstanceOnlyAllowedInStoppedState',
    rejected(error('UserError', 'no', [error('StartComputeInstanceOnlyAllowedInStoppedState')])),
    /Only a stopped instance/u,
  ],
  ['disk full', rejected(error('UserError', 'The ComputeInstance disk is full')), /disk of the instance/u],
  ['Unusable', rejected(error('UserError', 'The node is Unusable')), /could not be used/u],
  ['ScopeLocked', kinds.conflict(error('ScopeLocked')), /lock/u],
  ['RequestDisallowedByPolicy', kinds.forbidden(error('RequestDisallowedByPolicy')), /policy/u],
  [
    'MissingSubscriptionRegistration',
    kinds.conflict(
      error(
        'MissingSubscriptionRegistration',
        "The subscription is not registered to use namespace 'Microsoft.MachineLearningServices'.",
      ),
    ),
    /not registered/u,
  ],
  ['InvalidAuthenticationToken', signedOut(error('InvalidAuthenticationToken')), /another cloud or tenant/u],
  ['ExpiredAuthenticationToken', signedOut(error('ExpiredAuthenticationToken')), /has ended/u],
  ['BadArgument', rejected(error('BadArgument')), /did not accept a value/u],
  [
    'a size that the region lacks',
    rejected(error('BadArgument', 'The specified size Standard_X is not available')),
    /size is not to be had/u,
  ],
  [
    'a size that is not supported',
    rejected(error('UserError', 'The VM size Standard_X is not supported in this region')),
    /size is not to be had/u,
  ],
  [
    'too few cores of AKS',
    rejected(error('BadRequest', 'Agent coresCluster should have at least 12 cores')),
    /12 cores/u,
  ],
  ['too few machines of AKS', rejected(error('BadRequest', 'At least 3 machine(s) are wanted')), /too few/u],
  ['Databricks', rejected(error('UserError', 'Invalid access token')), /Databricks did not accept/u],
  ['SSH', rejected(error('UserError', 'SSH connection timed out after 30 s')), /over SSH/u],
  ['ResourceRequestsThrottled', throttled(error('ResourceRequestsThrottled')), /slow down/u],
  ['TooManyRequests', throttled(error('TooManyRequests')), /slow down/u],
  [
    'a private workspace',
    kinds.forbidden(error('Forbidden', 'Access denied: public network access is disabled')),
    /network rules/u,
  ],
  ['NameInUse', kinds.conflict(error('NameInUse')), /name is there already/u],
  ['PreconditionFailed', kinds.conflict(error('PreconditionFailed')), /name is there already/u],
  ['AttachedAlready', kinds.conflict(error('AttachedAlready')), /has attached it meanwhile/u],
  ['Conflict', kinds.conflict(error('Conflict')), /under way/u],
  [
    'ReadOnlyDisabledSubscription',
    kinds.conflict(error('ReadOnlyDisabledSubscription')),
    /subscription is disabled/u,
  ],
  [
    'LinkedAuthorizationFailed',
    kinds.forbidden(
      error(
        'LinkedAuthorizationFailed',
        "The client has permission to perform action 'Microsoft.MachineLearningServices/workspaces/computes/write' on scope '/subscriptions/s1'; however, it does not have permission to perform action(s) 'Microsoft.Network/virtualNetworks/subnets/join/action' on the linked scope(s) '/subscriptions/s1/resourceGroups/n/providers/Microsoft.Network/virtualNetworks/v/subnets/s' (respectively) or the linked scope(s) are invalid.",
      ),
    ),
    /lacks the permission Microsoft\.Network.*subnets\/join\/action/u,
  ],
];

describe('what the service refuses, in words', () => {
  it.each(told)('%s is told as what, why and next', (_, problem, particular) => {
    const { what, why, next } = explain(problem);
    expect(what).toMatch(particular);
    expect(why).toContain('error' in problem ? problem.error.message.slice(0, 150) : 'never');
    expect(next.length).toBeGreaterThan(0);
    expect(next.every((step) => step !== '')).toBe(true);
  });

  it.each(knownCodes)('the code %s has words of its own, in any case', (code) => {
    const meaning = meaningOf(error(code.toUpperCase())) ?? '';
    const { what, next } = explain(
      /^(?:e[a-z]+|cert|self|depth|unable|timeout|err_)/u.test(code)
        ? { kind: 'unreachable', reason: code.toUpperCase() }
        : rejected(error(code)),
    );
    expect(next.length).toBeGreaterThan(0);
    expect(meaning).toBe([what, ...next].join(' ').slice(0, meaning.length));
    expect(meaning.length).toBeGreaterThan(what.length);
  });

  it('shows the text of a service that says something unheard of', () => {
    const { what, why } = explain(rejected(error('Xyzzy', 'nothing happens')));
    expect(what).toBe('The service refused the request (400).');
    expect(why).toBe('Xyzzy: nothing happens');
    expect(meaningOf(error('Xyzzy', 'nothing happens'))).toBeUndefined();
  });

  it('looks behind a code that says nothing, and takes the innermost that is known', () => {
    const nested = error('BadRequest', 'bad', [
      error('Conflict', 'generic'),
      error('Unheard', 'of'),
      error('ScopeLocked', 'locked'),
    ]);
    expect(explain(rejected(nested)).what).toMatch(/lock/u);
    expect(explain(kinds.conflict(error('Conflict', 'x', [error('ScopeLocked', 'y')]))).what).toMatch(
      /lock/u,
    );
  });

  it('says how long Azure asks to wait', () => {
    const { what } = explain({ kind: 'throttled', retryAfterMs: 17_000, error: error('TooManyRequests') });
    expect(what).toBe('Azure asks to wait 17 s.');
  });
});

describe('a refusal for lack of a permission', () => {
  const action = 'Microsoft.MachineLearningServices/workspaces/computes/start/action';
  const scope =
    '/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.MachineLearningServices/workspaces/ws1/computes/ci1';

  it('names the roles that hold it, the narrowest first, and the command that gives it on the workspace', () => {
    const { next } = explain({
      kind: 'forbidden',
      error: error('AuthorizationFailed', "object id '11111111-2222-3333-4444-555555555555' may not"),
      asked: { action, scope },
    });
    expect(next[0]).toBe(
      'Roles that hold it: AzureML Compute Operator, AzureML Data Scientist, Azure AI Administrator, Contributor, Owner.',
    );
    expect(next[1]).toContain(
      'az role assignment create --assignee 11111111-2222-3333-4444-555555555555 --role "AzureML Compute Operator"',
    );
    expect(next[1]).toContain(
      '--scope "/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.MachineLearningServices/workspaces/ws1"',
    );
  });

  it('puts nothing into the command that a shell would run', () => {
    const evil = "'; do not have authorization to perform action 'x/$(reboot)' over scope '/`reboot`'";
    const { next } = explain({ kind: 'forbidden', error: error('AuthorizationFailed', evil) });
    expect(next.join(' ')).not.toContain('reboot');
    const asked = { action, scope: '/subscriptions/$(reboot)' };
    const steps = explain({ kind: 'forbidden', error: error('AuthorizationFailed', ''), asked }).next;
    expect(steps.join(' ')).not.toContain('reboot');
  });
});

describe('a failed sign-in', () => {
  it.each([
    ['AADSTS7000215: Invalid client secret provided.', /secret is wrong/u],
    ['AADSTS7000222: The provided client secret keys are expired.', /secret has expired/u],
    ['AADSTS700016: Application not found in the directory.', /does not know this application/u],
    ['AADSTS50076: you must use multi-factor authentication.', /Multi-factor/u],
    ['AADSTS53003: Access has been blocked by Conditional Access.', /Conditional access/u],
    ['AADSTS700082: The refresh token has expired due to inactivity.', /not used for too long/u],
    ['AADSTS90002: Tenant not found.', /no such tenant/u],
  ])('is told by the code of Entra ID in its text: %s', (message, particular) => {
    const { what, why, next } = explain(signedOut(error('AuthenticationError', `Tried it. ${message}`)));
    expect(what).toMatch(particular);
    expect(why).toContain(message);
    expect(next.length).toBeGreaterThan(0);
  });

  it('names the tenant that is wanted', () => {
    const tenant = '99999999-aaaa-bbbb-cccc-dddddddddddd';
    const message = `The access token is from the wrong issuer 'https://sts.windows.net/1/'. It must match the tenant 'https://sts.windows.net/${tenant}/' associated with this subscription.`;
    const { what, next } = explain(signedOut(error('InvalidAuthenticationTokenTenant', message)));
    expect(what).toContain(tenant);
    expect(next[0]).toContain(`--tenant ${tenant}`);
  });
});

describe('no answer at all', () => {
  it.each([
    ['ENOTFOUND', /not known to the name server/u, /VPN/u],
    ['ECONNREFUSED', /takes connections/u, /HTTPS_PROXY/u],
    ['ECONNRESET', /cut/u, /proxy/u],
    ['ETIMEDOUT', /in time/u, /network/u],
    ['timeout', /in time/u, /network/u],
    ['CERT_HAS_EXPIRED', /expired/u, /clock/u],
    ['SELF_SIGNED_CERT_IN_CHAIN', /does not trust/u, /NODE_EXTRA_CA_CERTS/u],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /does not trust/u, /NODE_EXTRA_CA_CERTS/u],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /does not trust/u, /NODE_EXTRA_CA_CERTS/u],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /another name/u, /--arm-endpoint/u],
    ['ERR_TLS_HANDSHAKE_TIMEOUT', /secure connection/u, /HTTPS_PROXY/u],
    ['EPROTO', /secure connection/u, /HTTPS_PROXY/u],
    ['ERR_PROXY_REFUSED', /proxy refuses/u, /HTTPS_PROXY/u],
  ])('%s is told by its cause, and that it is asked again', (reason, cause, remedy) => {
    const { what, why, next } = explain({ kind: 'unreachable', reason });
    expect(what).toMatch(cause);
    expect(why).toBe(reason);
    expect(next.join(' ')).toMatch(remedy);
    expect(next.at(-1)).toMatch(/asked again by itself/u);
  });
});

const anyError: fc.Arbitrary<ServiceError> = fc.record({
  code: fc.oneof(anyText, fc.constantFrom(...knownCodes, '__proto__', 'constructor')),
  message: anyText,
  details: fc.array(fc.record({ code: anyText, message: anyText, details: fc.constant([]) }), {
    maxLength: 3,
  }),
});
const anyProblem: fc.Arbitrary<Problem> = fc.oneof(
  anyError.map(signedOut),
  fc
    .record({ e: anyError, action: anyText, scope: anyText })
    .map(({ e, action, scope }): Problem => ({ kind: 'forbidden', error: e, asked: { action, scope } })),
  ...Object.values(kinds).map((make) => anyError.map(make)),
  anyError.map(throttled),
  anyError.map(rejected),
  anyError.map((e): Problem => ({ kind: 'service-fault', status: 503, error: e })),
  anyText.map((reason): Problem => ({ kind: 'unreachable', reason })),
  anyText.map((detail): Problem => ({ kind: 'malformed', detail })),
  anyText.map((what): Problem => ({ kind: 'read-only', what })),
);

it('explains whatever comes, without a control character, and shows the particular words of the service', () => {
  fc.assert(
    fc.property(anyProblem, (problem) => {
      const { short, what, why, next } = explain(problem);
      for (const words of [short, what, why, ...next])
        expect(words).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/u);
      expect(short.split(' ').length).toBeLessThanOrEqual(3);
      expect(what).not.toBe('');
      expect(next.length).toBeGreaterThan(0);
    }),
  );
});
