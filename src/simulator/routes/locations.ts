import { coresHeld, familyLimit, managedIn, quotaOf } from '../world/quota.ts';
import { workspacePath } from '../world/lookup.ts';
import { familyTitle, regions, sizeNamed, sizesIn, type Size } from '../world/sizes.ts';
import type { Json, Workspace } from '../world/world.ts';
import { badRequest, inSubscription, ok, type Answer, type Ask, type Route } from './exchange.ts';
import { page } from './paging.ts';

const round = (price: number): number => Math.round(price * 1000) / 1000;

const printSize = (size: Size): Json => {
  const prices: Json[] = [
    { retailPrice: size.price, osType: 'Linux', vmTier: 'Standard' },
    { retailPrice: round(size.price + 0.046 * size.vCpus), osType: 'Windows', vmTier: 'Standard' },
  ];
  if (size.lowPriority) {
    prices.push(
      { retailPrice: round(size.price * 0.2), osType: 'Linux', vmTier: 'LowPriority' },
      {
        retailPrice: round((size.price + 0.046 * size.vCpus) * 0.4),
        osType: 'Windows',
        vmTier: 'LowPriority',
      },
    );
  }
  return {
    name: size.name,
    family: size.family,
    vCPUs: size.vCpus,
    gpus: size.gpus,
    osVhdSizeMB: 1_047_552,
    maxResourceVolumeMB: size.diskMb,
    memoryGB: size.memoryGb,
    lowPriorityCapable: size.lowPriority,
    premiumIO: /\ds|s_v|DS/u.test(size.name),
    estimatedVMPrices: { billingCurrency: 'USD', unitOfMeasure: 'OneHour', values: prices },
    supportedComputeTypes: ['AmlCompute', ...(size.forInstances ? ['ComputeInstance'] : [])],
  };
};

const inRegion = (ask: Ask, then: (subscriptionId: string, location: string) => Answer): Answer =>
  inSubscription(ask, (subscriptionId) => {
    const location = (ask.params['location'] ?? '').replaceAll(' ', '').toLowerCase();
    return regions[location] === undefined
      ? badRequest(
          `No registered resource provider found for location '${location}' and API version '${ask.query.get('api-version') ?? ''}' for type 'locations'.`,
          'NoRegisteredProviderFound',
        )
      : then(subscriptionId, location);
  });

const usage = (
  id: string,
  type: string,
  name: string,
  currentValue: number,
  limit: number,
): { [key: string]: Json } => ({
  id,
  type: `Microsoft.MachineLearningServices/${type}/usages`,
  unit: 'Count',
  currentValue,
  limit,
  name: { value: name, localizedValue: name },
});

const underscored = (name: string): string => name.replaceAll(' ', '_');

type Held = {
  readonly workspace: Workspace;
  readonly name: string;
  readonly family: string;
  readonly low: boolean;
  readonly cores: number;
};

const heldIn = (ask: Ask, subscriptionId: string, location: string): Held[] =>
  managedIn(ask.world, subscriptionId, location).flatMap((compute) => {
    const workspace = ask.world.workspaces.find((other) => other.computes.includes(compute));
    const size = compute.detail.kind === 'attached' ? undefined : sizeNamed(compute.detail.vmSize);
    if (workspace === undefined || size === undefined) return [];
    const low = compute.detail.kind === 'cluster' && compute.detail.priority === 'LowPriority';
    return [{ workspace, name: compute.name, family: size.family, low, cores: coresHeld(compute) }];
  });

const sum = (held: readonly Held[]): number => held.reduce((total, one) => total + one.cores, 0);

const familyRows = (
  ask: Ask,
  subscriptionId: string,
  location: string,
  held: readonly Held[],
  low: boolean,
): { [key: string]: Json }[] => {
  const quota = quotaOf(ask.world, subscriptionId, location);
  const families = [...new Set(sizesIn(location).map((size) => size.family))].sort();
  return families.flatMap((family) => {
    const name = `${familyTitle(family)} Cluster ${low ? 'LowPriority' : 'Dedicated'} vCPUs`;
    const limit = low ? -1 : familyLimit(quota, family);
    const mine = held.filter((one) => one.family === family && one.low === low);
    const rows = [
      usage(
        `/subscriptions/${subscriptionId}/usages/${underscored(name)}`,
        'vmFamily',
        name,
        sum(mine),
        limit,
      ),
    ];
    for (const workspace of new Set(mine.map((one) => one.workspace))) {
      const here = mine.filter((one) => one.workspace === workspace);
      const path = workspacePath(workspace);
      rows.push(usage(`${path}/usages/${underscored(name)}`, 'workspaces', name, sum(here), limit));
      for (const one of here) {
        const id = `${path}/computes/${one.name}/usages/${underscored(name)}`;
        rows.push(usage(id, 'workspaces/computes', name, one.cores, limit));
      }
    }
    return rows;
  });
};

const usages = (ask: Ask, subscriptionId: string, location: string): Answer => {
  const quota = quotaOf(ask.world, subscriptionId, location);
  const held = heldIn(ask, subscriptionId, location);
  const root = `/subscriptions/${subscriptionId}/usages`;
  const rows = [
    usage(root, 'totalCores', 'Clusters', held.length, quota.computes),
    usage(
      root,
      'dedicatedCores',
      'Total Cluster Dedicated Regional vCPUs',
      sum(held.filter((one) => !one.low)),
      quota.dedicated,
    ),
    ...familyRows(ask, subscriptionId, location, held, false),
    usage(
      root,
      'lowPriorityCores',
      'Total Cluster LowPriority Regional vCPUs',
      sum(held.filter((one) => one.low)),
      quota.lowPriority,
    ),
    ...familyRows(ask, subscriptionId, location, held, true),
  ].map((row, index) => ({ serial: index + 1, row }));
  const found = page(ask, rows, 500);
  if (found === 'bad') return badRequest('The continuation token is not valid.');
  const value = found.items.map(({ row }) => row);
  return ok(found.next === undefined ? { value } : { value, nextLink: found.next });
};

const quotas = (ask: Ask, subscriptionId: string, location: string): Answer => {
  const quota = quotaOf(ask.world, subscriptionId, location);
  const families = [...new Set(sizesIn(location).map((size) => size.family))].sort();
  const row = (id: string, type: string, name: string, limit: number): Json => ({
    id,
    type: `Microsoft.MachineLearningServices/${type}/quotas`,
    name: { value: name, localizedValue: name },
    limit,
    unit: 'Count',
  });
  const value = families.flatMap((family) => {
    const name = `${familyTitle(family)} Cluster Dedicated vCPUs`;
    const limit = familyLimit(quota, family);
    const workspaces = ask.world.workspaces.filter(
      (workspace) => workspace.subscriptionId === subscriptionId && workspace.location === location,
    );
    return [
      row(`/subscriptions/${subscriptionId}/quotas/${underscored(name)}`, 'vmFamily', name, limit),
      ...workspaces.map((workspace) =>
        row(`${workspacePath(workspace)}/quotas/${underscored(name)}`, 'workspaces', name, limit),
      ),
    ];
  });
  return ok({ value });
};

const base =
  '/subscriptions/{subscriptionId}/providers/Microsoft.MachineLearningServices/locations/{location}';

export const locationRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: `${base}/vmSizes`,
    handle: (ask) => inRegion(ask, (_, location) => ok({ value: sizesIn(location).map(printSize) })),
  },
  {
    method: 'GET',
    template: `${base}/usages`,
    handle: (ask) => inRegion(ask, (subscriptionId, location) => usages(ask, subscriptionId, location)),
  },
  {
    method: 'GET',
    template: `${base}/quotas`,
    handle: (ask) => inRegion(ask, (subscriptionId, location) => quotas(ask, subscriptionId, location)),
  },
];
