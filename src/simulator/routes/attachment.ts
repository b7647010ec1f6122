import { coresOf } from '../world/sizes.ts';
import type { Json } from '../world/world.ts';
import { field, textField } from './exchange.ts';
import { invalid, refused, type Read } from './read.ts';

/** What each type stands for: provider and types of the resource. The service makes some itself when no resource is named. */
const kinds: Readonly<Record<string, { readonly of: readonly string[]; readonly makeable?: true }>> = {
  AKS: { of: ['Microsoft.ContainerService/managedClusters'], makeable: true },
  Kubernetes: {
    of: ['Microsoft.ContainerService/managedClusters', 'Microsoft.Kubernetes/connectedClusters'],
  },
  VirtualMachine: { of: ['Microsoft.Compute/virtualMachines'] },
  HDInsight: { of: ['Microsoft.HDInsight/clusters'] },
  Batch: { of: ['Microsoft.Batch/batchAccounts'] },
  Databricks: { of: ['Microsoft.Databricks/workspaces'] },
  DataLakeAnalytics: { of: ['Microsoft.DataLakeAnalytics/accounts'] },
  SynapseSpark: { of: ['Microsoft.Synapse/workspaces/bigDataPools'] },
  DataFactory: { of: ['Microsoft.DataFactory/factories'], makeable: true },
};

/** Provider and types of the resource of an id in a resource group, in small letters; undefined when it is no such id. */
const typeOfId = (id: string): string | undefined => {
  const [, provider, rest] =
    /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/([^/]+)\/(.+?)\/?$/iu.exec(id) ?? [];
  const parts = rest?.split('/') ?? [];
  return provider === undefined || parts.length % 2 !== 0 || parts.includes('')
    ? undefined
    : [provider, ...parts.filter((_, index) => index % 2 === 0)].join('/').toLowerCase();
};

type Rule = (settings: Json | undefined) => string | undefined;

const sshPort: Rule = (settings) => {
  const port = field(settings, 'sshPort');
  return typeof port === 'number' && (port < 1 || port > 65_535)
    ? `The property sshPort must be from 1 to 65535, not ${port}.`
    : undefined;
};

const sshAccount: Rule = (settings) => {
  const account = field(settings, 'administratorAccount');
  const secret = textField(account, 'password') ?? textField(account, 'privateKeyData') ?? '';
  return (textField(account, 'username') ?? '') === '' || secret === ''
    ? 'The property administratorAccount needs a username, and a password or privateKeyData.'
    : undefined;
};

const token: Rule = (settings) =>
  (textField(settings, 'databricksAccessToken') ?? '') === ''
    ? 'The property databricksAccessToken is required.'
    : undefined;

const tls: Rule = (settings) => {
  const ssl = field(settings, 'sslConfiguration');
  const status = textField(ssl, 'status') ?? 'Disabled';
  const has = (name: string): boolean => textField(ssl, name) !== undefined;
  if (!['Disabled', 'Enabled', 'Auto'].includes(status))
    return 'The property sslConfiguration.status must be one of Disabled, Enabled, Auto.';
  if (status === 'Enabled' && !['cert', 'key', 'cname'].every(has))
    return 'sslConfiguration with status Enabled needs cert, key and cname.';
  return status === 'Auto' && !has('leafDomainLabel')
    ? 'sslConfiguration with status Auto needs leafDomainLabel.'
    : undefined;
};

const ipv4Range = /^(?:\d{1,3}\.){3}\d{1,3}(?:\/(?:\d|[12]\d|3[0-2]))?$/u;
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|[01]?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d?\d)$/u;
const networkPatterns = {
  subnetId: /./u,
  serviceCidr: ipv4Range,
  dnsServiceIP: ipv4,
  dockerBridgeCidr: ipv4Range,
};

const clusterNetwork: Rule = (settings) => {
  const network = field(settings, 'aksNetworkingConfiguration');
  if (network === undefined) return undefined;
  const wrong = Object.entries(networkPatterns).find(
    ([name, pattern]) => !pattern.test(textField(network, name) ?? ''),
  );
  return wrong === undefined
    ? undefined
    : `aksNetworkingConfiguration needs all of ${Object.keys(networkPatterns).join(', ')}: ${wrong[0]} is missing or not valid.`;
};

/** Machines of a cluster to be made. Sizes that this service does not know may be right for AKS all the same. */
const agents: Rule = (settings) => {
  const count = field(settings, 'agentCount');
  if (typeof count !== 'number') return undefined;
  if (count < 0) return 'The property agentCount must be 0 or more.';
  const purpose = textField(settings, 'clusterPurpose') ?? 'FastProd';
  if (purpose === 'DevTest') return undefined;
  if (purpose === 'FastProd' && count < 3)
    return `At least 3 machine(s) are required for a cluster of purpose FastProd, not ${count}.`;
  const cores = coresOf(textField(settings, 'agentVmSize') ?? '');
  return cores > 0 && cores * count < 12 ? 'Agent coresCluster should have at least 12 cores' : undefined;
};

/** What holds of every PUT, by type. */
const always: Readonly<Record<string, readonly Rule[] | undefined>> = {
  AKS: [tls, clusterNetwork, agents],
  VirtualMachine: [sshPort],
  HDInsight: [sshPort],
};

/** What only a new entry has to bring: no answer holds the secrets of one that exists, so a client cannot send them back. */
const atFirst: Readonly<Record<string, readonly Rule[] | undefined>> = {
  VirtualMachine: [sshAccount],
  HDInsight: [sshAccount],
  Databricks: [token],
};

const checkId = (type: string, id: string): Read<null> => {
  if (!/^\/(subscriptions|providers)\/[^/]+/iu.test(id)) {
    return refused(
      'LinkedInvalidPropertyId',
      `Property id '${id}' at path 'properties.resourceId' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.`,
    );
  }
  const wanted = kinds[type]?.of ?? [];
  const found = typeOfId(id);
  return wanted.some((kind) => kind.toLowerCase() === found)
    ? { ok: true, value: null }
    : refused(
        'LinkedInvalidPropertyId',
        `Property id '${id}' at path 'properties.resourceId' is invalid. Expect the fully qualified resource id of type ${wanted.join(' or ')}.`,
      );
};

/**
 * Whether the `properties` of a PUT can stand for an entry of a type that is attached, or made from outside the service; refused with
 * the service's code where they cannot. That the resource is there is not looked at.
 */
export const checkAttachment = (type: string, properties: Json | undefined, isNew: boolean): Read<null> => {
  const kind = kinds[type];
  if (kind === undefined) return invalid(`The compute type '${type}' is not supported.`);
  const id = textField(properties, 'resourceId');
  if (id === undefined && kind.makeable === undefined)
    return invalid(`The property resourceId is required to attach a compute of type ${type}.`);
  const known = id === undefined ? undefined : checkId(type, id);
  if (known?.ok === false) return known;
  const settings = field(properties, 'properties');
  const rules = [...(always[type] ?? []), ...(isNew ? (atFirst[type] ?? []) : [])];
  const problem = rules.map((rule) => rule(settings)).find((words) => words !== undefined);
  return problem === undefined ? { ok: true, value: null } : invalid(problem);
};
