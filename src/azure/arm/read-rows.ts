import {
  nodeStateWord,
  type Node,
  type QuotaCap,
  type Usage,
  type VmSize,
  type Workspace,
} from '../model.ts';
import { idKey, placeOf, workspaceId } from '../place.ts';
import { count, list, number, present, record, text } from './json.ts';

/** A row of `listNodes`; undefined without a node id. */
export const readNode = (raw: unknown): Node | undefined => {
  const own = record(raw);
  const id = text(own.nodeId);
  if (id === undefined) return undefined;
  return present({
    id,
    state: nodeStateWord(own.nodeState),
    jobName: text(own.runId),
    privateIp: text(own.privateIpAddress),
    publicIp: text(own.publicIpAddress),
    sshPort: number(own.port),
  });
};

/** The list price in US dollars per hour for Linux; a price of nothing is no price. */
const linuxPrice = (raw: unknown, tier: string): number | undefined => {
  const prices = record(raw);
  if ((text(prices.billingCurrency) ?? 'USD') !== 'USD') return undefined;
  if ((text(prices.unitOfMeasure) ?? 'OneHour') !== 'OneHour') return undefined;
  const fitting = list(prices.values)
    .map(record)
    .find((value) => value.osType === 'Linux' && value.vmTier === tier);
  const price = number(fitting?.retailPrice);
  return price !== undefined && price > 0 ? price : undefined;
};

/** A virtual machine size; undefined without a name. */
export const readSize = (raw: unknown): VmSize | undefined => {
  const own = record(raw);
  const name = text(own.name);
  if (name === undefined) return undefined;
  const types = new Set(list(own.supportedComputeTypes).map((type) => text(type)?.toLowerCase()));
  return present({
    name,
    family: text(own.family) ?? '',
    vCpus: count(own.vCPUs),
    gpus: count(own.gpus),
    memoryGb: Math.max(0, number(own.memoryGB) ?? 0),
    lowPriorityCapable: own.lowPriorityCapable === true,
    forClusters: types.has('amlcompute'),
    forInstances: types.has('computeinstance'),
    dedicatedPerHour: linuxPrice(own.estimatedVMPrices, 'Standard'),
    lowPriorityPerHour: linuxPrice(own.estimatedVMPrices, 'LowPriority'),
  });
};

/** Both spellings of the workspace rows occur in Azure's own examples. `totalCores` counts computes, whatever its name says. */
const usageScopes: Readonly<Record<string, Usage['scope']>> = {
  'totalcores/usages': 'computes',
  'dedicatedcores/usages': 'dedicated-cores',
  'lowprioritycores/usages': 'low-priority-cores',
  'vmfamily/usages': 'family',
  'workspaces/usages': 'workspace',
  'workspace/usages': 'workspace',
  'workspaces/computes/usages': 'compute',
  'workspace/computes/usages': 'compute',
};

/** A row of usages; undefined without a name. A negative limit means no limit of its own. */
export const readUsage = (raw: unknown): Usage | undefined => {
  const own = record(raw);
  const names = record(own.name);
  const name = text(names.value) ?? text(names.localizedValue);
  if (name === undefined) return undefined;
  const kind = (text(own.type) ?? '').toLowerCase().replace(/^microsoft\.machinelearningservices\//u, '');
  const limit = number(own.limit);
  return present({
    scope: usageScopes[kind] ?? 'other',
    name,
    current: count(own.currentValue),
    limit: limit === undefined || limit < 0 ? undefined : limit,
  });
};

/** A row of quotas; undefined without a name. */
export const readQuotaCap = (raw: unknown): QuotaCap | undefined => {
  const own = record(raw);
  const names = record(own.name);
  const name = text(names.value) ?? text(names.localizedValue);
  if (name === undefined) return undefined;
  const place = placeOf(text(own.id) ?? '');
  const limit = number(own.limit);
  return present({
    name,
    workspaceId: place === undefined ? undefined : idKey(workspaceId(place)),
    limit: limit === undefined || limit < 0 ? undefined : limit,
  });
};

/**
 * A workspace of the REST API or a row of the Resource Graph query (there `friendlyName` and `workspaceId` are columns);
 * undefined when its id is not that of a workspace.
 */
export const readWorkspace = (raw: unknown): Workspace | undefined => {
  const own = record(raw);
  const id = text(own.id);
  const place = placeOf(id ?? '');
  if (id === undefined || place === undefined) return undefined;
  const properties = record(own.properties);
  return present({
    id,
    place,
    name: text(own.name) ?? place.workspace,
    friendlyName: text(own.friendlyName) ?? text(properties.friendlyName),
    location: text(own.location) ?? '',
    kind: text(own.kind),
    guid: text(own.workspaceId) ?? text(properties.workspaceId),
  });
};
