import { addAttached } from './build.ts';
import { subscriptions } from './main-place.ts';
import type { World, Workspace } from '../world/world.ts';

const resource = (kind: string, name: string): string =>
  `/subscriptions/${subscriptions.research.id}/resourceGroups/rg-shared-data/providers/${kind}/${name}`;

/** One attached entry of every type that can be attached. */
export const attachAll = (world: World, workspace: Workspace): void => {
  const add = (name: string, type: string, id: string | null, settings: Parameters<typeof addAttached>[5]) =>
    addAttached(world, workspace, name, type, id, settings);
  add('aks-serving', 'AKS', resource('Microsoft.ContainerService/managedClusters', 'aks-serving'), {
    clusterFqdn: 'aks-serving-dns-4f21.hcp.westeurope.azmk8s.example',
    agentCount: 3,
    agentVmSize: 'Standard_DS3_v2',
    clusterPurpose: 'FastProd',
  });
  add('arc-factory', 'Kubernetes', resource('Microsoft.Kubernetes/connectedClusters', 'arc-factory'), {
    namespace: 'azureml',
    defaultInstanceType: 'defaultinstancetype',
    extensionInstanceReleaseTrain: 'stable',
    instanceTypes: {
      defaultinstancetype: {
        nodeSelector: null,
        resources: { requests: { cpu: '2', memory: '8Gi' }, limits: { cpu: '4', memory: '16Gi' } },
      },
    },
  });
  add('dsvm-legacy', 'VirtualMachine', resource('Microsoft.Compute/virtualMachines', 'dsvm-legacy'), {
    sshPort: 22,
    address: 'dsvm-legacy.westeurope.cloudapp.example',
    isNotebookInstanceCompute: false,
  });
  const broken = add(
    'dsvm-annex',
    'VirtualMachine',
    resource('Microsoft.Compute/virtualMachines', 'dsvm-annex'),
    {
      sshPort: 22,
      address: 'dsvm-annex.contoso.invalid',
      isNotebookInstanceCompute: false,
    },
  );
  broken.provisioningState = 'Failed';
  broken.provisioningErrors = [
    {
      code: 'ComputeAttachFailed',
      message: 'SSH to dsvm-annex.contoso.invalid failed: connection timed out after 30 seconds on port 22.',
    },
  ];
  add('hdi-spark', 'HDInsight', resource('Microsoft.HDInsight/clusters', 'hdi-spark'), {
    sshPort: 22,
    address: 'hdi-spark-ssh.azurehdinsight.example',
  });
  add('batch-render', 'Batch', resource('Microsoft.Batch/batchAccounts', 'contosobatch'), null);
  add('dbx-lakehouse', 'Databricks', resource('Microsoft.Databricks/workspaces', 'dbx-lakehouse'), {
    workspaceUrl: 'adb-4083920175563412.12.azuredatabricks.example',
  });
  add('adla-archive', 'DataLakeAnalytics', resource('Microsoft.DataLakeAnalytics/accounts', 'contosoadla'), {
    dataLakeStoreAccountName: 'contosoadls',
  });
  add(
    'synapse-small',
    'SynapseSpark',
    resource('Microsoft.Synapse/workspaces/syn-contoso/bigDataPools', 'small'),
    {
      nodeSize: 'Small',
      nodeSizeFamily: 'MemoryOptimized',
      nodeCount: 3,
      sparkVersion: '3.4',
      poolName: 'small',
      workspaceName: 'syn-contoso',
      autoPauseProperties: { enabled: true, delayInMinutes: 15 },
    },
  );
  add('adf-copy', 'DataFactory', resource('Microsoft.DataFactory/factories', 'adf-copy'), null);
};
