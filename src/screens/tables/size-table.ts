import type { Usage, VmSize } from '#azure/model.ts';
import { usageForFamily } from '#azure/sizes.ts';
import type { ColumnSpec } from '../columns.ts';
import { moneyFigure } from '../figures.ts';
import type { Cells } from '../table.ts';

export const sizeColumns: readonly ColumnSpec[] = [
  { id: 'name', title: 'VM SIZES', min: 25, max: 34, grow: 1 },
  { id: 'vcpus', title: 'VCPU', min: 4, align: 'right' },
  { id: 'gpus', title: 'GPU', min: 3, align: 'right' },
  { id: 'memory', title: 'GB', min: 6, align: 'right' },
  { id: 'price', title: '$/H', min: 6, align: 'right' },
  { id: 'left', title: 'QUOTA LEFT', min: 10, align: 'right' },
  { id: 'low', title: 'LOW PRIO', min: 8, align: 'right', drop: 2 },
  { id: 'family', title: 'FAMILY', min: 20, max: 30, grow: 1, drop: 1 },
];

/** vCPUs of the family that the quota still has; a dash where it cannot be told, "no limit" where there is none of its own. */
const quotaLeft = (size: VmSize, usages: readonly Usage[] | undefined): string => {
  const usage = usages === undefined ? undefined : usageForFamily(usages, size.family);
  if (usage === undefined) return '-';
  return usage.limit === undefined ? 'no limit' : String(Math.max(0, usage.limit - usage.current));
};

export const sizeCells =
  (usages: readonly Usage[] | undefined) =>
  (size: VmSize): Cells => ({
    name: { text: size.name },
    vcpus: { text: String(size.vCpus) },
    gpus: { text: size.gpus === 0 ? '-' : String(size.gpus) },
    memory: { text: String(size.memoryGb) },
    price: { text: moneyFigure(size.dedicatedPerHour) },
    left: { text: quotaLeft(size, usages) },
    low: { text: size.lowPriorityCapable ? moneyFigure(size.lowPriorityPerHour) : 'no' },
    family: { text: size.family, tone: 'secondary' },
  });
