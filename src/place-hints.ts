import { placeOf, type Place } from '#azure/place.ts';
import { plain } from '#azure/plain.ts';

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
  const config = parsedRecord(text);
  if (config === undefined) return undefined;
  const scope = config['Scope'];
  const place = typeof scope === 'string' ? placeOf(plain(scope)) : undefined;
  if (place !== undefined) return place;
  const hint: PlaceHint = {
    subscriptionId: filled(config['subscription_id']),
    resourceGroup: filled(config['resource_group']),
    workspace: filled(config['workspace_name']),
  };
  return Object.values(hint).some((part) => part !== undefined) ? hint : undefined;
};

type Fields = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of a JSON object, with or without a byte order mark before it; undefined for any other text. */
export const parsedRecord = (text: string): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/u, ''));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** A text that names something, made plain; undefined for an empty one and for anything else. */
export const filled = (value: unknown): string | undefined => {
  const text = typeof value === 'string' ? plain(value).trim() : '';
  return text === '' ? undefined : text;
};
