import type { VmSize } from '#azure/model.ts';
import type { ColumnSpec } from '../columns.ts';
import type { Cells } from '../table.ts';
import { moneyFigure } from '../figures.ts';

export const sizeColumns: readonly ColumnSpec[] = [
  { id: 'name', title: 'VM SIZES', min: 24, max: 34, grow: 1 },
  { id: 'vcpus', title: 'VCPU', min: 5, align: 'right' },
  { id: 'gpus', title: 'GPU', min: 4, align: 'right' },
  { id: 'memory', title: 'GB', min: 6, align: 'right' },
  { id: 'price', title: '$/H', min: 8, align: 'right' },
  { id: 'low', title: 'LOW PRIO $/H', min: 12, align: 'right', drop: 1 },
  { id: 'family', title: 'FAMILY', min: 20, max: 30, grow: 1, drop: 2 },
];

export const sizeCells = (size: VmSize): Cells => ({
  name: { text: size.name },
  vcpus: { text: String(size.vCpus) },
  gpus: { text: size.gpus === 0 ? '-' : String(size.gpus) },
  memory: { text: String(size.memoryGb) },
  price: { text: moneyFigure(size.dedicatedPerHour) },
  low: { text: size.lowPriorityCapable ? moneyFigure(size.lowPriorityPerHour) : '-' },
  family: { text: size.family, tone: 'secondary' },
});
