import type { Compute, QuotaCap, Usage } from '#azure/model.ts';
import { familyLabel } from '#azure/quota.ts';
import { usageForFamily } from '#azure/sizes.ts';
import { sizeOf, type SizesIn } from './cost-rows.ts';
import { fullness, type QuotaRow, type QuotaUse } from './money-rows.ts';
import { regionKey } from './regions.ts';

/** The limits of one region, as the service lists them. */
export type RegionLimits = {
  readonly location: string;
  readonly usages: readonly Usage[];
  /** Empty where they are not known. */
  readonly caps: readonly QuotaCap[];
};

export type QuotaScene = {
  readonly regions: readonly RegionLimits[];
  readonly computes: readonly Compute[];
  readonly sizes: SizesIn;
  /** Lower-cased ARM id of the workspace. */
  readonly workspaceId: string;
  /** The workspace's region: that of computes which name none. */
  readonly home: string;
};

const isLow = ({ detail }: Compute): boolean =>
  detail.is === 'cluster' && detail.priority.is === 'LowPriority';

const nodesNow = ({ detail }: Compute): number =>
  detail.is === 'cluster' ? Math.max(0, detail.currentNodes - detail.counts.preempted) : 1;
const nodesAtMax = ({ detail }: Compute): number => (detail.is === 'cluster' ? detail.maxNodes : 1);

/** Which computes of this workspace hold something of each row of usages of their region. Attached ones hold nothing of it. */
const usesOf = (
  { usages, location }: RegionLimits,
  { computes, sizes, home }: QuotaScene,
): ReadonlyMap<Usage, readonly QuotaUse[]> => {
  const uses = new Map<Usage, QuotaUse[]>();
  const add = (row: Usage | undefined, use: QuotaUse): void => {
    if (row === undefined) return;
    const known = uses.get(row);
    if (known === undefined) uses.set(row, [use]);
    else known.push(use);
  };
  for (const compute of computes) {
    const where = compute.location === '' ? home : compute.location;
    if (compute.detail.is === 'other' || regionKey(where) !== regionKey(location)) continue;
    const { name } = compute;
    add(
      usages.find(({ scope }) => scope === 'computes'),
      { name, now: 1, atMax: 1 },
    );
    const size = sizeOf(compute, sizes);
    if (size === undefined) continue;
    const use = { name, now: nodesNow(compute) * size.vCpus, atMax: nodesAtMax(compute) * size.vCpus };
    const low = isLow(compute);
    const total = low ? 'low-priority-cores' : 'dedicated-cores';
    add(usageForFamily(usages, size.family, low ? 'LowPriority' : 'Dedicated'), use);
    add(
      usages.find(({ scope }) => scope === total),
      use,
    );
  }
  for (const each of uses.values()) each.sort((a, b) => b.now - a.now || b.atMax - a.atMax);
  return uses;
};

const labels: Readonly<Partial<Record<Usage['scope'], string>>> = {
  computes: 'computes',
  'dedicated-cores': 'all dedicated vCPUs',
  'low-priority-cores': 'all low-priority vCPUs',
};

const priorityOf = ({ scope, name }: Usage): { readonly priority?: NonNullable<QuotaRow['priority']> } => {
  if (scope === 'dedicated-cores') return { priority: 'dedicated' };
  if (scope === 'low-priority-cores') return { priority: 'low priority' };
  if (scope !== 'family') return {};
  return { priority: /low\s*-?priority/iu.test(name) ? 'low priority' : 'dedicated' };
};

/** What this workspace may have of a family, when that is less than the whole. */
const capOf = (
  { scope, name, limit }: Usage,
  caps: readonly QuotaCap[],
  workspaceId: string,
): { readonly cap?: number } => {
  if (scope !== 'family') return {};
  const cap = caps.find(
    (each) => each.workspaceId === workspaceId && each.name.toLowerCase() === name.toLowerCase(),
  )?.limit;
  return cap === undefined || (limit !== undefined && cap >= limit) ? {} : { cap };
};

const ofRegion = (region: RegionLimits, scene: QuotaScene): readonly QuotaRow[] => {
  const uses = usesOf(region, scene);
  // What single workspaces and computes use is part of the rows above them.
  const rows = region.usages.filter(({ scope }) => scope !== 'workspace' && scope !== 'compute');
  return rows.map((row): QuotaRow => {
    const { scope, name, current, limit } = row;
    return {
      id: `${regionKey(region.location)} ${scope} ${name}`,
      region: region.location,
      counts: scope === 'computes' ? 'computes' : scope === 'other' ? 'unknown' : 'vCPUs',
      label: labels[scope] ?? (scope === 'family' ? familyLabel(name) : name),
      ...priorityOf(row),
      current,
      ...(limit === undefined ? {} : { limit }),
      ...capOf(row, region.caps, scene.workspaceId),
      uses: uses.get(row) ?? none,
    };
  });
};

const none: readonly QuotaUse[] = [];

/** Every limit of the regions, the fullest first; then what this workspace uses, then what anybody does. Unknown rows are named as the service does. */
export const quotaRows = (scene: QuotaScene): readonly QuotaRow[] => {
  const rank = (row: QuotaRow): number => fullness(row) ?? -1;
  return scene.regions
    .flatMap((region) => ofRegion(region, scene))
    .toSorted(
      (a, b) =>
        rank(b) - rank(a) ||
        b.uses.length - a.uses.length ||
        b.current - a.current ||
        (a.label.toLowerCase() < b.label.toLowerCase() ? -1 : 1),
    );
};
