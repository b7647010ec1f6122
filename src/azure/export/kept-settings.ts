/** What of the settings of a type can be written again: everything else in an answer is the service's own. */
export type KeptSettings = {
  /** Paths below the settings of the type. */
  readonly kept: readonly string[];
  /** Secrets, which no answer holds, and when the type needs them: always, or with what is there or not there. */
  readonly secrets?: readonly SecretSetting[];
  /** Of an entry that stands for a resource that exists: not what that was made with. */
  readonly notWhenAttached?: readonly string[];
};

export type SecretSetting = {
  readonly path: string;
  readonly when?: { readonly path: string; readonly is?: string; readonly without?: string };
};

const account: readonly SecretSetting[] = [
  { path: 'administratorAccount.username', when: { path: '', without: 'administratorAccount.username' } },
  { path: 'administratorAccount.password' },
];

const ownTls = { path: 'sslConfiguration.status', is: 'Enabled' };

/** By type. Names as in the REST API 2022-10-01. */
export const keptSettings: Readonly<Record<string, KeptSettings>> = {
  AmlCompute: {
    kept: [
      'osType',
      'vmSize',
      'vmPriority',
      'remoteLoginPortPublicAccess',
      'userAccountCredentials.adminUserName',
      'userAccountCredentials.adminUserSshPublicKey',
      'subnet.id',
      'enableNodePublicIp',
      'scaleSettings.minNodeCount',
      'scaleSettings.maxNodeCount',
      'scaleSettings.nodeIdleTimeBeforeScaleDown',
    ],
    secrets: [
      {
        path: 'userAccountCredentials.adminUserPassword',
        when: {
          path: 'userAccountCredentials.adminUserName',
          without: 'userAccountCredentials.adminUserSshPublicKey',
        },
      },
    ],
  },
  ComputeInstance: {
    kept: [
      'vmSize',
      'applicationSharingPolicy',
      'sshSettings.sshPublicAccess',
      'sshSettings.adminPublicKey',
      'computeInstanceAuthorizationType',
      'personalComputeInstanceSettings.assignedUser.objectId',
      'personalComputeInstanceSettings.assignedUser.tenantId',
      'subnet.id',
      'enableNodePublicIp',
      'setupScripts.scripts',
      'schedules.computeStartStop',
      'idleTimeBeforeShutdown',
    ],
  },
  AKS: {
    kept: [
      'clusterPurpose',
      'agentCount',
      'agentVmSize',
      'sslConfiguration.status',
      'sslConfiguration.leafDomainLabel',
      'sslConfiguration.overwriteExistingDomain',
      'sslConfiguration.cname',
      'aksNetworkingConfiguration.subnetId',
      'aksNetworkingConfiguration.serviceCidr',
      'aksNetworkingConfiguration.dnsServiceIP',
      'aksNetworkingConfiguration.dockerBridgeCidr',
      'loadBalancerType',
      'loadBalancerSubnet',
    ],
    secrets: [
      { path: 'sslConfiguration.cert', when: ownTls },
      { path: 'sslConfiguration.key', when: ownTls },
    ],
    notWhenAttached: ['agentCount', 'agentVmSize', 'aksNetworkingConfiguration'],
  },
  Kubernetes: { kept: ['namespace', 'defaultInstanceType', 'instanceTypes'] },
  VirtualMachine: { kept: ['sshPort', 'administratorAccount.username'], secrets: account },
  HDInsight: { kept: ['sshPort', 'address', 'administratorAccount.username'], secrets: account },
  Databricks: { kept: ['workspaceUrl'], secrets: [{ path: 'databricksAccessToken' }] },
  DataLakeAnalytics: { kept: ['dataLakeStoreAccountName'] },
};
