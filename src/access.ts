import { cloudOfAuthority, cloudOfEndpoint, clouds, customCloud, type Cloud } from '#azure/clouds.ts';
import type { SignInWay } from '#azure/sign-in.ts';
import { isTenant, originOf } from './addresses.ts';
import type { Options } from './arguments.ts';

/** Which cloud is asked, and how to sign in there. */
export type Access = {
  readonly cloud: Cloud;
  readonly way: SignInWay;
  readonly tenantId?: string;
};

type AccessOptions = Pick<Options, 'auth' | 'tenant' | 'cloud' | 'armEndpoint' | 'authority'>;
type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the command line says something about signing in or about the cloud: then Azure is meant, never the demo. */
export const asksForAzure = ({ auth, tenant, cloud, armEndpoint, authority }: AccessOptions): boolean =>
  [auth, tenant, cloud, armEndpoint, authority].some((given) => given !== undefined);

/** The words of `AZUREML_CURRENT_CLOUD`, which are the ones of `az cloud`. */
const cloudWords: Readonly<Record<string, NonNullable<Options['cloud']>>> = {
  azurecloud: 'public',
  azureusgovernment: 'usgov',
  azurechinacloud: 'china',
};

/** What is said of the cloud and of signing in, as far as it is said. */
export type AccessHints = { readonly [part in keyof AccessOptions]?: NonNullable<AccessOptions[part]> };

/**
 * What the command line says, else `AZURE_TENANT_ID`, `AZUREML_CURRENT_CLOUD` and `AZURE_AUTHORITY_HOST` (with or without
 * `https://`). Variables that make no sense count as absent; so does the authority's where the command line names a cloud.
 */
export const saidOfAccess = (options: AccessOptions, env: Environment): AccessHints => {
  const { auth, armEndpoint } = options;
  const tenant = options.tenant ?? tenantOf(env['AZURE_TENANT_ID']);
  const cloud =
    options.cloud ??
    (armEndpoint === undefined ? cloudWords[env['AZUREML_CURRENT_CLOUD']?.toLowerCase() ?? ''] : undefined);
  const authority =
    options.authority ??
    (options.cloud === undefined ? authorityHost(env['AZURE_AUTHORITY_HOST']) : undefined);
  return {
    ...(auth === undefined ? {} : { auth }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(cloud === undefined ? {} : { cloud }),
    ...(armEndpoint === undefined ? {} : { armEndpoint }),
    ...(authority === undefined ? {} : { authority }),
  };
};

/**
 * The cloud and the way to sign in, of what is said (see `saidOfAccess`) and of what files hint at beyond it; else the default
 * way in the public cloud.
 */
export const accessOf = ({ auth, tenant, ...cloud }: AccessHints): Access => ({
  cloud: cloudOf(cloud),
  way: auth ?? 'default',
  ...(tenant === undefined ? {} : { tenantId: tenant }),
});

const tenantOf = (text: string | undefined): string | undefined =>
  text !== undefined && isTenant(text) ? text : undefined;

const cloudOf = ({ armEndpoint, cloud, authority }: AccessHints): Cloud => {
  if (armEndpoint !== undefined) {
    const known = cloudOfEndpoint(armEndpoint);
    if (known !== undefined) return withAuthority(known, authority);
    return customCloud({ endpoint: armEndpoint, ...(authority === undefined ? {} : { authority }) });
  }
  const named = cloud === undefined ? undefined : clouds[cloud];
  const base = named ?? (authority === undefined ? undefined : cloudOfAuthority(authority));
  return withAuthority(base ?? clouds.public, authority);
};

/** The same endpoint with another sign-in service: one that Microsoft does not know makes the cloud a custom one. */
const withAuthority = (cloud: Cloud, authority: string | undefined): Cloud => {
  if (authority === undefined || authority === cloud.authority) return cloud;
  return cloudOfAuthority(authority) === undefined
    ? { ...cloud, id: 'custom', authority }
    : { ...cloud, authority };
};

const authorityHost = (text: string | undefined): string | undefined =>
  text === undefined || text === '' ? undefined : originOf(text.includes('://') ? text : `https://${text}`);
