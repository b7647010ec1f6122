import { dirname, join } from 'node:path';
import type { Place } from '#azure/place.ts';
import { accessHints } from './access-hints.ts';
import { accessOf, asksForAzure, saidOfAccess, type Access } from './access.ts';
import { defaultDemo, type DemoOptions, type Options } from './arguments.ts';
import { isGuid, readAz } from './az-files.ts';
import type { Defaults } from './local/config.ts';
import { extend, filled, nowhere, readConfigJson, wholePlace, type PlaceHint } from './place-hints.ts';
import type { Surroundings } from './surroundings.ts';

/** Where it was said which workspace is meant; of a place put together from several, where its innermost part came from. */
export type Origin = 'flags' | 'environment' | 'folder' | 'config' | 'az';

/** What the program opens: the demo's own simulated Azure, or Azure. `place` is as much of the workspace as is known. */
export type Start =
  | { readonly mode: 'demo'; readonly demo: DemoOptions; readonly place: PlaceHint }
  | {
      readonly mode: 'azure';
      readonly place: PlaceHint;
      /** Undefined where nothing of the place is known. */
      readonly origin: Origin | undefined;
      /** The workspace of the nearest config.json, also where the command line or the environment name another one. */
      readonly folderPlace: Place | undefined;
      readonly access: Access;
    };

/**
 * Decides what to open. Nothing configured is the demo; anything configured is Azure, even if it turns out not to work:
 * a demo must never be taken for the real thing. Configured means a place on the command line, one of Azure's environment
 * variables, an Azure Machine Learning `config.json` in this folder or one above it, `defaults` in the user's own
 * configuration file, or that az is signed in or has defaults; an earlier one of these counts more than a later one.
 */
export const decideStart = (options: Options, around: Surroundings, defaults: Defaults): Start => {
  const asked: PlaceHint = {
    subscriptionId: options.subscription,
    resourceGroup: options.resourceGroup,
    workspace: options.workspace,
  };
  if (options.demo !== undefined) return { mode: 'demo', demo: options.demo, place: asked };
  const ofFolder = placeOfFolder(around);
  const sources: readonly Source[] = [
    { origin: 'flags', hint: Object.values(asked).some(Boolean) ? asked : undefined },
    { origin: 'environment', hint: placeOfEnvironment(around) },
    { origin: 'folder', hint: ofFolder },
    { origin: 'config', hint: placeOfDefaults(defaults) },
    { origin: 'az', hint: readAz(around)?.place },
  ];
  if (sources.every(({ hint }) => hint === undefined) && !asksForAzure(options))
    return { mode: 'demo', demo: defaultDemo, place: nowhere };
  const folderPlace = ofFolder === undefined ? undefined : wholePlace(ofFolder);
  const known = gathered(sources);
  const said = saidOfAccess(options, around.env);
  const hints = accessHints(said, defaults, around, known.place.subscriptionId);
  return { mode: 'azure', ...known, folderPlace, access: accessOf({ ...hints, ...said }) };
};

/** A source of configuration; without a hint it is not there, with an empty one it knows no place. */
type Source = { readonly origin: Origin; readonly hint: PlaceHint | undefined };

type Gathered = { readonly place: PlaceHint; readonly origin: Origin | undefined };

/** What the sources know together, the strongest first. */
const gathered = (sources: readonly Source[]): Gathered =>
  sources.reduce<Gathered>(
    ({ place, origin }, source) => {
      const more = extend(place, source.hint ?? nowhere);
      return { place: more, origin: depthOf(more) > depthOf(place) ? source.origin : origin };
    },
    { place: nowhere, origin: undefined },
  );

/** How far in the innermost known part of a place is. */
const depthOf = ({ subscriptionId, resourceGroup, workspace }: PlaceHint): number =>
  [subscriptionId, resourceGroup, workspace].findLastIndex((part) => part !== undefined);

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
  'AZURE_CLOUD_NAME',
  'IDENTITY_ENDPOINT',
  'MSI_ENDPOINT',
] as const;

const placeOfEnvironment = ({ env }: Surroundings): PlaceHint | undefined => {
  const first = (...names: readonly string[]): string | undefined =>
    names.map((name) => filled(env[name])).find(Boolean);
  const azDefault = filled(env['AZURE_DEFAULTS_SUBSCRIPTION']);
  const hint: PlaceHint = {
    subscriptionId:
      first('AZUREML_ARM_SUBSCRIPTION', 'AZURE_SUBSCRIPTION_ID', 'ARM_SUBSCRIPTION_ID') ??
      // Names are for az, which knows the ids of them.
      (isGuid(azDefault) ? azDefault : undefined),
    resourceGroup: first('AZUREML_ARM_RESOURCEGROUP', 'AZURE_DEFAULTS_GROUP'),
    workspace: first('AZUREML_ARM_WORKSPACE_NAME', 'AZURE_DEFAULTS_WORKSPACE'),
  };
  const names = Object.values(hint).some((part) => part !== undefined);
  return names || first(...signInVariables) !== undefined ? hint : undefined;
};

/** As Azure's own SDKs look for it: this folder and at most 20 above it; here the file must also be one of Azure Machine Learning. */
const foldersAbove = 20;

/** Where the SDKs look in each of these folders, in their order. */
const configPaths = ['.azureml', 'aml_config', ''].flatMap((within) =>
  ['config.json', 'project.json'].map((name) => join(within, name)),
);

const placeOfFolder = ({ folder, read }: Surroundings): PlaceHint | undefined => {
  let current = folder;
  for (let up = 0; up <= foldersAbove; up += 1) {
    for (const path of configPaths) {
      const text = read(join(current, path));
      const hint = text === undefined ? undefined : readConfigJson(text);
      if (hint !== undefined) return hint;
    }
    const parent = dirname(current);
    if (parent === current) break;
    current = parent;
  }
  return undefined;
};

/** Any default is one for Azure: a file that names only a tenant means Azure, too. */
const placeOfDefaults = (defaults: Defaults): PlaceHint | undefined =>
  Object.values(defaults).some((value) => value !== undefined)
    ? {
        subscriptionId: defaults.subscription,
        resourceGroup: defaults.resourceGroup,
        workspace: defaults.workspace,
      }
    : undefined;
