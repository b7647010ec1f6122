import {
  allocationStateWord,
  computeTypeWord,
  instanceStateWord,
  jobStatusWord,
  nodeStateWord,
  provisioningStateWord,
  vmPriorityWord,
  type ClusterDetail,
  type Compute,
  type InstanceDetail,
  type Job,
  type Node,
  type NodeCounts,
  type VmSize,
} from '#azure/model.ts';

/* Computes and what is on them, as the service would tell of them. */

const ws = '/subscriptions/s1/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws';

export const noNodes: NodeCounts = {
  idle: 0,
  running: 0,
  preparing: 0,
  leaving: 0,
  unusable: 0,
  preempted: 0,
};

const compute = (name: string, detail: Compute['detail'], more: Partial<Compute> = {}): Compute => ({
  id: `${ws}/computes/${name}`,
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

type ClusterMore = Partial<Omit<ClusterDetail, 'counts' | 'priority'>> & {
  readonly counts?: Partial<NodeCounts>;
  readonly priority?: string;
};

/** A steady dedicated cluster with as many nodes as its counts say. */
export const cluster = (name: string, more: ClusterMore = {}, rest: Partial<Compute> = {}): Compute => {
  const { counts, priority, ...others } = more;
  const all = { ...noNodes, ...counts };
  const nodes = all.idle + all.running + all.preparing + all.leaving + all.unusable + all.preempted;
  return compute(
    name,
    {
      is: 'cluster',
      vmSize: 'STANDARD_NC6S_V3',
      priority: vmPriorityWord(priority ?? 'Dedicated'),
      minNodes: 0,
      maxNodes: 10,
      currentNodes: nodes,
      targetNodes: nodes,
      allocation: allocationStateWord('Steady'),
      counts: all,
      allocationErrors: [],
      ...others,
    },
    rest,
  );
};

export const instance = (
  name: string,
  state: string,
  more: Partial<InstanceDetail> = {},
  rest: Partial<Compute> = {},
): Compute =>
  compute(
    name,
    {
      is: 'instance',
      vmSize: 'STANDARD_NC6S_V3',
      state: instanceStateWord(state),
      applications: [],
      schedules: [],
      instanceErrors: [],
      ...more,
    },
    rest,
  );

export const attachment = (name: string): Compute =>
  compute(name, { is: 'other' }, { attached: true, type: computeTypeWord('Databricks') });

/** Not attached, of a kind without a price here. */
export const factory = (name: string): Compute =>
  compute(name, { is: 'other' }, { type: computeTypeWord('DataFactory') });

export const job = (name: string, status: string, on: string, createdAt: number): Job => ({
  name,
  displayName: name,
  experiment: 'e',
  type: 'Command',
  status: jobStatusWord(status),
  compute: on,
  createdAt,
  createdBy: 'ana',
  nodes: 1,
});

export const node = (id: string, state: string): Node => ({ id, state: nodeStateWord(state) });

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
