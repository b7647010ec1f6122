import { basename, dirname, join } from 'node:path';
import { readIni } from './az-ini.ts';
import { httpsOrigin, type CloudName } from './local/config.ts';
import { filled, isRecord, parsedRecord, type PlaceHint } from './place-hints.ts';
import type { Surroundings } from './surroundings.ts';

/** Which cloud: one with a name, or one by its addresses. */
export type CloudHint = {
  readonly cloud?: CloudName;
  readonly armEndpoint?: string;
  readonly authority?: string;
};

/** What the files of az say, of which only the names are read here: its tokens are its own affair. */
export type AzFacts = {
  /** Its defaults, in the subscription that is current. */
  readonly place: PlaceHint;
  /** The cloud of a subscription as far as az knows it, else the one that is active; empty where it is none that we know. */
  readonly cloudOf: (subscriptionId: string | undefined) => CloudHint;
  /** The tenant of a subscription that az knows. */
  readonly tenantOf: (subscriptionId: string | undefined) => string | undefined;
};

type Subscription = {
  readonly id: string;
  readonly name: string | undefined;
  readonly tenantId: string | undefined;
  readonly cloudName: string | undefined;
  readonly isDefault: boolean;
};

/**
 * Reads what az keeps in `$AZURE_CONFIG_DIR` or `~/.azure`: `azureProfile.json`, `config`, `clouds.config`, and `config` in a folder of the
 * same name here or above (`az configure --scope local`), of which the nearest counts first. Its variables count more than
 * its files, as for az itself.
 * @returns undefined where nobody has ever signed in with az and it has no default group or workspace
 */
export const readAz = (around: Surroundings): AzFacts | undefined => {
  const { env, read } = around;
  const folder = azFolder(around);
  const configs = [...localConfigs(folder, around), join(folder, 'config')].map((path) =>
    readIni(read(path) ?? ''),
  );
  const option = (section: string, name: string): string | undefined =>
    filled(configs.map((config) => config(section, name)).find((value) => value !== undefined));

  const profile = read(join(folder, 'azureProfile.json'));
  const group = option('defaults', 'group');
  const workspace = option('defaults', 'workspace');
  if (!wasSignedIn(profile) && group === undefined && workspace === undefined) return undefined;

  const subscriptions = readSubscriptions(profile ?? '');
  const find = (idOrName: string | undefined): Subscription | undefined =>
    subscriptions.find(
      ({ id, name }) =>
        idOrName !== undefined && [id, name].some((each) => each?.toLowerCase() === idOrName.toLowerCase()),
    );
  const activeCloud = filled(env['AZURE_CLOUD_NAME']) ?? option('cloud', 'name') ?? 'AzureCloud';
  const current = subscriptions.find(
    ({ isDefault, cloudName }) => isDefault && sameName(cloudName ?? activeCloud, activeCloud),
  );
  const named = filled(env['AZURE_DEFAULTS_SUBSCRIPTION']) ?? option('defaults', 'subscription');
  return {
    place: {
      subscriptionId: find(named)?.id ?? (isGuid(named) ? named : current?.id),
      resourceGroup: group,
      workspace,
    },
    cloudOf: (subscriptionId) => cloudHint(find(subscriptionId)?.cloudName ?? activeCloud, around),
    tenantOf: (subscriptionId) => find(subscriptionId)?.tenantId,
  };
};

/** The cloud that az's own variable names for this session; empty without one. */
export const cloudOfVariable = (around: Surroundings): CloudHint => {
  const name = filled(around.env['AZURE_CLOUD_NAME']);
  return name === undefined ? {} : cloudHint(name, around);
};

const azFolder = ({ env, home }: Surroundings): string =>
  filled(env['AZURE_CONFIG_DIR']) ?? join(home, '.azure');

/** In this folder and every one above, up to the one where az has its own. */
const localConfigs = (own: string, { folder }: Surroundings): readonly string[] => {
  const paths: string[] = [];
  for (let current = folder; ; current = dirname(current)) {
    const local = join(current, basename(own));
    if (local === own) return paths;
    paths.push(join(local, 'config'));
    if (dirname(current) === current) return paths;
  }
};

/** Every run of az leaves a profile; only since the first sign-in it has a list of subscriptions. What is damaged had one. */
const wasSignedIn = (profile: string | undefined): boolean =>
  profile !== undefined && Object.hasOwn(parsedRecord(profile) ?? { subscriptions: [] }, 'subscriptions');

const readSubscriptions = (profile: string): readonly Subscription[] => {
  const found = parsedRecord(profile)?.['subscriptions'];
  const all: readonly unknown[] = Array.isArray(found) ? found : [];
  return all.filter(isRecord).flatMap((each) => {
    const id = filled(each['id']);
    if (id === undefined) return [];
    return [
      {
        id,
        name: filled(each['name']),
        tenantId: filled(each['tenantId']),
        cloudName: filled(each['environmentName']),
        isDefault: each['isDefault'] === true,
      },
    ];
  });
};

/** The names that az gives to the clouds. */
const azCloudNames: readonly (readonly [string, CloudName])[] = [
  ['AzureCloud', 'public'],
  ['AzureUSGovernment', 'usgov'],
  ['AzureChinaCloud', 'china'],
];

/** A cloud that was registered with az (`az cloud register`) is in its `clouds.config` with its addresses. */
const cloudHint = (azName: string, around: Surroundings): CloudHint => {
  const known = azCloudNames.find(([name]) => sameName(name, azName));
  if (known !== undefined) return { cloud: known[1] };
  const clouds = readIni(around.read(join(azFolder(around), 'clouds.config')) ?? '');
  const address = (option: string): string | undefined => httpsOrigin(clouds(azName, option) ?? '');
  const armEndpoint = address('endpoint_resource_manager');
  const authority = address('endpoint_active_directory');
  return {
    ...(armEndpoint === undefined ? {} : { armEndpoint }),
    ...(authority === undefined ? {} : { authority }),
  };
};

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** A subscription may be named, too, but only its id can be asked for. */
export const isGuid = (text: string | undefined): boolean =>
  text !== undefined && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu.test(text);
