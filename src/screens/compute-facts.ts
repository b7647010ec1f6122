import type { Cloud } from '#azure/clouds.ts';
import type { ClusterDetail, Compute, InstanceDetail, VmSize } from '#azure/model.ts';
import { studioPage } from '#azure/studio.ts';
import { removalOf } from '#azure/targets/index.ts';
import { computeState, moneyOf } from '#state/compute-state.ts';
import { errorFacts, type FactGroup } from './facts.ts';
import { moment, shortSize } from './figures.ts';
import { lookOf, stateWord } from './tables/compute-table.ts';
import { money, seconds } from './words.ts';

const number = (value: number): string | undefined => (value === 0 ? undefined : String(value));

/** A size as the region's list writes it: computes come with theirs in capitals. */
const sizeWords = (name: string, sizes: ReadonlyMap<string, VmSize> | undefined): string => {
  const size = sizes?.get(name.toLowerCase());
  return size === undefined
    ? shortSize(name)
    : `${shortSize(size.name)}: ${size.vCpus} vCPU, ${size.gpus === 0 ? '' : `${size.gpus} GPU, `}${size.memoryGb} GB`;
};

const clusterGroups = (cluster: ClusterDetail, size: string): readonly FactGroup[] => {
  const { counts } = cluster;
  return [
    {
      title: 'Nodes',
      facts: [
        { label: 'now', words: `${cluster.currentNodes} of ${cluster.targetNodes} asked` },
        { label: 'min, max', words: `${cluster.minNodes} to ${cluster.maxNodes}` },
        { label: 'running', words: number(counts.running), tone: 'works' },
        { label: 'idle', words: number(counts.idle) },
        { label: 'preparing', words: number(counts.preparing), tone: 'changing' },
        { label: 'leaving', words: number(counts.leaving), tone: 'changing' },
        { label: 'unusable', words: number(counts.unusable), tone: 'needsPerson' },
        { label: 'preempted', words: number(counts.preempted), tone: 'takenAway' },
        { label: 'allocation', words: cluster.allocation.text },
        { label: 'since', words: moment(cluster.allocationSince) },
        { label: 'lasts', words: 'from job to job, until it is deleted; u tells of jobs without a cluster' },
        ...errorFacts('not growing', cluster.allocationErrors),
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

const instanceGroups = (instance: InstanceDetail, size: string): readonly FactGroup[] => {
  const last = instance.lastOperation;
  return [
    {
      title: 'Machine',
      facts: [
        { label: 'VM size', words: size },
        {
          label: 'last operation',
          words:
            last === undefined
              ? undefined
              : [
                  last.name,
                  last.status,
                  last.trigger === undefined ? '' : `by ${last.trigger}`,
                  moment(last.at) ?? '',
                ]
                  .filter((part) => part !== '')
                  .join(' '),
        },
        { label: 'assigned user', words: instance.assignedUser },
        { label: 'created by', words: instance.createdBy },
        { label: 'public IP', words: instance.publicIp },
        { label: 'private IP', words: instance.privateIp },
        {
          label: 'SSH',
          words:
            instance.ssh === undefined
              ? undefined
              : [
                  instance.ssh.access,
                  instance.ssh.user ?? '',
                  instance.ssh.port === undefined ? '' : `port ${instance.ssh.port}`,
                ]
                  .filter((part) => part !== '')
                  .join(', '),
        },
        ...instance.schedules.map((words) => ({ label: 'schedule', words })),
        ...errorFacts('error', instance.instanceErrors),
      ],
    },
    {
      title: 'Applications',
      facts: instance.applications.map(({ name, url }) => ({ label: name, words: url })),
    },
  ];
};

/** Everything that is known of a compute, in groups. */
export const computeGroups = (
  compute: Compute,
  sizes: ReadonlyMap<string, VmSize> | undefined,
  cloud: Cloud['id'] | undefined,
): readonly FactGroup[] => {
  const costs = moneyOf(compute, sizes);
  const { detail } = compute;
  return [
    {
      title: compute.type.text === '' ? 'Compute' : compute.type.text,
      facts: [
        { label: 'name', words: compute.name },
        { label: 'state', words: stateWord(compute), tone: lookOf(computeState(compute)).tone },
        { label: 'provisioning', words: compute.provisioning.text },
        ...errorFacts('error', compute.provisioningErrors),
        { label: 'description', words: compute.description },
        { label: 'region', words: compute.location },
        { label: 'created', words: moment(compute.createdAt) },
        { label: 'changed', words: moment(compute.modifiedAt) },
        { label: 'identity', words: compute.identity },
        {
          label: 'leaves by',
          words:
            removalOf(compute) === 'Delete'
              ? 'Delete: its machines are destroyed'
              : 'Detach: the resource itself stays, and keeps billing',
        },
      ],
    },
    ...(detail.is === 'cluster'
      ? clusterGroups(detail, sizeWords(detail.vmSize, sizes))
      : detail.is === 'instance'
        ? instanceGroups(detail, sizeWords(detail.vmSize, sizes))
        : []),
    ...(compute.attached
      ? []
      : [
          {
            title: 'Money (list price, VM only)',
            facts: [
              { label: 'now', words: money(costs.now) },
              { label: 'at min', words: detail.is === 'cluster' ? money(costs.atMin) : undefined },
              { label: 'at max', words: money(costs.atMax) },
            ],
          },
        ]),
    {
      title: 'Resource',
      facts: [
        { label: 'id', words: compute.id },
        { label: 'studio', words: studioPage(cloud, compute.id, compute.name) },
        { label: 'attached resource', words: compute.resourceId },
        ...Object.entries(compute.tags).map(([name, value]) => ({ label: `tag ${name}`, words: value })),
      ],
    },
  ];
};
