import {
  allocationStateWord,
  computeTypeWord,
  instanceStateWord,
  nodeStateWord,
  provisioningStateWord,
  vmPriorityWord,
  type ClusterDetail,
  type Compute,
  type InstanceDetail,
  type Node,
  type NodeCounts,
  type VmSize,
} from '#azure/model.ts';

const prefix =
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/computes';

export const noNodes: NodeCounts = {
  idle: 0,
  running: 0,
  preparing: 0,
  leaving: 0,
  unusable: 0,
  preempted: 0,
};

/** A size with a price. */
export const gpu: VmSize = {
  name: 'Standard_NC6s_v3',
  family: 'standardNCSv3Family',
  vCpus: 6,
  gpus: 1,
  memoryGb: 112,
  lowPriorityCapable: true,
  forClusters: true,
  forInstances: true,
  dedicatedPerHour: 4,
  lowPriorityPerHour: 0.8,
};

/** A compute as a list shows it. */
export const computeWith = (
  name: string,
  detail: Compute['detail'],
  more: Partial<Compute> = {},
): Compute => ({
  id: `${prefix}/${name}`,
  name,
  type: computeTypeWord(detail.is === 'instance' ? 'ComputeInstance' : 'AmlCompute'),
  location: 'westeurope',
  provisioning: provisioningStateWord('Succeeded'),
  provisioningErrors: [],
  attached: false,
  tags: {},
  detail,
  ...more,
});

/** A cluster of four nodes at the most, without any. */
export const clusterNamed = (
  name: string,
  detail: Partial<ClusterDetail> = {},
  more: Partial<Compute> = {},
): Compute =>
  computeWith(
    name,
    {
      is: 'cluster',
      vmSize: 'Standard_DS3_v2',
      priority: vmPriorityWord('Dedicated'),
      minNodes: 0,
      maxNodes: 4,
      currentNodes: 0,
      targetNodes: 0,
      allocation: allocationStateWord('Steady'),
      counts: noNodes,
      allocationErrors: [],
      ...detail,
    },
    more,
  );

export const instanceNamed = (name: string, state: string, detail: Partial<InstanceDetail> = {}): Compute =>
  computeWith(name, {
    is: 'instance',
    vmSize: 'Standard_DS3_v2',
    state: instanceStateWord(state),
    applications: [],
    schedules: [],
    instanceErrors: [],
    ...detail,
  });

export const nodeNamed = (id: string, state: string): Node => ({ id, state: nodeStateWord(state) });
