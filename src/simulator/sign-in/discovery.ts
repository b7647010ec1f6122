import { tenant } from './principal.ts';

/** What OpenID Connect clients look up first. `asked` is the tenant as the address names it. */
export const openIdConfiguration = (origin: string, asked: string): object => {
  const isAnyTenant = asked === 'common' || asked === 'organizations';
  const base = `${origin}/${isAnyTenant ? asked : tenant.id}`;
  return {
    issuer: `${origin}/${isAnyTenant ? '{tenantid}' : tenant.id}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['HS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'tid', 'oid', 'name', 'preferred_username', 'ver'],
    tenant_region_scope: 'EU',
    cloud_instance_name: new URL(origin).host,
  };
};

/** What clients look up to know the hosts of a cloud's sign-in service: here it is one. */
export const instanceDiscovery = (origin: string): object => {
  const { host } = new URL(origin);
  return {
    tenant_discovery_endpoint: `${origin}/${tenant.id}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
};
