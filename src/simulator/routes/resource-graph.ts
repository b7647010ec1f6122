import { attachablePath, identityPath, subnetPath, workspacePath } from '../world/lookup.ts';
import type { Attachable, Json, Network, UserIdentity, Workspace, World } from '../world/world.ts';
import { badRequest, field, textField, type Answer, type Ask, type Route } from './exchange.ts';

const workspaceRow = (workspace: Workspace) => ({
  id: workspacePath(workspace),
  name: workspace.name,
  type: 'microsoft.machinelearningservices/workspaces',
  resourceGroup: workspace.resourceGroup,
  location: workspace.location,
  subscriptionId: workspace.subscriptionId,
  kind: workspace.kind,
  tags: workspace.tags,
  friendlyName: workspace.friendlyName,
  workspaceId: workspace.workspaceGuid,
  state: 'Succeeded',
});

type Row = { readonly name: string; readonly subscriptionId: string; readonly [column: string]: Json };

const subnetRows = (network: Network): Row[] =>
  network.subnets.map(({ name, addressPrefix }) => ({
    id: subnetPath(network, name),
    name: `${network.name}/${name}`,
    location: network.location,
    resourceGroup: network.resourceGroup,
    subscriptionId: network.subscriptionId,
    note: addressPrefix,
  }));

const identityRow = (identity: UserIdentity): Row => ({
  id: identityPath(identity),
  name: identity.name,
  location: identity.location,
  resourceGroup: identity.resourceGroup,
  subscriptionId: identity.subscriptionId,
});

const arc = 'Microsoft.Kubernetes/connectedClusters';

/** The product's query for clusters of both kinds says which kind each is. */
const kindOfCluster = (resource: Attachable): Attachable => ({
  ...resource,
  note: resource.type === arc ? 'Azure Arc' : 'AKS',
});

const attachableRow = (resource: Attachable): Row => ({
  id: attachablePath(resource),
  name: resource.name,
  location: resource.location,
  resourceGroup: resource.resourceGroup,
  subscriptionId: resource.subscriptionId,
  note: resource.note,
});

/** No query language: the type a query asks for says which of the product's own queries it is. */
const rowsOf: Readonly<Record<string, (world: World) => Row[]>> = {
  'microsoft.machinelearningservices/workspaces': ({ workspaces }) => workspaces.map(workspaceRow),
  'microsoft.network/virtualnetworks': ({ networks }) => networks.flatMap(subnetRows),
  'microsoft.managedidentity/userassignedidentities': ({ identities }) => identities.map(identityRow),
};

/** Types that are listed to be attached only. */
const attachableTypes = new Set([
  'microsoft.containerservice/managedclusters',
  'microsoft.kubernetes/connectedclusters',
  'microsoft.compute/virtualmachines',
  'microsoft.hdinsight/clusters',
  'microsoft.batch/batchaccounts',
  'microsoft.databricks/workspaces',
  'microsoft.datalakeanalytics/accounts',
  'microsoft.synapse/workspaces/bigdatapools',
  'microsoft.datafactory/factories',
]);

const rowsOfTypes = (world: World, types: ReadonlySet<string>): Row[] | undefined => {
  const [first = ''] = types;
  if (types.size === 1 && rowsOf[first] !== undefined) return rowsOf[first](world);
  if (types.size === 0 || ![...types].every((type) => attachableTypes.has(type))) return undefined;
  const found = world.attachables.filter(({ type }) => types.has(type.toLowerCase()));
  return (types.size > 1 ? found.map(kindOfCluster) : found).map(attachableRow);
};

const wantedSubscriptions = (ask: Ask): readonly string[] | undefined => {
  const given = field(ask.body, 'subscriptions');
  if (!Array.isArray(given) || given.length === 0) return undefined;
  return given.flatMap((id) => (typeof id === 'string' ? [id.toLowerCase()] : []));
};

const query = (ask: Ask): Answer => {
  const text = textField(ask.body, 'query') ?? '';
  const types = [...text.matchAll(/\btype\s*=~\s*'([^']+)'/giu)].map(([, type = '']) => type.toLowerCase());
  const rows = rowsOfTypes(ask.world, new Set(types));
  if (rows === undefined) {
    return badRequest('Please provide below info when asking for support: the query is not understood.');
  }
  const options = field(ask.body, 'options');
  const format = textField(options, 'resultFormat') ?? 'objectArray';
  if (format !== 'objectArray') return badRequest(`The result format '${format}' is not supported.`);
  const top = field(options, '$top') ?? 1000;
  if (typeof top !== 'number' || top < 1 || top > 1000)
    return badRequest('The value of $top must be from 1 to 1000.');
  const token = textField(options, '$skipToken');
  const from = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString('utf8'));
  if (!Number.isSafeInteger(from) || from < 0) return badRequest('The skip token is not valid.');
  const subscriptions = wantedSubscriptions(ask);
  const all = rows
    .filter(({ subscriptionId }) => subscriptions?.includes(subscriptionId) ?? true)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const data = all.slice(from, from + top);
  const next =
    from + top < all.length ? Buffer.from(String(from + top), 'utf8').toString('base64url') : undefined;
  return {
    status: 200,
    body: {
      totalRecords: all.length,
      count: data.length,
      data,
      facets: [],
      resultTruncated: 'false',
      ...(next === undefined ? {} : { $skipToken: next }),
    },
    headers: { 'x-ms-user-quota-remaining': '14', 'x-ms-user-quota-resets-after': '00:00:05' },
  };
};

export const resourceGraphRoutes: readonly Route[] = [
  { method: 'POST', template: '/providers/Microsoft.ResourceGraph/resources', handle: query },
];
