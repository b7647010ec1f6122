import { nameOf } from '../place.ts';
import type { BodyReader } from './body-reader.ts';
import { durationSeconds } from '../arm/json.ts';
import type { PythonValue } from './python.ts';

/** How the first generation of the Python SDK makes a compute of a type. Classes and keywords as in the package azureml-core and in the article. */
export type V1Target = {
  readonly verb: 'create' | 'attach';
  /** Its class of `azureml.core.compute`. */
  readonly class: string;
  readonly arguments: (body: BodyReader) => Readonly<Record<string, PythonValue>>;
  /** Of the configuration, once it is made: what its `enable_ssl` is told. */
  readonly ssl?: (body: BodyReader) => Readonly<Record<string, PythonValue>> | undefined;
};

const tags = (body: BodyReader): PythonValue => {
  const dict = body.record('tags');
  return dict === undefined ? undefined : { dict };
};

const fromVariable = (body: BodyReader, path: string, variable: string): PythonValue =>
  body.has(path) ? { variable } : undefined;

/** A network as the first generation names it: its group, itself and the subnet. All in the workspace's subscription. */
export const networkParts = (subnet: string | undefined) => {
  const parts = subnet?.split('/') ?? [];
  return { group: parts[4], network: parts[8], subnet: parts[10] };
};

const network = (body: BodyReader, path: string) => {
  const parts = networkParts(body.text(path));
  return {
    vnet_resourcegroup_name: parts.group,
    vnet_name: parts.network,
    subnet_name: parts.subnet,
  };
};

const identity = (body: BodyReader, ids: string) => {
  const type = body.text('identity.type');
  const given = Object.keys(body.record('identity.userAssignedIdentities') ?? {});
  return type === undefined
    ? {}
    : {
        identity_type: given.length === 0 ? 'SystemAssigned' : 'UserAssigned',
        [ids]: given.length === 0 ? undefined : given,
      };
};

const idleSeconds = (body: BodyReader): number | undefined =>
  durationSeconds(body.text('.scaleSettings.nodeIdleTimeBeforeScaleDown'));

export const clusterPythonV1: V1Target = {
  verb: 'create',
  class: 'AmlCompute',
  arguments: (body) => {
    body.implied('.osType', 'Linux');
    body.implied('properties.disableLocalAuth', false);
    return {
      vm_size: body.text('.vmSize'),
      vm_priority: body.text('.vmPriority') === 'LowPriority' ? 'lowpriority' : 'dedicated',
      min_nodes: body.number('.scaleSettings.minNodeCount'),
      max_nodes: body.number('.scaleSettings.maxNodeCount'),
      idle_seconds_before_scaledown: idleSeconds(body),
      location: body.text('properties.computeLocation'),
      admin_username: body.text('.userAccountCredentials.adminUserName'),
      admin_user_password: fromVariable(body, '.userAccountCredentials.adminUserPassword', 'SSH_PASSWORD'),
      admin_user_ssh_key: body.text('.userAccountCredentials.adminUserSshPublicKey'),
      remote_login_port_public_access: body.text('.remoteLoginPortPublicAccess'),
      ...network(body, '.subnet.id'),
      enable_node_public_ip: body.flag('.enableNodePublicIp'),
      ...identity(body, 'identity_id'),
      tags: tags(body),
      description: body.text('properties.description'),
    };
  },
};

export const instancePythonV1: V1Target = {
  verb: 'create',
  class: 'ComputeInstance',
  arguments: (body) => {
    body.implied('.computeInstanceAuthorizationType', 'personal');
    body.implied('properties.disableLocalAuth', false);
    body.implied('.enableNodePublicIp', true);
    body.implied('.applicationSharingPolicy', 'Shared');
    return {
      vm_size: body.text('.vmSize'),
      ssh_public_access: body.text('.sshSettings.sshPublicAccess') === 'Enabled',
      admin_user_ssh_public_key: body.text('.sshSettings.adminPublicKey'),
      ...network(body, '.subnet.id'),
      assigned_user_object_id: body.text('.personalComputeInstanceSettings.assignedUser.objectId'),
      assigned_user_tenant_id: body.text('.personalComputeInstanceSettings.assignedUser.tenantId'),
      tags: tags(body),
      description: body.text('properties.description'),
    };
  },
};

/** The first generation has no word for the third purpose, DenseProd. */
const purpose = (body: BodyReader): string | undefined =>
  ['FastProd', 'DevTest'].find((word) => body.implied('.clusterPurpose', word));

const balancer = (body: BodyReader) => ({
  load_balancer_type: body.text('.loadBalancerType'),
  load_balancer_subnet: body.text('.loadBalancerSubnet'),
});

const ssl: V1Target['ssl'] = (body) => {
  const status = body.text('.sslConfiguration.status');
  if (status === 'Auto')
    return {
      leaf_domain_label: body.text('.sslConfiguration.leafDomainLabel'),
      overwrite_existing_domain: body.flag('.sslConfiguration.overwriteExistingDomain'),
    };
  return status === 'Enabled'
    ? {
        ssl_cname: body.text('.sslConfiguration.cname'),
        ssl_cert_pem_file: fromVariable(body, '.sslConfiguration.cert', 'TLS_CERTIFICATE_FILE'),
        ssl_key_pem_file: fromVariable(body, '.sslConfiguration.key', 'TLS_KEY_FILE'),
      }
    : undefined;
};

export const newAksPythonV1: V1Target = {
  verb: 'create',
  class: 'AksCompute',
  arguments: (body) => ({
    agent_count: body.number('.agentCount'),
    vm_size: body.text('.agentVmSize'),
    location: body.text('properties.computeLocation'),
    cluster_purpose: purpose(body),
    ...network(body, '.aksNetworkingConfiguration.subnetId'),
    service_cidr: body.text('.aksNetworkingConfiguration.serviceCidr'),
    dns_service_ip: body.text('.aksNetworkingConfiguration.dnsServiceIP'),
    docker_bridge_cidr: body.text('.aksNetworkingConfiguration.dockerBridgeCidr'),
    ...balancer(body),
  }),
  ssl,
};

export const attachedAksPythonV1: V1Target = {
  verb: 'attach',
  class: 'AksCompute',
  arguments: (body) => ({ ...resource(body), cluster_purpose: purpose(body), ...balancer(body) }),
  ssl,
};

const resource = (body: BodyReader) => ({ resource_id: body.text('properties.resourceId') });

const login = (body: BodyReader) => ({
  ssh_port: body.number('.sshPort'),
  username: body.name('.administratorAccount.username'),
  password: fromVariable(body, '.administratorAccount.password', 'SSH_PASSWORD'),
  private_key_file: fromVariable(body, '.administratorAccount.privateKeyData', 'SSH_PRIVATE_KEY_FILE'),
  private_key_passphrase: fromVariable(body, '.administratorAccount.passphrase', 'SSH_PASSPHRASE'),
});

const attaching = (
  name: string,
  settings: (body: BodyReader) => Readonly<Record<string, PythonValue>>,
): V1Target => ({
  verb: 'attach',
  class: name,
  arguments: (body) => ({ ...resource(body), ...settings(body) }),
});

export const kubernetesPythonV1: V1Target = attaching('KubernetesCompute', (body) => ({
  namespace: body.text('.namespace'),
  ...identity(body, 'identity_ids'),
}));
export const machinePythonV1: V1Target = attaching('RemoteCompute', login);
export const hdinsightPythonV1: V1Target = attaching('HDInsightCompute', login);
export const batchPythonV1: V1Target = attaching('BatchCompute', () => ({}));
export const databricksPythonV1: V1Target = attaching('DatabricksCompute', (body) => ({
  access_token: fromVariable(body, '.databricksAccessToken', 'AML_DATABRICKS_ACCESS_TOKEN'),
}));
export const analyticsPythonV1: V1Target = attaching('AdlaCompute', () => ({}));
export const attachedFactoryPythonV1: V1Target = attaching('DataFactoryCompute', () => ({}));
export const newFactoryPythonV1: V1Target = {
  verb: 'create',
  class: 'DataFactoryCompute',
  arguments: () => ({}),
};

/** A pool is attached by way of a linked service, which the first generation makes of its workspace. */
export const sparkPythonV1: V1Target = {
  verb: 'attach',
  class: 'SynapseCompute',
  arguments: (body) => ({
    linked_service: { name: 'linked_service' },
    type: 'SynapseSpark',
    pool_name: nameOf(body.text('properties.resourceId') ?? ''),
  }),
};
