import type { Compute, InstanceState, VmSize } from '#azure/model.ts';
import { regionKey } from './money/regions.ts';

/**
 * The one state of a compute that its row shows: while it is being made, changed or removed, or when that failed, the provisioning
 * state; otherwise what its kind lives by: a cluster's allocation, an instance's machine.
 */
export type ComputeState =
  | { readonly from: 'provisioning'; readonly word: Compute['provisioning'] }
  | {
      readonly from: 'allocation';
      readonly word: Extract<Compute['detail'], { is: 'cluster' }>['allocation'];
    }
  | { readonly from: 'instance'; readonly word: InstanceState };

export const computeState = (compute: Compute): ComputeState => {
  const { provisioning, detail } = compute;
  if (provisioning.is !== 'Succeeded') return { from: 'provisioning', word: provisioning };
  switch (detail.is) {
    case 'instance':
      return { from: 'instance', word: detail.state };
    case 'cluster':
      return { from: 'allocation', word: detail.allocation };
    case 'other':
      return { from: 'provisioning', word: provisioning };
  }
};

const changingProvisioning = new Set<string>(['Creating', 'Updating', 'Deleting']);
const changingInstance = new Set<string>([
  'Creating',
  'SettingUp',
  'UserSettingUp',
  'Starting',
  'Stopping',
  'Restarting',
  'Deleting',
]);

/** Whether the compute is on its way to another state by itself, so that it is worth asking more often. */
export const isChanging = (compute: Compute): boolean => {
  const { word } = computeState(compute);
  return (
    changingProvisioning.has(compute.provisioning.is) ||
    changingInstance.has(word.is) ||
    (compute.detail.is === 'cluster' &&
      (compute.detail.allocation.is === 'Resizing' ||
        compute.detail.counts.preparing + compute.detail.counts.leaving > 0))
  );
};

/** Whether the compute needs a person: failed, unusable, or unable to get the nodes that it wants. */
export const isFaulty = (compute: Compute): boolean => {
  if (compute.provisioning.is === 'Failed' || compute.provisioning.is === 'Canceled') return true;
  switch (compute.detail.is) {
    case 'cluster':
      return compute.detail.allocationErrors.length > 0 || compute.detail.counts.unusable > 0;
    case 'instance': {
      const { is } = compute.detail.state;
      return is.endsWith('Failed') || is === 'Unusable' || compute.detail.instanceErrors.length > 0;
    }
    case 'other':
      return false;
  }
};

/** Machines of an instance in these states are not billed; in all others they are taken as running. */
const unbilledInstance = new Set<string>(['Stopped', 'Deleting', 'CreateFailed', 'Creating']);

/** Whether the machine of an instance is not billed. Its disk is all the same, which no list price here covers. */
export const isUnbilled = ({ is }: InstanceState): boolean => unbilledInstance.has(is);

export type Money = {
  /** US dollars an hour at list price, VM only; undefined when the size or its price is unknown. */
  readonly now?: number;
  readonly atMin?: number;
  readonly atMax?: number;
};

/** Sizes by lower-cased name, and of which region they are, where that matters: prices differ from region to region. */
export type SizesOfRegion = ReadonlyMap<string, VmSize> & { readonly location?: string };

const isElsewhere = (compute: Compute, location: string | undefined): boolean =>
  location !== undefined && compute.location !== '' && regionKey(compute.location) !== regionKey(location);

const free: Money = { now: 0, atMin: 0, atMax: 0 };

/**
 * What a compute costs an hour. Nodes are billed from allocation until they are gone, unusable ones too, pre-empted ones not; a
 * stopped instance is not (its disk is, which no list price here covers). What is only attached costs nothing through this workspace;
 * of what runs in another region than that of the sizes, nothing is known.
 */
export const moneyOf = (compute: Compute, sizes: SizesOfRegion | undefined): Money => {
  const { detail } = compute;
  if (detail.is === 'other') return compute.attached ? free : {};
  if (isElsewhere(compute, sizes?.location)) return {};
  const size = sizes?.get(detail.vmSize.toLowerCase());
  if (detail.is === 'instance') {
    const price = size?.dedicatedPerHour;
    if (price === undefined) return {};
    return { now: isUnbilled(detail.state) ? 0 : price, atMin: 0, atMax: price };
  }
  const price = detail.priority.is === 'LowPriority' ? size?.lowPriorityPerHour : size?.dedicatedPerHour;
  if (price === undefined) return {};
  const billed = Math.max(0, detail.currentNodes - detail.counts.preempted);
  return { now: billed * price, atMin: detail.minNodes * price, atMax: detail.maxNodes * price };
};

/** The sum over a workspace; `partial` when some part of it has no known price, `unknown` when nothing of it has. */
export const totalMoney = (
  computes: readonly Compute[],
  sizes: ReadonlyMap<string, VmSize> | undefined,
): { readonly now: number; readonly atMax: number; readonly partial: boolean; readonly unknown: boolean } => {
  let [now, atMax, partial, known] = [0, 0, false, 0];
  for (const compute of computes) {
    const money = moneyOf(compute, sizes);
    if (money.now === undefined) partial = true;
    else if (!compute.attached) known += 1;
    now += money.now ?? 0;
    atMax += money.atMax ?? 0;
  }
  return { now, atMax, partial, unknown: partial && known === 0 };
};
