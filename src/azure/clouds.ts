/** A cloud of Azure: where its services are. Microsoft's documents name these addresses for each sovereign cloud. */
export type Cloud = {
  readonly id: 'public' | 'usgov' | 'china' | 'custom';
  readonly title: string;
  /** Origin of Azure Resource Manager, no trailing slash. */
  readonly endpoint: string;
  /** Origin of the sign-in service, no trailing slash. */
  readonly authority: string;
  /** What a token is asked for. */
  readonly scope: string;
  /** Origin of the Azure Machine Learning studio; absent where none is known (custom). */
  readonly studio?: string;
  /** What the names of HDInsight clusters end with, e.g. `azurehdinsight.net`. */
  readonly hdinsightSuffix?: string;
};

/** The clouds that Microsoft and 21Vianet run. Their addresses are in Microsoft's lists of endpoints for each of them. */
export const clouds = {
  public: {
    id: 'public',
    title: 'Azure',
    endpoint: 'https://management.azure.com',
    authority: 'https://login.microsoftonline.com',
    scope: 'https://management.azure.com/.default',
    studio: 'https://ml.azure.com',
    hdinsightSuffix: 'azurehdinsight.net',
  },
  usgov: {
    id: 'usgov',
    title: 'Azure US Government',
    endpoint: 'https://management.usgovcloudapi.net',
    authority: 'https://login.microsoftonline.us',
    scope: 'https://management.usgovcloudapi.net/.default',
    studio: 'https://ml.azure.us',
    hdinsightSuffix: 'azurehdinsight.us',
  },
  china: {
    id: 'china',
    title: 'Azure China (21Vianet)',
    endpoint: 'https://management.chinacloudapi.cn',
    authority: 'https://login.chinacloudapi.cn',
    scope: 'https://management.chinacloudapi.cn/.default',
    studio: 'https://studio.ml.azure.cn',
    hdinsightSuffix: 'azurehdinsight.cn',
  },
} as const satisfies Readonly<Record<string, Cloud>>;

/** Other names of the sign-in services, which mean the same clouds. */
const otherAuthorities: Readonly<Record<string, Cloud>> = {
  'https://login.windows.net': clouds.public,
  'https://login.microsoft.com': clouds.public,
  'https://login.partner.microsoftonline.cn': clouds.china,
};

/** The cloud that has a region: the sovereign ones begin theirs with a word of their own. */
export const cloudOfRegion = (location: string): (typeof clouds)[keyof typeof clouds] => {
  if (location.startsWith('china')) return clouds.china;
  return /^us(?:gov|dod)/u.test(location) ? clouds.usgov : clouds.public;
};

/** The cloud that an origin of Azure Resource Manager belongs to; undefined when it is none that we know. */
export const cloudOfEndpoint = (endpoint: string): Cloud | undefined =>
  Object.values(clouds).find((cloud) => cloud.endpoint === endpoint);

/** The cloud that an origin of the sign-in service belongs to; undefined when it is none that we know. */
export const cloudOfAuthority = (authority: string): Cloud | undefined =>
  Object.values(clouds).find((cloud) => cloud.authority === authority) ?? otherAuthorities[authority];

/**
 * A cloud of one's own, by its origins. Without an authority that is '': the endpoint itself is asked for it before anybody
 * signs in (see `arm/discover-cloud.ts`), which also tells what tokens must be asked for.
 */
export const customCloud = (origins: { readonly endpoint: string; readonly authority?: string }): Cloud => ({
  id: 'custom',
  title: new URL(origins.endpoint).host,
  endpoint: origins.endpoint,
  authority: origins.authority ?? '',
  scope: `${origins.endpoint}/.default`,
});
