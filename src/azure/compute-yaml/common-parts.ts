import { quoted } from '../targets/quoted.ts';
import { copied, meant, turned, type DraftPart, type Turning } from './draft-part.ts';
import { sameWord } from './shape.ts';
import type { YamlNode } from './yaml-node.ts';

const textOf = (node: YamlNode | undefined): string | undefined =>
  node?.is === 'text' ? node.text : undefined;

const valueOf = (node: YamlNode, key: string): YamlNode | undefined =>
  node.is === 'mapping' ? node.entries.find((each) => each.key === key)?.value : undefined;

/** Tags as the form has them, `key=value` with commas between. */
const tags = ({ said, tell }: Turning): readonly DraftPart[] => {
  const found = said.get('tags');
  if (found?.node.is !== 'mapping') return [];
  const pairs = found.node.entries.flatMap(({ key, at, value }) => {
    const label = textOf(value);
    if (label === undefined) {
      tell({ ...value.at, sentence: `tags.${quoted(key)} takes a text: put it in quotes` });
      return [];
    }
    if (/[,=]/u.test(key) || label.includes(',')) {
      tell({ ...at, sentence: `tags: ${quoted(key)} has a comma or "=" in it, which no tag can have here` });
      return [];
    }
    return [`${key}=${label}`];
  });
  return [{ field: 'tags', text: pairs.join(', '), path: 'tags', at: found.at }];
};

export const basics = (turning: Turning): readonly DraftPart[] => [
  // Without a name the form of an instance would propose one.
  ...meant(turning, 'name', 'name', turning.said.get('name')?.text ?? ''),
  ...copied(turning, { description: 'description' }),
  ...tags(turning),
];

/** What a resource outside of a cluster cannot choose: it is where its workspace is. */
export const sameLocation = ({ said, facts, tell }: Turning): readonly DraftPart[] => {
  const found = said.get('location');
  if (found !== undefined && !sameWord(found.text, facts.location))
    tell({
      ...found.at,
      sentence: `location: it is in the region of its workspace, ${facts.location}: leave this out`,
    });
  return [];
};

const identityWords: Readonly<Record<string, string>> = {
  none: 'none',
  system_assigned: 'system',
  user_assigned: 'user',
};

/** Which managed identity. Ids may be texts, or mappings with a `resource_id`: Microsoft's samples have both. */
export const identity = (turning: Turning): readonly DraftPart[] => {
  const { said, tell } = turning;
  const ids = said.get('identity.user_assigned_identities');
  const items = ids?.node.is === 'list' ? ids.node.items : [];
  const found = items.flatMap((item) => {
    const id = textOf(item) ?? textOf(valueOf(item, 'resource_id'));
    if (id === undefined)
      tell({
        ...item.at,
        sentence: 'identity.user_assigned_identities takes resource ids: "- resource_id: /subscriptions/.."',
      });
    return id === undefined ? [] : [id];
  });
  return [
    ...turned(turning, 'identity.type', 'identity', (word) => identityWords[word] ?? word),
    ...(ids === undefined
      ? []
      : meant(turning, 'identity.user_assigned_identities', 'identities', found.join(', '))),
  ];
};

/** The subnet by its id, or by its name in a virtual network of the workspace's own resource group. */
export const network = (turning: Turning): readonly DraftPart[] => {
  const { said, facts, tell } = turning;
  const [vnet, subnet] = [said.get('network_settings.vnet_name'), said.get('network_settings.subnet')];
  if (subnet === undefined) {
    if (vnet !== undefined)
      tell({ ...vnet.at, sentence: 'network_settings.vnet_name means nothing without subnet beside it' });
    return [];
  }
  const { subscriptionId, resourceGroup } = facts.place;
  const isId = subnet.text.startsWith('/');
  if (!isId && vnet === undefined) {
    tell({ ...subnet.at, sentence: 'network_settings.subnet takes a resource id, or a name with vnet_name' });
    return [];
  }
  const id = isId
    ? subnet.text
    : `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Network/virtualNetworks/${vnet?.text ?? ''}/subnets/${subnet.text}`;
  return meant(turning, 'network_settings.subnet', 'subnet', id);
};

/** `true` and `false` as the words of a choice. */
export const asChoice =
  (yes: string, no: string) =>
  (flagText: string): string =>
    flagText === 'true' ? yes : no;
