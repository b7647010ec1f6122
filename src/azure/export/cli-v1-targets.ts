import type { BodyReader } from './body-reader.ts';
import { durationSeconds } from '../arm/json.ts';
import type { Word, Words } from './shell.ts';
import { networkParts } from './v1-targets.ts';

type Command = {
  readonly words: Words;
  readonly options: (body: BodyReader) => readonly Words[];
};

/** How `az ml computetarget` makes a compute of a type; `next` follows where something is left to be said. Options as in Azure's reference of them. */
export type CliV1Target = Command & { readonly next?: Command };

const option = (name: string, value: Word | number | undefined): readonly Words[] =>
  value === undefined ? [] : [[name, typeof value === 'number' ? String(value) : value]];

const secret = (body: BodyReader, path: string, name: string, variable: string): readonly Words[] =>
  body.has(path) ? [[name, { variable }]] : [];

const tags = (body: BodyReader): readonly Words[] =>
  Object.entries(body.record('tags') ?? {}).map(([key, value]) => [
    '--tag',
    `${key}=${typeof value === 'string' ? value : ''}`,
  ]);

const network = (body: BodyReader, path: string): readonly Words[] => {
  const parts = networkParts(body.text(path));
  return [
    ...option('--vnet-resourcegroup-name', parts.group),
    ...option('--vnet-name', parts.network),
    ...option('--subnet-name', parts.subnet),
  ];
};

const login = (body: BodyReader): readonly Words[] =>
  body.implied('.remoteLoginPortPublicAccess', 'NotSpecified')
    ? []
    : option('--remote-login-port-public-access', body.text('.remoteLoginPortPublicAccess'));

const identity = (body: BodyReader): readonly Words[] => {
  const type = body.text('identity.type');
  const ids = Object.keys(body.record('identity.userAssignedIdentities') ?? {});
  return type === undefined ? [] : [['--assign-identity', ids.length === 0 ? '[system]' : ids.join(',')]];
};

export const clusterCliV1: CliV1Target = {
  words: ['create', 'amlcompute'],
  options: (body) => {
    body.implied('.osType', 'Linux');
    body.implied('properties.disableLocalAuth', false);
    const publicIp = body.flag('.enableNodePublicIp');
    return [
      ...option('--vm-size', body.text('.vmSize')),
      ...option('--vm-priority', body.text('.vmPriority') === 'LowPriority' ? 'lowpriority' : 'dedicated'),
      ...option('--min-nodes', body.number('.scaleSettings.minNodeCount')),
      ...option('--max-nodes', body.number('.scaleSettings.maxNodeCount')),
      ...option(
        '--idle-seconds-before-scaledown',
        durationSeconds(body.text('.scaleSettings.nodeIdleTimeBeforeScaleDown')),
      ),
      ...option('--location', body.text('properties.computeLocation')),
      ...option('--admin-username', body.text('.userAccountCredentials.adminUserName')),
      ...secret(body, '.userAccountCredentials.adminUserPassword', '--admin-user-password', 'SSH_PASSWORD'),
      ...option('--admin-user-ssh-key', body.text('.userAccountCredentials.adminUserSshPublicKey')),
      ...login(body),
      ...network(body, '.subnet.id'),
      ...(publicIp === false ? option('--enable-node-public-ip', 'False') : []),
      ...identity(body),
      ...tags(body),
      ...option('--description', body.text('properties.description')),
    ];
  },
};

export const instanceCliV1: CliV1Target = {
  words: ['create', 'computeinstance'],
  options: (body) => {
    body.implied('.computeInstanceAuthorizationType', 'personal');
    body.implied('properties.disableLocalAuth', false);
    body.implied('.enableNodePublicIp', true);
    body.implied('.applicationSharingPolicy', 'Shared');
    return [
      ...option('--vm-size', body.text('.vmSize')),
      ...option(
        '--ssh-public-access',
        body.text('.sshSettings.sshPublicAccess') === 'Enabled' ? 'True' : 'False',
      ),
      ...option('--admin-user-ssh-public-key', body.text('.sshSettings.adminPublicKey')),
      ...network(body, '.subnet.id'),
      ...option('--user-object-id', body.text('.personalComputeInstanceSettings.assignedUser.objectId')),
      ...option('--user-tenant-id', body.text('.personalComputeInstanceSettings.assignedUser.tenantId')),
      ...tags(body),
      ...option('--description', body.text('properties.description')),
    ];
  },
};

const ssl = (body: BodyReader): readonly Words[] => [
  ...(body.has('.sslConfiguration.status') ? [] : []),
  ...option('--ssl-leaf-domain-label', body.text('.sslConfiguration.leafDomainLabel')),
  ...(body.flag('.sslConfiguration.overwriteExistingDomain') === true ? [['--ssl-overwrite-domain']] : []),
  ...option('--ssl-cname', body.text('.sslConfiguration.cname')),
  ...secret(body, '.sslConfiguration.cert', '--ssl-cert-file', 'TLS_CERTIFICATE_FILE'),
  ...secret(body, '.sslConfiguration.key', '--ssl-key-file', 'TLS_KEY_FILE'),
];

const balancer = (body: BodyReader): readonly Words[] => [
  ...option('--load-balancer-type', body.text('.loadBalancerType')),
  ...option('--load-balancer-subnet', body.text('.loadBalancerSubnet')),
];

const purpose = (body: BodyReader): readonly Words[] =>
  option(
    '--cluster-purpose',
    ['FastProd', 'DevTest'].find((word) => body.implied('.clusterPurpose', word)),
  );

export const newAksCliV1: CliV1Target = {
  words: ['create', 'aks'],
  options: (body) => [
    ...option('--agent-count', body.number('.agentCount')),
    ...option('--vm-size', body.text('.agentVmSize')),
    ...option('--location', body.text('properties.computeLocation')),
    ...purpose(body),
    ...ssl(body),
    ...network(body, '.aksNetworkingConfiguration.subnetId'),
    ...option('--service-cidr', body.text('.aksNetworkingConfiguration.serviceCidr')),
    ...option('--dns-service-ip', body.text('.aksNetworkingConfiguration.dnsServiceIP')),
    ...option('--docker-bridge-cidr', body.text('.aksNetworkingConfiguration.dockerBridgeCidr')),
    ...balancer(body),
  ],
};

const resource = (body: BodyReader): readonly Words[] =>
  option('--compute-resource-id', body.text('properties.resourceId'));

/** Attaching takes neither TLS nor a load balancer: an update says them afterwards. */
export const attachedAksCliV1: CliV1Target = {
  words: ['attach', 'aks'],
  options: (body) => {
    body.implied('.clusterPurpose', 'FastProd');
    return resource(body);
  },
  next: {
    words: ['update', 'aks'],
    options: (body) => {
      const secured = ssl(body);
      const balanced = body.implied('.loadBalancerType', 'PublicIp') ? [] : balancer(body);
      return [...secured, ...balanced];
    },
  },
};

export const kubernetesCliV1: CliV1Target = {
  words: ['attach', 'kubernetes'],
  options: (body) => [...resource(body), ...option('--namespace', body.text('.namespace'))],
};

export const factoryCliV1: CliV1Target = { words: ['create', 'datafactory'], options: () => [] };
