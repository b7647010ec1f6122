import { describe, expect, test } from 'vitest';
import type { Usage, VmSize } from '#azure/model.ts';
import { pricePerHour, usageForFamily } from '#azure/sizes.ts';

const size = (prices: Pick<VmSize, 'dedicatedPerHour' | 'lowPriorityPerHour'>): VmSize => ({
  name: 'Standard_DS3_v2',
  family: 'standardDSv2Family',
  vCpus: 4,
  gpus: 0,
  memoryGb: 14,
  lowPriorityCapable: true,
  forClusters: true,
  forInstances: true,
  ...prices,
});

const family = (name: string): Usage => ({ scope: 'family', name, current: 2, limit: 24 });

describe('the price of a size', () => {
  test('is that of the priority', () => {
    const priced = size({ dedicatedPerHour: 0.29, lowPriorityPerHour: 0.06 });
    expect(pricePerHour(priced, 'Dedicated')).toBe(0.29);
    expect(pricePerHour(priced, 'LowPriority')).toBe(0.06);
  });

  test('is unknown, not 0, when the service names none', () => {
    expect(pricePerHour(size({ dedicatedPerHour: 0.29 }), 'LowPriority')).toBeUndefined();
  });
});

describe("the quota of a size's family", () => {
  const rows: readonly Usage[] = [
    { scope: 'dedicated-cores', name: 'Total Cluster Dedicated Regional vCPUs', current: 14, limit: 24 },
    family('Standard DSv2 Family Cluster LowPriority vCPUs'),
    family('Standard D Family Cluster Dedicated vCPUs'),
    family('Standard DSv2 Family Cluster Dedicated vCPUs'),
    { ...family('Standard NC Family Cluster Dedicated vCPUs'), scope: 'workspace' },
    family('Standard NCASv3_T4 Family Cluster Dedicated vCPUs'),
  ];

  test.each([
    ['standardDSv2Family', 'Standard DSv2 Family Cluster Dedicated vCPUs'],
    ['STANDARDDSV2FAMILY', 'Standard DSv2 Family Cluster Dedicated vCPUs'],
    ['standardDFamily', 'Standard D Family Cluster Dedicated vCPUs'],
    ['Standard NCASv3_T4 Family', 'Standard NCASv3_T4 Family Cluster Dedicated vCPUs'],
  ])('%s is the row "%s"', (name, row) => {
    expect(usageForFamily(rows, name)?.name).toBe(row);
  });

  test('at low priority is the row of low priority', () => {
    expect(usageForFamily(rows, 'standardDSv2Family', 'LowPriority')?.name).toContain('LowPriority');
  });

  test.each(['standardNCFamily', 'standardXFamily', ''])('%o is unknown when no family row fits', (name) => {
    expect(usageForFamily(rows, name)).toBeUndefined();
  });
});
