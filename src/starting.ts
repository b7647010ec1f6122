import { dirname, join } from 'node:path';
import type { Place } from '#azure/place.ts';
import { accessOf, asksForAzure, type Access } from './access.ts';
import { defaultDemo, type DemoOptions, type Options } from './arguments.ts';
import {
  extend,
  filled,
  nowhere,
  readAzDefaults,
  readAzProfile,
  readConfigJson,
  wholePlace,
  type PlaceHint,
} from './place-hints.ts';

/** What the program opens: the demo's own simulated Azure, or Azure. `place` is as much of the workspace as is known. */
export type Start =
  | { readonly mode: 'demo'; readonly demo: DemoOptions; readonly place: PlaceHint }
  | { readonly mode: 'azure'; readonly place: PlaceHint; readonly access: Access };

/** What is around the program, passed in so that the decision below is a function. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly home: string;
  /** The text of a file; undefined when it is not there or cannot be read. */
  readonly read: (path: string) => string | undefined;
};

/**
 * Decides what to open. Nothing configured is the demo; anything configured is Azure, even if it turns out not to work:
 * a demo must never be taken for the real thing. Configured means a place on the command line, one of Azure's environment
 * variables, an Azure Machine Learning `config.json` in this folder or one above it, or a profile of az.
 */
export const decideStart = (options: Options, around: Surroundings): Start => {
  const asked: PlaceHint = {
    subscriptionId: options.subscription,
    resourceGroup: options.resourceGroup,
    workspace: options.workspace,
  };
  if (options.demo !== undefined) return { mode: 'demo', demo: options.demo, place: asked };
  const sources = configuredPlaces(around);
  const isAsked = Object.values(asked).some((part) => part !== undefined) || asksForAzure(options);
  if (!isAsked && sources.length === 0) return { mode: 'demo', demo: defaultDemo, place: nowhere };
  return { mode: 'azure', place: sources.reduce(extend, asked), access: accessOf(options, around.env) };
};

/** The workspace that `--once` prints. */
export type PlaceForOnce =
  | { readonly is: 'known'; readonly place: Place }
  /** The demo's main one. */
  | { readonly is: 'main' }
  /** The demo's only one of which all this is true. */
  | { readonly is: 'search'; readonly hint: PlaceHint }
  /** One sentence about what the command line does not say. */
  | { readonly is: 'missing'; readonly sentence: string };

/** The place `--once` prints: in the demo its main workspace unless one is named, in Azure it must be known whole. */
export const placeForOnce = (start: Start): PlaceForOnce => {
  const place = wholePlace(start.place);
  if (place !== undefined) return { is: 'known', place };
  if (start.mode === 'demo') {
    const isNamed = Object.values(start.place).some((part) => part !== undefined);
    return isNamed ? { is: 'search', hint: start.place } : { is: 'main' };
  }
  const missing = (
    [
      ['subscriptionId', '--subscription'],
      ['resourceGroup', '--resource-group'],
      ['workspace', '--workspace'],
    ] as const
  ).flatMap(([part, flag]) => (start.place[part] === undefined ? [flag] : []));
  return {
    is: 'missing',
    sentence: `Without the full screen it must be clear which workspace is meant: give ${joined(missing)}.`,
  };
};

/** The only one of `places` that `hint` fits, letter case aside as in Azure; or a sentence that names the ones there are. */
export const onlyPlace = (hint: PlaceHint, places: readonly Place[]): Place | string => {
  const fits = (place: Place): boolean =>
    (['subscriptionId', 'resourceGroup', 'workspace'] as const).every(
      (part) => hint[part] === undefined || hint[part].toLowerCase() === place[part].toLowerCase(),
    );
  const found = places.filter(fits);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const named = Object.values(hint)
    .filter((part) => part !== undefined)
    .map((part) => JSON.stringify(part))
    .join(' ');
  const choice = (found.length > 1 ? found : places).map(
    ({ resourceGroup, workspace }) => `${workspace} (in ${resourceGroup})`,
  );
  return found.length > 1
    ? `The demo has ${found.length} workspaces for ${named}: say which with -g and -w. There are ${joined(choice)}.`
    : `The demo has no workspace for ${named}. There are ${joined(choice)}.`;
};

const joined = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** Variables that say how to sign in or where to look; they configure Azure without naming a place. */
const signInVariables = [
  'AZURE_TENANT_ID',
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PATH',
  'AZURE_FEDERATED_TOKEN_FILE',
  'AZURE_USERNAME',
  'AZURE_TOKEN_CREDENTIALS',
  'AZURE_AUTHORITY_HOST',
  'AZUREML_CURRENT_CLOUD',
  'IDENTITY_ENDPOINT',
  'MSI_ENDPOINT',
] as const;

/** Every source of configuration that is there, the strongest first; one may know no place at all. */
const configuredPlaces = (around: Surroundings): readonly PlaceHint[] => [
  ...fromEnvironment(around),
  ...fromConfigJson(around),
  ...fromAz(around),
];

const fromEnvironment = ({ env }: Surroundings): readonly PlaceHint[] => {
  const first = (...names: readonly string[]): string | undefined =>
    names.map((name) => filled(env[name])).find(Boolean);
  const hint: PlaceHint = {
    subscriptionId: first('AZUREML_ARM_SUBSCRIPTION', 'AZURE_SUBSCRIPTION_ID', 'ARM_SUBSCRIPTION_ID'),
    resourceGroup: first('AZUREML_ARM_RESOURCEGROUP', 'AZURE_DEFAULTS_GROUP'),
    workspace: first('AZUREML_ARM_WORKSPACE_NAME', 'AZURE_DEFAULTS_WORKSPACE'),
  };
  const names = Object.values(hint).some((part) => part !== undefined);
  return names || first(...signInVariables) !== undefined ? [hint] : [];
};

/** As Azure's own SDK looks for it: this folder and at most 20 above it; here the file must also be one of Azure Machine Learning. */
const foldersAbove = 20;

const fromConfigJson = ({ folder, read }: Surroundings): readonly PlaceHint[] => {
  let current = folder;
  for (let up = 0; up <= foldersAbove; up += 1) {
    for (const path of [join(current, '.azureml', 'config.json'), join(current, 'config.json')]) {
      const text = read(path);
      const hint = text === undefined ? undefined : readConfigJson(text);
      if (hint !== undefined) return [hint];
    }
    const parent = dirname(current);
    if (parent === current) break;
    current = parent;
  }
  return [];
};

const fromAz = ({ env, home, read }: Surroundings): readonly PlaceHint[] => {
  const folder = filled(env['AZURE_CONFIG_DIR']) ?? join(home, '.azure');
  const profile = read(join(folder, 'azureProfile.json'));
  if (profile === undefined) return [];
  return [extend(readAzDefaults(read(join(folder, 'config')) ?? ''), readAzProfile(profile))];
};
