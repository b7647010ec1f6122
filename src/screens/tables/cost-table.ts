import type { ClusterDetail } from '#azure/model.ts';
import { isUnbilled } from '#state/compute-state.ts';
import type { CostRow } from '#state/money/money-rows.ts';
import type { ColumnSpec } from '../columns.ts';
import { moneyFigure, shortSize } from '../figures.ts';
import type { Cells } from '../table.ts';
import { count } from '../words.ts';
import { nodesOf } from './compute-table.ts';

export const costColumns: readonly ColumnSpec[] = [
  { id: 'name', title: 'COST', min: 14, max: 32, grow: 3 },
  { id: 'nodes', title: 'NODES', min: 5, align: 'right' },
  { id: 'now', title: '$/H NOW', min: 7, align: 'right' },
  { id: 'atMin', title: 'AT MIN', min: 7, align: 'right' },
  { id: 'atMax', title: 'AT MAX', min: 7, align: 'right' },
  { id: 'month', title: 'MONTH MIN', min: 9, align: 'right' },
  { id: 'priced', title: 'PRICED AS', min: 21, max: 44, grow: 2 },
  { id: 'size', title: 'SIZE', min: 16, max: 24, grow: 1, drop: 1 },
];

/** Hours of the month that prices are told for. */
export const hoursAMonth = 730;

/** Whole dollars; the least that is not nothing is told as such. */
export const monthFigure = (perHour: number | undefined): string => {
  if (perHour === undefined) return '-';
  const month = perHour * hoursAMonth;
  return month > 0 && month < 1 ? '<1' : count(Math.round(month));
};

const clusterWords = ({ priority, counts }: ClusterDetail): string =>
  [
    priority.is === 'LowPriority' ? 'low priority' : '',
    counts.unusable > 0 ? `${counts.unusable} unusable, billed` : '',
    counts.leaving > 0 ? `${counts.leaving} leaving, billed` : '',
    counts.preempted > 0 ? `${counts.preempted} preempted, free` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');

/** What a price hinges on; empty where it is the plain one of dedicated machines. */
const pricedAs = ({ compute, money }: CostRow): string => {
  const { detail } = compute;
  if (compute.attached) return 'billed where it lives';
  if (detail.is === 'other') return 'no price known';
  if (money.now === undefined) return 'price unknown';
  if (detail.is === 'instance')
    return isUnbilled(detail.state) ? `${detail.state.text.toLowerCase()}: disk only` : '';
  return clusterWords(detail);
};

export const costCells = (row: CostRow): Cells => {
  const { compute, money, size } = row;
  const figure = (value: number | undefined): { readonly text: string } => ({
    text: compute.attached ? '-' : moneyFigure(value),
  });
  return {
    name: { text: compute.name },
    nodes: { text: nodesOf(compute) },
    now: figure(money.now),
    atMin: figure(money.atMin),
    atMax: figure(money.atMax),
    month: { text: compute.attached ? '-' : monthFigure(money.atMin) },
    priced: { text: pricedAs(row), tone: 'secondary' },
    size: {
      text: compute.detail.is === 'other' ? '-' : shortSize(size ?? compute.detail.vmSize),
      tone: 'secondary',
    },
  };
};
