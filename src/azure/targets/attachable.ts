import type { AttachableKind } from '../gateway.ts';
import { chosen, choice, when, type Draft, type FieldSpec, type FormFacts, type Parsed } from './field.ts';
import { guid } from './guid.ts';
import { quoted } from './quoted.ts';
import { parseId, segmentName, type ArmShape } from './resource-ids.ts';

/** What is wrong with the name of an account, in words: it is part of the name of a host. */
export const accountName = (name: string): string | undefined =>
  /^[a-z0-9]{3,24}$/u.test(name)
    ? undefined
    : `${quoted(name)} is not the name of an account: 3 to 24 lower-case letters and digits`;

const aks: ArmShape = {
  called: 'an AKS cluster',
  provider: 'Microsoft.ContainerService',
  types: ['managedClusters'],
};

/** The kinds of resources that can be attached; the first shape of a kind is the one that a name alone means. */
const shapes: Readonly<Record<AttachableKind, readonly [ArmShape, ...ArmShape[]]>> = {
  aks: [aks],
  kubernetes: [
    { ...aks, called: 'an AKS or Azure Arc cluster' },
    { called: 'an Azure Arc cluster', provider: 'Microsoft.Kubernetes', types: ['connectedClusters'] },
  ],
  'virtual-machine': [
    { called: 'a virtual machine', provider: 'Microsoft.Compute', types: ['virtualMachines'] },
  ],
  hdinsight: [{ called: 'an HDInsight cluster', provider: 'Microsoft.HDInsight', types: ['clusters'] }],
  batch: [
    {
      called: 'a Batch account',
      provider: 'Microsoft.Batch',
      types: ['batchAccounts'],
      wrongName: accountName,
    },
  ],
  databricks: [{ called: 'a Databricks workspace', provider: 'Microsoft.Databricks', types: ['workspaces'] }],
  'data-lake-analytics': [
    {
      called: 'a Data Lake Analytics account',
      provider: 'Microsoft.DataLakeAnalytics',
      types: ['accounts'],
      wrongName: accountName,
    },
  ],
  'synapse-spark': [
    { called: 'a Synapse Spark pool', provider: 'Microsoft.Synapse', types: ['workspaces', 'bigDataPools'] },
  ],
  'data-factory': [{ called: 'a data factory', provider: 'Microsoft.DataFactory', types: ['factories'] }],
};

/** An ARM id of one of the shapes of a kind. Of several, the words are about the one whose provider was named. */
export const parseAttachable = (of: AttachableKind, text: string): Parsed<string> => {
  const [first, ...others] = shapes[of];
  const named = others.find(({ provider }) => text.toLowerCase().includes(`/${provider.toLowerCase()}/`));
  return parseId(text, named ?? first);
};

/** Where a resource is, as a form asks for it: one id, or its parts. */
type Parts = {
  readonly resourceId: string | undefined;
  readonly subscription: string | undefined;
  readonly resourceGroup: string | undefined;
  readonly resource: string | undefined;
};

const idOfParts = (
  of: AttachableKind,
  { subscription, resourceGroup, resource }: Parts,
  at: number,
): string => {
  const { provider, types } = shapes[of][at] ?? shapes[of][0];
  const names = (resource ?? '').split('/');
  const path = types.flatMap((type, index) => [type, names[index] ?? '']).join('/');
  return `/subscriptions/${subscription ?? ''}/resourceGroups/${resourceGroup ?? ''}/providers/${provider}/${path}`;
};

/** The resource's id, however it was named. @param shape which of the kind's shapes its name means, where there are several */
export const attachedId = (of: AttachableKind, values: Parts, shape = 0): string =>
  values.resourceId ?? idOfParts(of, values, shape);

const group = 'Resource';

const groupName = (initial: FieldSpec<string>['initial']): FieldSpec<string> => ({
  label: 'Resource group',
  help: 'The group that the resource is in.',
  group,
  kind: { is: 'text' },
  initial,
  parse: (text) => {
    const name = text.trim();
    if (name === '') return { ok: false, why: 'the name of a resource group is needed' };
    return segmentName.test(name) && !name.endsWith('.')
      ? { ok: true, value: name }
      : { ok: false, why: `${quoted(name)} is not the name of a resource group` };
  },
});

/** A name is judged by the same rule as an id, wherever it may be. */
const anyPlace = {
  resourceId: undefined,
  subscription: '00000000-0000-0000-0000-000000000000',
  resourceGroup: 'any',
};

const resourceName = (of: AttachableKind, initial: FieldSpec<string>['initial']): FieldSpec<string> => {
  const { called, types } = shapes[of][0];
  const several = types.length > 1;
  return {
    label: 'Resource name',
    help: several ? 'The workspace, a slash, and the pool: contoso/small.' : `The name of ${called}.`,
    group,
    kind: { is: 'text' },
    initial,
    parse: (text) => {
      const name = text.trim();
      if (name === '') return { ok: false, why: `the name of ${called} is needed` };
      if (name.split('/').length !== types.length)
        return {
          ok: false,
          why: several ? 'a workspace and a pool are needed: contoso/small' : 'a name alone has no slash',
        };
      const parsed = parseId(idOfParts(of, { ...anyPlace, resource: name }, 0), shapes[of][0]);
      return parsed.ok ? { ok: true, value: name } : parsed;
    },
  };
};

/** What a form begins with when the environment names the resource. */
export type NamedBefore = { readonly resourceGroup: () => string; readonly resource: () => string };

const unnamed: NamedBefore = { resourceGroup: () => '', resource: () => '' };

/**
 * The fields that name a resource of the user's own: picked from a list or pasted as an id, or by subscription, group and name. All of
 * them end in the same checked id.
 */
export const resourceFields = (
  of: AttachableKind,
  shown: (draft: Draft) => boolean = () => true,
  before: NamedBefore = unnamed,
) => {
  const by = (way: 'id' | 'parts') => (draft: Draft) => shown(draft) && chosen('by', way)(draft);
  const ways = choice(
    { label: 'Named by', help: 'One id, picked or pasted; or subscription, group and name.', group },
    [
      { value: 'id', label: 'its id' },
      { value: 'parts', label: 'group and name' },
    ],
    'id',
  );
  const { called } = shapes[of][0];
  return {
    by: when(
      shown,
      before === unnamed ? ways : { ...ways, initial: () => (before.resource() === '' ? 'id' : 'parts') },
    ),
    resourceId: when(by('id'), {
      label: 'Resource id',
      help: `Enter lists what there is; or paste the resource id of ${called}.`,
      group,
      kind: { is: 'resource', of },
      initial: '',
      parse: (text: string) => parseAttachable(of, text),
    }),
    subscription: when(by('parts'), {
      ...guid({ label: 'Subscription', help: "Its id; to begin with the workspace's own.", group }),
      initial: ({ place }: FormFacts) => place.subscriptionId,
    }),
    resourceGroup: when(by('parts'), groupName(before.resourceGroup)),
    resource: when(by('parts'), resourceName(of, before.resource)),
  };
};
