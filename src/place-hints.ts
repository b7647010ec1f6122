import { placeOf, type Place } from '#azure/place.ts';

/** As much of a workspace's place as is known. */
export type PlaceHint = { readonly [part in keyof Place]: Place[part] | undefined };

export const nowhere: PlaceHint = {
  subscriptionId: undefined,
  resourceGroup: undefined,
  workspace: undefined,
};

/**
 * Adds to `known` what `more` knows beyond it, from the outside in. A source that speaks of another subscription or
 * another resource group than what is known already says nothing about what lies inside.
 */
export const extend = (known: PlaceHint, more: PlaceHint): PlaceHint => {
  const subscriptionId = known.subscriptionId ?? more.subscriptionId;
  if (differ(subscriptionId, more.subscriptionId)) return known;
  const resourceGroup = known.resourceGroup ?? more.resourceGroup;
  if (differ(resourceGroup, more.resourceGroup)) return { ...known, subscriptionId };
  return { subscriptionId, resourceGroup, workspace: known.workspace ?? more.workspace };
};

const differ = (ours: string | undefined, theirs: string | undefined): boolean =>
  theirs !== undefined && ours?.toLowerCase() !== theirs.toLowerCase();

/** The place when all of it is known. */
export const wholePlace = ({ subscriptionId, resourceGroup, workspace }: PlaceHint): Place | undefined =>
  subscriptionId !== undefined && resourceGroup !== undefined && workspace !== undefined
    ? { subscriptionId, resourceGroup, workspace }
    : undefined;

/**
 * What a `config.json` of Azure Machine Learning names: three keys, or an ARM id as `Scope` in the older form
 * (azure-ai-ml, `MLClient.from_config`). Undefined when the text is something else.
 */
export const readConfigJson = (text: string): PlaceHint | undefined => {
  const config = parsed(text);
  if (config === undefined) return undefined;
  const scope = config['Scope'];
  const place = typeof scope === 'string' ? placeOf(scope) : undefined;
  if (place !== undefined) return place;
  const hint: PlaceHint = {
    subscriptionId: filled(config['subscription_id']),
    resourceGroup: filled(config['resource_group']),
    workspace: filled(config['workspace_name']),
  };
  return Object.values(hint).some((part) => part !== undefined) ? hint : undefined;
};

/** The current subscription of an azureProfile.json, which az writes with a byte order mark. */
export const readAzProfile = (text: string): PlaceHint => {
  const subscriptions = parsed(text)?.['subscriptions'];
  const all: readonly unknown[] = Array.isArray(subscriptions) ? subscriptions : [];
  const current = all.filter(isRecord).find((each) => each['isDefault'] === true);
  return { ...nowhere, subscriptionId: filled(current?.['id']) };
};

/** The `[defaults]` of az's configuration file: `group` and `workspace`. */
export const readAzDefaults = (text: string): PlaceHint => {
  const [, section = ''] = /^\[defaults\][^\n]*\n((?:(?!\[)[^\n]*(?:\n|$))*)/mu.exec(text) ?? [];
  const value = (key: string): string | undefined =>
    filled(new RegExp(`^${key}\\s*=\\s*(.*)$`, 'mu').exec(section)?.[1]?.trim());
  return { ...nowhere, resourceGroup: value('group'), workspace: value('workspace') };
};

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (text: string): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/u, ''));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

export const filled = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
