import type { Usage, VmSize } from './model.ts';
import { usageForFamily } from './sizes.ts';
import type { Claims } from './targets/target.ts';

export type QuotaVerdict = { readonly is: 'pass' | 'warn' | 'block'; readonly words: string };

/** `Standard DSv2 Family Cluster Dedicated vCPUs` is called the "Standard DSv2 family". */
export const familyLabel = (name: string): string =>
  name.replace(/\s*cluster\s+(dedicated|low\s*priority)\s+vcpus\s*$/iu, '').replace(/family$/iu, 'family');

/**
 * One limit on cores against what is asked of it. The service refuses a compute of which not even one node fits into the whole
 * limit, whatever is free, and even with min 0; a maximum above what is free only makes large jobs fail or wait.
 */
const coreVerdict = (claims: Claims, vCpus: number, usage: Usage, label: string): QuotaVerdict => {
  const { current, limit } = usage;
  if (limit === undefined) return { is: 'pass', words: `no limit of its own in ${label}` };
  const free = Math.max(0, limit - current);
  const has = (needs: number): string => `needs ${needs} vCPUs, ${free} of ${limit} left in ${label}`;
  const first = vCpus * Math.max(1, claims.minNodes);
  const atMin = vCpus * claims.minNodes;
  const atMax = vCpus * claims.maxNodes;
  if (first > limit)
    return { is: 'block', words: `${has(first)}: more than the whole limit, it would be refused` };
  if (atMin > free)
    return {
      is: 'block',
      words: claims.scales
        ? `${has(atMin)}: the nodes kept at all times would not come`
        : `${has(atMin)}: it would not come up`,
    };
  if (atMax > free)
    return {
      is: 'warn',
      words: `${has(atMax)}: at ${claims.maxNodes} ${claims.maxNodes === 1 ? 'node' : 'nodes'} jobs would fail or wait for ever`,
    };
  return { is: 'pass', words: has(atMax) };
};

const regional = {
  Dedicated: { scope: 'dedicated-cores', label: 'dedicated vCPUs' },
  LowPriority: { scope: 'low-priority-cores', label: 'low-priority vCPUs' },
} as const;

const familyVerdict = (claims: Claims, size: VmSize, usages: readonly Usage[]): readonly QuotaVerdict[] => {
  // Families have no limit of their own at low priority: only the region's total counts.
  if (claims.priority === 'LowPriority') return [];
  const row = usageForFamily(usages, size.family);
  return row === undefined
    ? [{ is: 'pass', words: `quota unknown: the service lists none for ${size.family || size.name}` }]
    : [coreVerdict(claims, size.vCpus, row, familyLabel(row.name))];
};

const regionVerdict = (claims: Claims, size: VmSize, usages: readonly Usage[]): QuotaVerdict => {
  const { scope, label } = regional[claims.priority];
  const row = usages.find((each) => each.scope === scope);
  return row === undefined
    ? { is: 'pass', words: `quota unknown: the service lists no total of ${label} for ${claims.location}` }
    : coreVerdict(claims, size.vCpus, row, `${label} of ${claims.location}`);
};

/** Clusters, instances and managed endpoints count together; the service calls the row "Clusters". */
const computesVerdict = ({ location }: Claims, usages: readonly Usage[]): readonly QuotaVerdict[] => {
  const row = usages.find(({ scope }) => scope === 'computes');
  if (row?.limit === undefined) return [];
  const words = `${row.current} of ${row.limit} computes exist in ${location}`;
  return row.current + 1 > row.limit
    ? [{ is: 'block', words: `${words}: one more would be refused` }]
    : [{ is: 'pass', words }];
};

/**
 * Whether the quota allows what is claimed: of the size's family, of the region, and of the number of computes, in this order.
 * Counts are those of the service as they stand: a stopped instance holds its quota. Cores are vCPUs. What is not listed is
 * unknown and stops nothing. Rules as in the service's refusals and Azure Machine Learning's page on quotas.
 */
export const quotaVerdicts = (
  claims: Claims,
  size: VmSize,
  usages: readonly Usage[],
): readonly QuotaVerdict[] => [
  ...familyVerdict(claims, size, usages),
  regionVerdict(claims, size, usages),
  ...computesVerdict(claims, usages),
];
