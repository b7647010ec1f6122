import type { ClusterDetail } from '#azure/model.ts';
import { errorFacts, type Fact, type FactGroup } from './facts.ts';
import { moment } from './figures.ts';
import { seconds } from './words.ts';

const number = (value: number): string | undefined => (value === 0 ? undefined : String(value));

/** A cluster on its page. `history` is what was measured of its nodes and its queue. */
export const clusterGroups = (
  cluster: ClusterDetail,
  size: string,
  history: readonly Fact[],
): readonly FactGroup[] => {
  const { counts } = cluster;
  return [
    {
      title: 'Nodes',
      facts: [
        ...errorFacts('not growing', cluster.allocationErrors),
        { label: 'now', words: `${cluster.currentNodes} of ${cluster.targetNodes} asked` },
        { label: 'min, max', words: `${cluster.minNodes} to ${cluster.maxNodes}` },
        { label: 'running', words: number(counts.running), tone: 'works' },
        { label: 'idle', words: number(counts.idle) },
        { label: 'preparing', words: number(counts.preparing), tone: 'changing' },
        { label: 'leaving', words: number(counts.leaving), tone: 'changing' },
        { label: 'unusable', words: number(counts.unusable), tone: 'needsPerson' },
        { label: 'preempted', words: number(counts.preempted), tone: 'takenAway' },
        ...history,
        { label: 'allocation', words: cluster.allocation.text },
        { label: 'since', words: moment(cluster.allocationSince) },
        { label: 'lasts', words: 'from job to job, until it is deleted; u tells of jobs without a cluster' },
      ],
    },
    {
      title: 'Machines',
      facts: [
        { label: 'VM size', words: size },
        { label: 'priority', words: cluster.priority.text },
        {
          label: 'leave when idle',
          words: cluster.idleSeconds === undefined ? undefined : `after ${seconds(cluster.idleSeconds)}`,
        },
        { label: 'SSH', words: cluster.publicSsh },
        { label: 'subnet', words: cluster.subnetId },
      ],
    },
  ];
};
