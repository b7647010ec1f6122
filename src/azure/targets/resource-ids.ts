import { idKey } from '../place.ts';
import type { FieldSpec, FieldWords, Parsed } from './field.ts';
import { readGuid } from './guid.ts';
import { hasControls, quoted } from './quoted.ts';

/** A kind of Azure resource: its provider and the types along its path, as Azure spells them. */
export type ArmShape = {
  readonly called: string;
  readonly provider: string;
  readonly types: readonly string[];
  /** What of the service's own rules for its names is known: what is wrong with one, in words. */
  readonly wrongName?: (name: string) => string | undefined;
};

const subnetKind: ArmShape = {
  called: 'a subnet',
  provider: 'Microsoft.Network',
  types: ['virtualNetworks', 'subnets'],
};

const identityKind: ArmShape = {
  called: 'a user-assigned identity',
  provider: 'Microsoft.ManagedIdentity',
  types: ['userAssignedIdentities'],
};

const shapeOf = ({ provider, types }: ArmShape): string =>
  `/subscriptions/…/providers/${provider}/${types.map((type) => `${type}/<name>`).join('/')}`;

/** What a resource or a group of them may be called, whatever it is. */
export const segmentName = /^[\p{L}\p{N}._()-]{1,90}$/u;
const longest = 2048;

/**
 * An ARM id of that kind. Azure compares ids without regard to case; it is printed with the case of the documents in the words
 * that are Azure's, while names stay as typed.
 */
export const parseId = (text: string, kind: ArmShape): Parsed<string> => {
  const no = (why: string): Parsed<string> => ({ ok: false, why });
  const id = text.trim().replace(/\/+$/u, '');
  if (id === '') return no(`the resource id of ${kind.called} is needed`);
  if (hasControls(id)) return no('a resource id has no line breaks or control characters');
  if (id.length > longest) return no('too long for a resource id');
  if (/^https?:/iu.test(id))
    return no('a resource id is needed, not an address: it begins with /subscriptions/');
  if (!id.startsWith('/')) return no(`a resource id is needed: ${shapeOf(kind)}`);
  const [
    ,
    subscriptions = '',
    subscription = '',
    groups = '',
    group = '',
    providers = '',
    provider = '',
    ...path
  ] = id.split('/');
  if (
    subscriptions.toLowerCase() !== 'subscriptions' ||
    groups.toLowerCase() !== 'resourcegroups' ||
    providers.toLowerCase() !== 'providers'
  )
    return no(`a resource id is needed: ${shapeOf(kind)}`);
  const types = path.filter((_, index) => index % 2 === 0);
  const names = path.filter((_, index) => index % 2 === 1);
  if (
    provider.toLowerCase() !== kind.provider.toLowerCase() ||
    types.map((type) => type.toLowerCase()).join('/') !== kind.types.join('/').toLowerCase() ||
    names.length !== types.length
  )
    return no(`${quoted([provider, ...types].join('/'))} is not ${kind.called}: ${shapeOf(kind)}`);
  const guid = readGuid(subscription);
  if (guid === undefined)
    return no(`${quoted(subscription)} is not the id of a subscription, which is a GUID`);
  const odd = [group, ...names].find((name) => !segmentName.test(name));
  if (odd !== undefined)
    return no(
      odd === '' ? 'a part of the resource id is empty' : `${quoted(odd)} is not a name of a resource`,
    );
  const wrong = names.map((name) => kind.wrongName?.(name)).find((why) => why !== undefined);
  if (wrong !== undefined) return no(wrong);
  const rest = kind.types.flatMap((type, index) => [type, names[index] ?? '']).join('/');
  return {
    ok: true,
    value: `/subscriptions/${guid}/resourceGroups/${group}/providers/${kind.provider}/${rest}`,
  };
};

/** The ARM id of a subnet. */
export const subnetId = (words: FieldWords): FieldSpec<string> => ({
  ...words,
  kind: { is: 'resource', of: 'subnet' },
  initial: '',
  parse: (text) => parseId(text, subnetKind),
});

/** ARM ids of user-assigned identities, with commas between them; at least one, each once. */
export const identityIds = (words: FieldWords): FieldSpec<readonly string[]> => ({
  ...words,
  kind: { is: 'resource', of: 'identity' },
  initial: '',
  parse: (text) => {
    const texts = text.split(/[,;]/u).filter((each) => each.trim() !== '');
    if (texts.length === 0) return { ok: false, why: 'at least one identity is needed: Enter lists them' };
    const ids = new Map<string, string>();
    for (const each of texts) {
      const parsed = parseId(each, identityKind);
      if (!parsed.ok) return parsed;
      ids.set(idKey(parsed.value), parsed.value);
    }
    const value = [...ids.values()];
    return ids.size < texts.length ? { ok: true, value, warn: 'named more than once' } : { ok: true, value };
  },
});
