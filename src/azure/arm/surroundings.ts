import type { Gateway, ResourceKind } from '../gateway.ts';
import type { NameAvailability, NamedResource, Permission } from '../model.ts';
import { readReply, type Send } from './attempt.ts';
import { isRecord, list, present, record, text } from './json.ts';
import { allPages } from './pages.ts';
import { allGraphRows } from './resource-graph.ts';
import { urls } from './urls.ts';

/** By this name the first SDK generation asks for compute instances. */
const instanceType = 'Microsoft.BatchAI/DataScienceInstance';

/** Without an own number, Resource Graph expands to 128 rows of each virtual network; this is the most it allows. */
const subnetsAtMost = 2000;

/** A query for resources of one or several types, with what tells them apart as their note. */
const ofType = (types: readonly string[], note: string, name = 'name'): string =>
  [
    'resources',
    `| where ${types.map((type) => `type =~ '${type}'`).join(' or ')}`,
    `| project id, name = ${name}, location, resourceGroup, note = tostring(${note})`,
    '| order by name asc, id asc',
  ].join('\n');

const aksType = 'microsoft.containerservice/managedclusters';

const queries: Readonly<Record<ResourceKind, string>> = {
  subnet: [
    'resources',
    `| where type =~ 'microsoft.network/virtualnetworks'`,
    `| mv-expand subnet = properties.subnets limit ${subnetsAtMost}`,
    `| project id = tostring(subnet.id), name = strcat(name, '/', tostring(subnet.name)), location, resourceGroup,`,
    '          note = tostring(coalesce(subnet.properties.addressPrefix, subnet.properties.addressPrefixes[0]))',
    '| order by name asc, id asc',
  ].join('\n'),
  identity: [
    'resources',
    `| where type =~ 'microsoft.managedidentity/userassignedidentities'`,
    '| project id, name, location, resourceGroup',
    '| order by name asc, id asc',
  ].join('\n'),
  aks: ofType([aksType], 'properties.kubernetesVersion'),
  kubernetes: ofType(
    [aksType, 'microsoft.kubernetes/connectedclusters'],
    `iff(type =~ '${aksType}', 'AKS', 'Azure Arc')`,
  ),
  'virtual-machine': ofType(
    ['microsoft.compute/virtualmachines'],
    `strcat(properties.storageProfile.osDisk.osType, ' ', properties.storageProfile.imageReference.offer)`,
  ),
  hdinsight: ofType(['microsoft.hdinsight/clusters'], 'properties.clusterDefinition.kind'),
  batch: ofType(['microsoft.batch/batchaccounts'], 'properties.poolAllocationMode'),
  databricks: ofType(['microsoft.databricks/workspaces'], 'sku.name'),
  'data-lake-analytics': ofType(['microsoft.datalakeanalytics/accounts'], 'properties.state'),
  'synapse-spark': ofType(
    ['microsoft.synapse/workspaces/bigdatapools'],
    'properties.sparkVersion',
    `strcat(split(id, '/')[8], '/', name)`,
  ),
  'data-factory': ofType(['microsoft.datafactory/factories'], 'properties.provisioningState'),
};

const readNamed = (raw: unknown): NamedResource | undefined => {
  const own = record(raw);
  const id = text(own.id);
  const name = text(own.name);
  if (id === undefined || name === undefined) return undefined;
  const location = text(own.location) ?? '';
  return present({ id, name, location, group: text(own.resourceGroup) ?? '', note: text(own.note) });
};

const words = (raw: unknown): readonly string[] =>
  list(raw)
    .map(text)
    .filter((word) => word !== undefined);

const readPermission = (raw: unknown): Permission | undefined =>
  isRecord(raw) ? { actions: words(raw.actions), notActions: words(raw.notActions) } : undefined;

const readAvailability = (raw: unknown): NameAvailability | undefined => {
  const own = record(raw);
  if (typeof own.nameAvailable !== 'boolean') return undefined;
  return present({ available: own.nameAvailable, reason: text(own.reason), message: text(own.message) });
};

/** What a form asks about everything around the compute: names, rights, networks and identities. */
export const createSurroundings = (
  send: Send,
): Pick<
  Gateway,
  'checkName' | 'getSubscription' | 'getRegistration' | 'listPermissions' | 'listResources'
> => ({
  getSubscription: async (subscriptionId, signal) =>
    readReply(
      await send({ method: 'GET', url: urls.subscription(subscriptionId) }, signal),
      'not a subscription',
      ({ json }) => {
        const { displayName, state } = record(json);
        const found = text(state);
        return found === undefined ? undefined : { name: text(displayName) ?? subscriptionId, state: found };
      },
    ),
  getRegistration: async (subscriptionId, signal) =>
    readReply(
      await send({ method: 'GET', url: urls.registration(subscriptionId) }, signal),
      'not a resource provider',
      ({ json }) => text(record(json)['registrationState']),
    ),
  checkName: async (place, name, signal) => {
    const body = { Name: name, Type: instanceType };
    const reply = await send({ method: 'POST', url: urls.nameCheck(place), body }, signal);
    return readReply(reply, 'no word about the name', ({ json }) => readAvailability(json));
  },
  listPermissions: (place, signal) =>
    allPages(send, { method: 'GET', url: urls.permissions(place) }, 'value', readPermission, signal),
  listResources: (of, signal) => allGraphRows(send, queries[of], readNamed, signal),
});
