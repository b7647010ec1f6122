import { creationRefused } from '../world/quota.ts';
import { sizesIn } from '../world/sizes.ts';
import type { Cluster, Json, World } from '../world/world.ts';
import { textField } from './exchange.ts';
import { invalid, type Read } from './read.ts';

/** Where the machines of a compute are to be. */
export type Where = { readonly subscriptionId: string; readonly region: string };

/** The size of a cluster or instance, upper-cased: offered there, fit for it, and within the limits of the subscription. */
export const readSize = (
  world: World,
  where: Where,
  properties: Json | undefined,
  machine: { readonly priority: Cluster['priority']; readonly minNodes: number; readonly instance: boolean },
): Read<string> => {
  const vmSize = textField(properties, 'vmSize');
  if (vmSize === undefined) return invalid('The property vmSize is required.');
  const size = sizesIn(where.region).find((other) => other.name.toLowerCase() === vmSize.toLowerCase());
  if (size === undefined || (machine.instance && !size.forInstances)) {
    return invalid(`The specified vmSize '${vmSize}' is not supported in region '${where.region}'.`);
  }
  if (machine.priority === 'LowPriority' && !size.lowPriority) {
    return invalid(`The specified vmSize '${vmSize}' can not be used with low priority.`);
  }
  const failure = creationRefused(world, where.subscriptionId, where.region, { ...machine, vmSize });
  return failure === undefined ? { ok: true, value: vmSize.toUpperCase() } : { ok: false, failure };
};
