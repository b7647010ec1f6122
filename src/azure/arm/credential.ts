import type { TokenCredential } from '@azure/core-auth';
import type { Cloud } from '../clouds.ts';
import type { SignInWay } from '../sign-in.ts';
import { chainOf, type ChainMember } from './credential-chain.ts';
import type { SignInTraffic } from './sign-in-traffic.ts';

const yearMs = 365 * 24 * 3600 * 1000;

/** The credential of the demo: a constant that is no secret and opens nothing but the embedded simulator. */
export const demoCredential = (): TokenCredential => ({
  getToken: () => Promise.resolve({ token: 'demo', expiresOnTimestamp: Date.now() + yearMs }),
});

/** What a credential is made from. */
export type CredentialSetting = {
  readonly cloud: Cloud;
  readonly tenantId?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly traffic: SignInTraffic;
};

/** A credential and the way it stands for: of the default chain, the member that answered. */
export type MadeCredential = { readonly credential: TokenCredential; readonly way: () => SignInWay };

/** Programs that a credential starts (az, pwsh, azd) are ended when the request that waits for them is. */
const programTimeoutMs = 30_000;

/** What every credential of the library is told. It is asked once: who polls owns the backoff. */
export const libraryOptions = ({ cloud, tenantId, env, traffic }: CredentialSetting) => ({
  authorityHost: cloud.authority,
  // Microsoft's list of its sign-in services does not have one of one's own.
  disableInstanceDiscovery: cloud.id === 'custom',
  additionallyAllowedTenants: (env['AZURE_ADDITIONALLY_ALLOWED_TENANTS'] ?? '')
    .split(';')
    .map((tenant) => tenant.trim())
    .filter((tenant) => tenant !== ''),
  httpClient: traffic.httpClient,
  retryOptions: { maxRetries: 0 },
  ...(tenantId === undefined ? {} : { tenantId }),
});

/** A way that is not configured, in the library's own kind of error: a chain goes on, and alone it means that nobody is signed in. */
const notConfigured = (message: string): Error =>
  Object.assign(new Error(message), { name: 'CredentialUnavailableError' });

type Library = typeof import('@azure/identity');
type Maker = (setting: CredentialSetting, library: Library) => TokenCredential;

const named = (env: CredentialSetting['env'], name: string): string => {
  const value = env[name];
  if (value === undefined || value === '') throw notConfigured(`${name} is not set.`);
  return value;
};

const servicePrincipal: Maker = (setting, { ClientSecretCredential, ClientCertificateCredential }) => {
  const { env, tenantId } = setting;
  const options = libraryOptions(setting);
  const { AZURE_CLIENT_SECRET: secret = '', AZURE_CLIENT_CERTIFICATE_PATH: certificatePath = '' } = env;
  if (secret === '' && certificatePath === '')
    throw notConfigured('Neither AZURE_CLIENT_SECRET nor AZURE_CLIENT_CERTIFICATE_PATH is set.');
  const clientId = named(env, 'AZURE_CLIENT_ID');
  if (tenantId === undefined) throw notConfigured('Neither AZURE_TENANT_ID nor --tenant is given.');
  if (secret !== '') return new ClientSecretCredential(tenantId, clientId, secret, options);
  const certificatePassword = env['AZURE_CLIENT_CERTIFICATE_PASSWORD'];
  const sendCertificateChain = /^(?:1|true)$/iu.test(env['AZURE_CLIENT_SEND_CERTIFICATE_CHAIN'] ?? '');
  return new ClientCertificateCredential(
    tenantId,
    clientId,
    { certificatePath, ...(certificatePassword === undefined ? {} : { certificatePassword }) },
    { ...options, sendCertificateChain },
  );
};

const workloadIdentity: Maker = (setting, { WorkloadIdentityCredential }) => {
  const tokenFilePath = named(setting.env, 'AZURE_FEDERATED_TOKEN_FILE');
  const clientId = named(setting.env, 'AZURE_CLIENT_ID');
  if (setting.tenantId === undefined) throw notConfigured('Neither AZURE_TENANT_ID nor --tenant is given.');
  return new WorkloadIdentityCredential({ ...libraryOptions(setting), clientId, tokenFilePath });
};

const cli: Maker = (setting, { AzureCliCredential }) =>
  new AzureCliCredential({ ...libraryOptions(setting), processTimeoutInMs: programTimeoutMs });

/** @param probe looks for one second whether the machine has an identity at all, before it is asked */
const managedIdentity =
  (probe: boolean): Maker =>
  (setting, { ManagedIdentityCredential }) => {
    const clientId = setting.env['AZURE_CLIENT_ID'] ?? '';
    const options = {
      ...libraryOptions(setting),
      // The machine's own service asks for some patience while it starts.
      retryOptions: { maxRetries: 2 },
      sendProbeRequest: probe,
      ...(clientId === '' ? {} : { clientId }),
    };
    return new ManagedIdentityCredential(options);
  };

/** The identity of the machine comes last: on a jump box it often has fewer rights than its user. */
const chainMembers = (setting: CredentialSetting, library: Library): readonly ChainMember[] => {
  const program = { ...libraryOptions(setting), processTimeoutInMs: programTimeoutMs };
  return [
    { name: 'Environment', way: 'service-principal', make: () => servicePrincipal(setting, library) },
    { name: 'Workload identity', way: 'workload-identity', make: () => workloadIdentity(setting, library) },
    { name: 'Azure CLI', way: 'cli', make: () => cli(setting, library) },
    {
      name: 'Azure PowerShell',
      way: 'default',
      make: () => new library.AzurePowerShellCredential(program),
    },
    {
      name: 'Azure Developer CLI',
      way: 'default',
      make: () => new library.AzureDeveloperCliCredential(program),
    },
    {
      name: 'Managed identity',
      way: 'managed-identity',
      make: () => managedIdentity(true)(setting, library),
    },
  ];
};

/** Values of `AZURE_TOKEN_CREDENTIALS` that name one credential, as the way it is here. */
const namedCredentials: Readonly<Record<string, SignInWay>> = {
  environmentcredential: 'service-principal',
  workloadidentitycredential: 'workload-identity',
  managedidentitycredential: 'managed-identity',
  azureclicredential: 'cli',
};

/** Whoever is signed in on this machine. `AZURE_TOKEN_CREDENTIALS` narrows it in the library's own way. */
const whoever = (setting: CredentialSetting, library: Library): MadeCredential => {
  const wanted = (setting.env['AZURE_TOKEN_CREDENTIALS'] ?? '').trim().toLowerCase();
  if (wanted !== '') {
    const options = { ...libraryOptions(setting), processTimeoutInMs: programTimeoutMs };
    const credential = new library.DefaultAzureCredential(options);
    return { credential, way: () => namedCredentials[wanted] ?? 'default' };
  }
  const { credential, answered } = chainOf(chainMembers(setting, library), setting.traffic);
  return { credential, way: () => answered() ?? 'default' };
};

const makers: Readonly<Record<Exclude<SignInWay, 'default' | 'device-code'>, Maker>> = {
  cli,
  'managed-identity': managedIdentity(false),
  'service-principal': servicePrincipal,
  'workload-identity': workloadIdentity,
};

/**
 * The credential of a way that never asks anybody for anything. Loads the identity library when called, not when this file is
 * imported. Rejects with the library's `CredentialUnavailableError` when the way is not configured here.
 */
export const makeCredential = async (
  way: Exclude<SignInWay, 'device-code'>,
  setting: CredentialSetting,
): Promise<MadeCredential> => {
  const library = await import('@azure/identity');
  if (way === 'default') return whoever(setting, library);
  return { credential: makers[way](setting, library), way: () => way };
};
