import type { Json } from '#azure/gateway.ts';
import { freeResources } from '#test/support/simulator-clock.ts';

/** Part of every secret in these bodies: no answer may hold it. */
export const secretMark = 'Zx9-never-shown';

const account = {
  username: 'ada',
  password: secretMark,
  publicKeyData: `ssh-rsa ${secretMark}`,
  privateKeyData: secretMark,
};

/** The nested properties of every type that can be attached and that the specification has, with every secret it takes. */
const settings: Readonly<Record<string, Json | undefined>> = {
  AKS: {
    clusterFqdn: 'aks.invalid',
    agentCount: 3,
    agentVmSize: 'Standard_DS3_v2',
    clusterPurpose: 'DevTest',
    loadBalancerType: 'InternalLoadBalancer',
    sslConfiguration: { status: 'Enabled', cert: secretMark, key: secretMark, cname: 'aks.invalid' },
  },
  Kubernetes: {
    namespace: 'azureml',
    defaultInstanceType: 'cpu',
    relayConnectionString: secretMark,
    serviceBusConnectionString: secretMark,
    instanceTypes: {
      cpu: {
        nodeSelector: { pool: 'cpu' },
        resources: { requests: { cpu: '1', memory: '4Gi' }, limits: { cpu: '2', memory: '8Gi' } },
      },
    },
  },
  VirtualMachine: { sshPort: 22, address: 'vm.invalid', administratorAccount: account },
  HDInsight: { sshPort: 22, address: 'hdi.invalid', administratorAccount: account },
  Databricks: { databricksAccessToken: secretMark, workspaceUrl: 'adb.invalid' },
  DataLakeAnalytics: { dataLakeStoreAccountName: 'lake' },
  SynapseSpark: {
    nodeCount: 3,
    nodeSize: 'Small',
    sparkVersion: '3.4',
    autoScaleProperties: { enabled: true, minNodeCount: 3, maxNodeCount: 9 },
    autoPauseProperties: { enabled: true, delayInMinutes: 15 },
  },
  DataFactory: undefined,
};

/** The body that attaches each of them. */
export const attachBodies: readonly Json[] = Object.entries(freeResources)
  .filter(([computeType]) => computeType in settings)
  .map(([computeType, resourceId]) => ({
    location: 'westeurope',
    properties: {
      computeType,
      resourceId,
      ...(settings[computeType] === undefined ? {} : { properties: settings[computeType] }),
    },
  }));
