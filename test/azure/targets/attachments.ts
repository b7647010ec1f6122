import type { Json } from '#azure/gateway.ts';
import { roleOnIdentity, type Fixture } from './bodies.ts';
import { certificate, certificateKey, encryptedPem, fileOf, pem } from './files.ts';
import { identity, subnet } from './forms.ts';

const subscription = '11111111-2222-3333-4444-555555555555';
const another = '99999999-2222-3333-4444-555555555555';

/** The ARM id of a resource of the tests' own. */
export const resource = (path: string, of = subscription): string =>
  `/subscriptions/${of}/resourceGroups/rg-data/providers/${path}`;

const extension = 'the Azure Machine Learning extension must be installed on the cluster, or attaching fails';
const securityGroup = 'in a virtual network its security group must let the service in at the SSH port';
const production = 'production needs 12 vCPUs in the cluster, and 3 nodes when it is fast: the service looks';
const rightToManage =
  'attaching needs the right to manage the cluster: Contributor of its group, and AKS Cluster Admin';
const plainHttp = 'without TLS the web services and their keys go over plain HTTP';
const ownQuota = "its nodes count against the subscription's own quota, which is not looked into here";
const tokenEnds =
  'when the token ends, steps fail with "Invalid access token": detach then, and attach with a new one';
const ended = 'Data Lake Analytics ended on 29 February 2024: attaching will most likely fail';
const defaultStore =
  'only the default store of the account can be used; other data is moved by a DataTransferStep';
const unpublishedType = 'not in the published API version: whether the service still takes it is unconfirmed';

const vm = resource('Microsoft.Compute/virtualMachines/dsvm1');
const arc = resource('Microsoft.Kubernetes/connectedClusters/arc1');
const aks = resource('Microsoft.ContainerService/managedClusters/aks1');

const body = (
  computeType: string,
  resourceId: string | undefined,
  properties?: Readonly<Record<string, Json>>,
  outer: Readonly<Record<string, Json>> = {},
): Json => ({
  location: 'westeurope',
  ...outer,
  properties: {
    computeType,
    ...(resourceId === undefined ? {} : { resourceId }),
    ...(properties === undefined ? {} : { properties }),
  },
});

const account = 'properties.properties.administratorAccount';

const kubernetes: readonly Fixture[] = [
  {
    title: 'an Arc cluster by its id, and nothing else',
    target: 'Kubernetes',
    warnings: [extension],
    draft: { name: 'arc', resourceId: `${arc}/` },
    body: body('Kubernetes', arc, { namespace: 'default' }),
  },
  {
    title: 'an AKS cluster by its parts, in another subscription',
    target: 'Kubernetes',
    warnings: [extension, 'the namespace team-a must exist on the cluster'],
    draft: {
      name: 'k8s',
      by: 'parts',
      subscription: another,
      resourceGroup: 'rg-data',
      resource: 'aks1',
      namespace: 'team-a',
    },
    body: body('Kubernetes', resource('Microsoft.ContainerService/managedClusters/aks1', another), {
      namespace: 'team-a',
    }),
  },
  {
    title: 'an Arc cluster by its parts, with identity and description',
    target: 'Kubernetes',
    warnings: [extension, roleOnIdentity],
    draft: {
      name: 'k8s',
      by: 'parts',
      flavour: 'arc',
      resourceGroup: 'rg-data',
      resource: 'arc1',
      description: 'the factory',
      tags: 'team=vision',
      identity: 'user',
      identities: identity('one'),
    },
    body: {
      location: 'westeurope',
      tags: { team: 'vision' },
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identity('one')]: {} } },
      properties: {
        computeType: 'Kubernetes',
        description: 'the factory',
        resourceId: arc,
        properties: { namespace: 'default' },
      },
    },
  },
  {
    title: 'instance types',
    target: 'Kubernetes',
    warnings: [extension],
    draft: {
      name: 'k8s',
      resourceId: aks.toLowerCase(),
      defaultType: 'small',
      types: 'small cpu=500m memory=2Gi; gpu cpu=8 memory=32Gi nvidia.com/gpu=1 node:pool=gpu;',
    },
    body: body(
      'Kubernetes',
      aks
        .toLowerCase()
        .replace('resourcegroups', 'resourceGroups')
        .replace('microsoft.containerservice/managedclusters', 'Microsoft.ContainerService/managedClusters'),
      {
        namespace: 'default',
        defaultInstanceType: 'small',
        instanceTypes: {
          small: {
            resources: {
              requests: { cpu: '500m', memory: '2Gi' },
              limits: { cpu: '500m', memory: '2Gi' },
            },
          },
          gpu: {
            nodeSelector: { pool: 'gpu' },
            resources: {
              requests: { cpu: '8', memory: '32Gi', 'nvidia.com/gpu': '1' },
              limits: { cpu: '8', memory: '32Gi', 'nvidia.com/gpu': '1' },
            },
          },
        },
      },
    ),
  },
];

const machines: readonly Fixture[] = [
  {
    title: 'a password',
    target: 'VirtualMachine',
    warnings: ['Password: it begins or ends with a space', securityGroup],
    draft: { name: 'dsvm', resourceId: vm, suits: 'yes', password: ' two words ' },
    body: body('VirtualMachine', vm, {
      sshPort: 22,
      administratorAccount: { username: 'azureuser', password: ' two words ' },
    }),
    secrets: [`${account}.password`],
  },
  {
    title: 'a private key of a file with Windows line ends, another user and port',
    target: 'VirtualMachine',
    warnings: [securityGroup],
    draft: {
      name: 'dsvm',
      by: 'parts',
      resourceGroup: 'rg-data',
      resource: 'dsvm1',
      suits: 'yes',
      user: 'Ada.L',
      signIn: 'key',
      key: fileOf('windows.pem', `\r\n${pem.replaceAll('\n', '\r\n')}`),
      password: 'hidden',
      port: '2222',
    },
    body: body('VirtualMachine', vm, {
      sshPort: 2222,
      administratorAccount: { username: 'Ada.L', privateKeyData: pem },
    }),
    secrets: [`${account}.privateKeyData`],
  },
];

const ownCertificate = {
  tls: 'own',
  certificate: fileOf('scoring.crt', certificate),
  certificateKey: fileOf('scoring.key', certificateKey),
  host: 'Scoring.contoso.example',
};

const inference: readonly Fixture[] = [
  {
    title: 'an existing cluster, with nothing but what is proposed',
    target: 'AKS',
    warnings: [production, rightToManage, plainHttp],
    draft: { name: 'scoring', resourceId: aks },
    body: body('AKS', aks, { clusterPurpose: 'FastProd', loadBalancerType: 'PublicIp' }),
  },
  {
    title: 'an existing cluster, tests only, a certificate of Microsoft, an internal load balancer',
    target: 'AKS',
    warnings: ['development and tests: not for production', rightToManage],
    draft: {
      name: 'scoring',
      resourceId: aks,
      purpose: 'DevTest',
      tls: 'auto',
      leafDomain: 'contoso-ml',
      overwriteDomain: 'yes',
      balancer: 'InternalLoadBalancer',
    },
    body: body('AKS', aks, {
      clusterPurpose: 'DevTest',
      sslConfiguration: {
        status: 'Auto',
        leafDomainLabel: 'contoso-ml',
        overwriteExistingDomain: true,
      },
      loadBalancerType: 'InternalLoadBalancer',
      loadBalancerSubnet: 'aks-subnet',
    }),
  },
  {
    title: 'a certificate of its own',
    target: 'AKS',
    warnings: [production, rightToManage],
    draft: { name: 'scoring', resourceId: aks, ...ownCertificate },
    body: body('AKS', aks, {
      clusterPurpose: 'FastProd',
      sslConfiguration: {
        status: 'Enabled',
        cert: certificate,
        key: certificateKey,
        cname: 'scoring.contoso.example',
      },
      loadBalancerType: 'PublicIp',
    }),
    secrets: ['properties.properties.sslConfiguration.cert', 'properties.properties.sslConfiguration.key'],
  },
  {
    title: 'a new cluster, with nothing but what is proposed',
    target: 'AKS',
    warnings: [ownQuota, plainHttp],
    draft: { name: 'scoring', mode: 'create', size: 'standard_ds3_v2', resourceId: 'hidden' },
    body: body('AKS', undefined, {
      clusterPurpose: 'FastProd',
      agentCount: 3,
      agentVmSize: 'Standard_DS3_v2',
      loadBalancerType: 'PublicIp',
    }),
  },
  {
    title: 'a new cluster in another region, in a network of its own',
    target: 'AKS',
    warnings: [
      'Node size: not among the sizes known here: whether AKS has it is not looked into',
      'whether these nodes have the 12 vCPUs that production needs is not known here',
      ownQuota,
      plainHttp,
    ],
    draft: {
      name: 'scoring',
      mode: 'create',
      agents: '6',
      size: 'Standard_D3_v2',
      region: 'northeurope',
      network: 'own',
      subnet,
      services: '10.0.0.0/16',
      dns: '10.0.0.10',
      docker: '172.17.0.1/16',
    },
    body: {
      location: 'westeurope',
      properties: {
        computeType: 'AKS',
        computeLocation: 'northeurope',
        properties: {
          clusterPurpose: 'FastProd',
          agentCount: 6,
          agentVmSize: 'Standard_D3_v2',
          aksNetworkingConfiguration: {
            subnetId: subnet,
            serviceCidr: '10.0.0.0/16',
            dnsServiceIP: '10.0.0.10',
            dockerBridgeCidr: '172.17.0.1/16',
          },
          loadBalancerType: 'PublicIp',
        },
      },
    },
  },
];

const hdi = resource('Microsoft.HDInsight/clusters/MyHdi');
const batch = resource('Microsoft.Batch/batchAccounts/mybatch');
const dbx = resource('Microsoft.Databricks/workspaces/dbx');
const adla = resource('Microsoft.DataLakeAnalytics/accounts/myadla');
const pool = resource('Microsoft.Synapse/workspaces/syn/bigDataPools/small');
const factory = resource('Microsoft.DataFactory/factories/adf');
const token = `dapi${'0123456789abcdef'.repeat(2)}`;

const services: readonly Fixture[] = [
  {
    title: 'a password, and the address that its name gives',
    target: 'HDInsight',
    draft: { name: 'hdi', resourceId: hdi, suits: 'yes', password: 'Correct horse 1' },
    body: body('HDInsight', hdi, {
      sshPort: 22,
      administratorAccount: { username: 'sshuser', password: 'Correct horse 1' },
      address: 'myhdi-ssh.azurehdinsight.net',
    }),
    secrets: [`${account}.password`],
  },
  {
    title: 'a private key, and the address left to the service',
    target: 'HDInsight',
    draft: {
      name: 'hdi',
      by: 'parts',
      resourceGroup: 'rg-data',
      resource: 'MyHdi',
      suits: 'yes',
      signIn: 'key',
      key: fileOf('hdi.pem', pem),
      addressFrom: 'service',
      address: 'hidden.example',
    },
    body: body('HDInsight', hdi, {
      sshPort: 22,
      administratorAccount: { username: 'sshuser', privateKeyData: pem },
    }),
    secrets: [`${account}.privateKeyData`],
  },
  {
    title: 'an address of its own',
    target: 'HDInsight',
    draft: {
      name: 'hdi',
      resourceId: hdi,
      suits: 'yes',
      password: 'x',
      port: '23',
      addressFrom: 'typed',
      address: '10.0.0.4',
    },
    body: body('HDInsight', hdi, {
      sshPort: 23,
      administratorAccount: { username: 'sshuser', password: 'x' },
      address: '10.0.0.4',
    }),
    secrets: [`${account}.password`],
  },
  {
    title: 'a token',
    target: 'Databricks',
    warnings: [tokenEnds],
    draft: { name: 'dbx', resourceId: dbx, token: ` ${token} ` },
    body: body('Databricks', dbx, { databricksAccessToken: token }),
    secrets: ['properties.properties.databricksAccessToken'],
  },
  {
    title: 'a token and the address of the workspace',
    target: 'Databricks',
    warnings: [tokenEnds],
    draft: {
      name: 'dbx',
      by: 'parts',
      resourceGroup: 'rg-data',
      resource: 'dbx',
      token,
      workspaceUrl: 'adb-4083920175563412.12.azuredatabricks.net',
    },
    body: body('Databricks', dbx, {
      databricksAccessToken: token,
      workspaceUrl: 'adb-4083920175563412.12.azuredatabricks.net',
    }),
    secrets: ['properties.properties.databricksAccessToken'],
  },
  {
    title: 'the account alone',
    target: 'DataLakeAnalytics',
    warnings: [ended, defaultStore],
    draft: { name: 'adla', ended: 'yes', resourceId: adla },
    body: body('DataLakeAnalytics', adla),
  },
  {
    title: 'the account and its store',
    target: 'DataLakeAnalytics',
    warnings: [ended, defaultStore],
    draft: {
      name: 'adla',
      ended: 'yes',
      by: 'parts',
      resourceGroup: 'rg-data',
      resource: 'myadla',
      store: 'mystore',
    },
    body: body('DataLakeAnalytics', adla, { dataLakeStoreAccountName: 'mystore' }),
  },
  {
    title: 'a pool by its id',
    target: 'SynapseSpark',
    draft: { name: 'spark', resourceId: pool },
    body: body('SynapseSpark', pool),
  },
  {
    title: 'a pool by its parts, with an identity',
    target: 'SynapseSpark',
    warnings: ['afterwards the identity needs the role Synapse Administrator in the Synapse workspace'],
    draft: {
      name: 'spark',
      by: 'parts',
      resourceGroup: 'rg-data',
      resource: 'syn/small',
      identity: 'system',
    },
    body: body('SynapseSpark', pool, undefined, { identity: { type: 'SystemAssigned' } }),
  },
  {
    title: 'a new factory',
    target: 'DataFactory',
    draft: { name: 'adf', resourceId: 'hidden' },
    body: body('DataFactory', undefined),
  },
  {
    title: 'a factory that exists',
    target: 'DataFactory',
    warnings: ['attaching a factory that exists is unconfirmed: the documents only create one'],
    draft: { name: 'adf', mode: 'attach', resourceId: factory },
    body: body('DataFactory', factory),
  },
];

/** What an attachment becomes on the wire, exactly. */
export const attachmentFixtures: readonly Fixture[] = [...kubernetes, ...machines, ...inference, ...services];

/** Sent although the published API version does not have it; said to be unconfirmed. */
export const unpublished: readonly (Fixture & { readonly odd: string })[] = [
  {
    title: 'an account by its id',
    target: 'Batch',
    warnings: [unpublishedType],
    draft: { name: 'batch', resourceId: batch },
    body: body('Batch', batch),
    odd: 'Batch',
  },
  {
    title: 'an account by its parts',
    target: 'Batch',
    warnings: [unpublishedType],
    draft: { name: 'batch', by: 'parts', resourceGroup: 'rg-data', resource: 'mybatch' },
    body: body('Batch', batch),
    odd: 'Batch',
  },
  {
    title: 'an encrypted private key and its passphrase',
    target: 'VirtualMachine',
    warnings: [
      securityGroup,
      'a passphrase is not in the published API: whether the service takes it is unconfirmed',
    ],
    draft: {
      name: 'dsvm',
      resourceId: vm,
      suits: 'yes',
      signIn: 'key',
      key: fileOf('encrypted.pem', encryptedPem),
      passphrase: 'open sesame',
    },
    body: body('VirtualMachine', vm, {
      sshPort: 22,
      administratorAccount: {
        username: 'azureuser',
        privateKeyData: encryptedPem,
        passphrase: 'open sesame',
      },
    }),
    secrets: [`${account}.privateKeyData`, `${account}.passphrase`],
    odd: 'passphrase',
  },
];
