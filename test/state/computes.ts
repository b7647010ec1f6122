import {
  allocationStateWord,
  computeTypeWord,
  instanceStateWord,
  jobStatusWord,
  nodeStateWord,
  vmPriorityWord,
  type ClusterDetail,
  type Compute,
  type InstanceDetail,
  type Job,
  type Node,
  type NodeCounts,
} from '#azure/model.ts';
import { computeWith, noNodes } from '#test/support/computes.ts';

/* Computes and what is on them, as the service would tell of them. */

type ClusterMore = Partial<Omit<ClusterDetail, 'counts' | 'priority'>> & {
  readonly counts?: Partial<NodeCounts>;
  readonly priority?: string;
};

/** A steady dedicated cluster with as many nodes as its counts say. */
export const cluster = (name: string, more: ClusterMore = {}, rest: Partial<Compute> = {}): Compute => {
  const { counts, priority, ...others } = more;
  const all = { ...noNodes, ...counts };
  const nodes = all.idle + all.running + all.preparing + all.leaving + all.unusable + all.preempted;
  return computeWith(
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
  computeWith(
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
  computeWith(name, { is: 'other' }, { attached: true, type: computeTypeWord('Databricks') });

/** Not attached, of a kind without a price here. */
export const factory = (name: string): Compute =>
  computeWith(name, { is: 'other' }, { type: computeTypeWord('DataFactory') });

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
