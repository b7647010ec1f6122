import type { Cloud } from '#azure/clouds.ts';
import type { Compute, VmSize } from '#azure/model.ts';
import { studioPage } from '#azure/studio.ts';
import { removalOf } from '#azure/targets/index.ts';
import { computeState, moneyOf } from '#state/compute-state.ts';
import { clusterGroups } from './cluster-facts.ts';
import { errorFacts, type Fact, type FactGroup } from './facts.ts';
import { moment, shortSize } from './figures.ts';
import { instanceGroups } from './instance-facts.ts';
import { lookOf, stateWord } from './tables/compute-table.ts';
import { money } from './words.ts';

/** A size as the region's list writes it: computes come with theirs in capitals. */
const sizeWords = (name: string, sizes: ReadonlyMap<string, VmSize> | undefined): string => {
  const size = sizes?.get(name.toLowerCase());
  return size === undefined
    ? shortSize(name)
    : `${shortSize(size.name)}: ${size.vCpus} vCPU, ${size.gpus === 0 ? '' : `${size.gpus} GPU, `}${size.memoryGb} GB`;
};

/** What is known of a compute from elsewhere than itself. */
type Seen = {
  /** What was measured of it here. */
  readonly history?: readonly Fact[];
  /** The service's clock at the last answer, ms. */
  readonly serverTimeMs?: number | undefined;
};

/** Everything that is known of a compute, in groups. */
export const computeGroups = (
  compute: Compute,
  sizes: ReadonlyMap<string, VmSize> | undefined,
  cloud: Cloud['id'] | undefined,
  seen: Seen = {},
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
      ? clusterGroups(detail, sizeWords(detail.vmSize, sizes), seen.history ?? [])
      : detail.is === 'instance'
        ? instanceGroups(detail, sizeWords(detail.vmSize, sizes), seen.history ?? [], seen.serverTimeMs)
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
