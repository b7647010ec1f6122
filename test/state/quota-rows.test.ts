import { describe, expect, it } from 'vitest';
import type { Compute, QuotaCap, Usage } from '#azure/model.ts';
import { costRows, costTotals, sizesIn } from '#state/money/cost-rows.ts';
import { fullness, type QuotaRow } from '#state/money/money-rows.ts';
import { quotaRows, type RegionLimits } from '#state/money/quota-rows.ts';
import { gpu } from '#test/support/computes.ts';
import { attachment, cluster, factory, instance } from './computes.ts';

const usage = (scope: Usage['scope'], name: string, current: number, limit?: number): Usage => ({
  scope,
  name,
  current,
  ...(limit === undefined ? {} : { limit }),
});
const family = 'Standard NCSv3 Family Cluster Dedicated vCPUs';
const lowFamily = 'Standard NCSv3 Family Cluster LowPriority vCPUs';
const usages = [
  usage('computes', 'Clusters', 9, 200),
  usage('dedicated-cores', 'Total Cluster Dedicated Regional vCPUs', 54, 600),
  usage('low-priority-cores', 'Total Cluster LowPriority Regional vCPUs', 12, 300),
  usage('family', family, 54, 60),
  usage('family', lowFamily, 12),
  usage('family', 'Standard Mystery Family Cluster Dedicated vCPUs', 0, 0),
  usage('workspace', family, 54, 60),
  usage('compute', family, 24, 60),
  usage('other', 'Endpoints of some new kind', 3, 4),
];
const workspaceId = '/subscriptions/s1/resourcegroups/rg/providers/x/workspaces/ws';
const computes = [
  cluster('train', { counts: { running: 4, preempted: 2 } }),
  cluster('sweep', { counts: { running: 2 }, priority: 'LowPriority' }),
  instance('ci', 'Stopped'),
  attachment('dbx'),
];
const rows = (
  regions: readonly Partial<RegionLimits>[] = [{}],
  of: readonly Compute[] = computes,
): readonly QuotaRow[] =>
  quotaRows({
    regions: regions.map((region) => ({ location: 'westeurope', usages, caps: [], ...region })),
    computes: of,
    sizes: sizesIn('westeurope', [gpu], {
      northeurope: { sizes: [{ ...gpu, vCpus: 8, dedicatedPerHour: 5 }] },
    }),
    workspaceId,
    home: 'westeurope',
  });
const named = (all: readonly QuotaRow[], label: string, priority?: string): QuotaRow | undefined =>
  all.find((row) => row.label === label && (priority === undefined || row.priority === priority));

describe('the limits of a region', () => {
  it('come the fullest first; those without one, and those of which nothing was granted, last', () => {
    expect(rows().map(({ label }) => label)).toEqual([
      'Standard NCSv3 family',
      'Endpoints of some new kind',
      'all dedicated vCPUs',
      'computes',
      'all low-priority vCPUs',
      'Standard NCSv3 family',
      'Standard Mystery family',
    ]);
    expect(fullness({ current: 0, limit: 0 })).toBeUndefined();
    expect(fullness({ current: 2, limit: 0 })).toBe(1);
  });

  it('say which computes of this workspace use them: a stopped instance too, what was pre-empted not', () => {
    const uses = [
      { name: 'train', now: 24, atMax: 60 },
      { name: 'ci', now: 6, atMax: 6 },
    ];
    expect(named(rows(), 'Standard NCSv3 family', 'dedicated')?.uses).toEqual(uses);
    expect(named(rows(), 'all dedicated vCPUs')?.uses).toEqual(uses);
    const low = [{ name: 'sweep', now: 12, atMax: 60 }];
    expect(named(rows(), 'Standard NCSv3 family', 'low priority')).toMatchObject({ uses: low });
    expect(named(rows(), 'Standard NCSv3 family', 'low priority')).not.toHaveProperty('limit');
    expect(named(rows(), 'all low-priority vCPUs')?.uses).toEqual(low);
    expect(named(rows(), 'computes')?.uses.map(({ name }) => name)).toEqual(['train', 'sweep', 'ci']);
    expect(named(rows(), 'Standard Mystery family')?.uses).toEqual([]);
  });

  it('name what is unknown as the service does', () => {
    expect(named(rows(), 'Endpoints of some new kind')).toMatchObject({
      counts: 'unknown',
      current: 3,
      limit: 4,
    });
  });

  it('say what this workspace may have of a family, when that is less', () => {
    const cap = (limit: number, of = workspaceId): QuotaCap => ({ name: family, workspaceId: of, limit });
    const capOf = (...caps: readonly QuotaCap[]) =>
      named(rows([{ caps }]), 'Standard NCSv3 family', 'dedicated')?.cap;
    expect(capOf({ name: family, limit: 60 }, cap(24))).toBe(24);
    expect(capOf(cap(60))).toBeUndefined();
    expect(capOf(cap(24, '/another'))).toBeUndefined();
  });

  it('of another region are counted by the computes and the sizes of that region', () => {
    const north = cluster('north', { counts: { running: 1 } }, { location: 'North Europe' });
    const all = rows([{}, { location: 'northeurope' }], [...computes, north]);
    expect(
      all
        .filter(({ uses }) => uses.some(({ name }) => name === 'north'))
        .map(({ region, label }) => `${region} ${label}`),
    ).toEqual([
      'northeurope Standard NCSv3 family',
      'northeurope all dedicated vCPUs',
      'northeurope computes',
    ]);
    expect(
      all.find(({ region, label }) => region === 'northeurope' && label === 'Standard NCSv3 family')?.uses,
    ).toEqual([{ name: 'north', now: 8, atMax: 80 }]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });
});

describe('what computes cost', () => {
  const sizes = sizesIn('westeurope', [gpu], { northeurope: { sizes: [{ ...gpu, dedicatedPerHour: 5 }] } });
  const north = cluster(
    'north',
    { counts: { running: 1, leaving: 1, unusable: 1 } },
    { location: 'northeurope' },
  );
  const unheard = cluster('unheard', { vmSize: 'Standard_Unheard_Of' });
  const all = costRows([factory('adf'), unheard, ...computes, north], sizes);

  it('comes the dearest first, then what has no known price, then what costs nothing now, what is billed elsewhere last', () => {
    expect(all.map(({ compute }) => compute.name)).toEqual([
      'train',
      'north',
      'sweep',
      'adf',
      'unheard',
      'ci',
      'dbx',
    ]);
  });

  it('is that of its own region, leaving and unusable nodes with it, and of low priority less', () => {
    const money = (name: string) => all.find(({ compute }) => compute.name === name)?.money;
    expect(money('north')).toEqual({ now: 15, atMin: 0, atMax: 50 });
    expect(money('sweep')).toEqual({ now: 1.6, atMin: 0, atMax: 8 });
    expect(money('unheard')).toEqual({});
  });

  it('is summed over what is known, and says how much is not', () => {
    expect(costTotals(all)).toEqual({
      now: { perHour: 32.6, priced: 4, unknown: 2 },
      atMin: { perHour: 0, priced: 4, unknown: 2 },
      atMax: { perHour: 102, priced: 4, unknown: 2 },
    });
  });

  it('is unknown in a region whose sizes are not known', () => {
    expect(costRows([north], sizesIn('westeurope', [gpu], {}))[0]?.money).toEqual({});
  });
});
