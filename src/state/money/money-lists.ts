import type { Compute } from '#azure/model.ts';
import type { ListDefinition } from '../lists.ts';
import { fullness, type CostRow, type QuotaRow, type WasteRow } from './money-rows.ts';

const dearest = (perHour: number | undefined): number => -(perHour ?? 0);
const nameOf = ({ compute }: { readonly compute: Compute }): string => compute.name.toLowerCase();

export const costList: ListDefinition<CostRow> = {
  id: (row) => row.id,
  fields: {
    name: (row) => row.compute.name,
    type: (row) => row.compute.type.text,
    size: ({ compute: { detail } }) => (detail.is === 'other' ? '' : detail.vmSize),
    priority: ({ compute: { detail } }) => (detail.is === 'cluster' ? detail.priority.text : ''),
    region: (row) => row.compute.location,
  },
  sorts: {
    n: { title: 'name', by: nameOf },
    $: { title: 'now', by: (row) => dearest(row.money.now) },
    i: { title: 'at min', by: (row) => dearest(row.money.atMin) },
    x: { title: 'at max', by: (row) => dearest(row.money.atMax) },
    t: { title: 'type', by: (row) => row.compute.type.text },
  },
};

export const wasteList: ListDefinition<WasteRow> = {
  id: (row) => row.id,
  fields: {
    name: (row) => row.compute.name,
    kind: (row) => row.kind,
    action: (row) => row.mend.by,
    type: (row) => row.compute.type.text,
  },
  sorts: {
    n: { title: 'name', by: nameOf },
    $: { title: 'wasted', by: (row) => dearest(row.perHour) },
    k: { title: 'kind', by: (row) => row.kind },
    s: { title: 'since', by: (row) => row.since?.at ?? Number.MAX_VALUE },
  },
  fault: (row) => row.kind === 'unusable' || row.kind === 'broken',
};

export const quotaList: ListDefinition<QuotaRow> = {
  id: (row) => row.id,
  fields: {
    name: (row) => row.label,
    region: (row) => row.region,
    priority: (row) => row.priority ?? '',
    here: (row) => row.uses.map(({ name }) => name).join(' '),
  },
  sorts: {
    f: { title: 'how full', by: (row) => -(fullness(row) ?? -1) },
    n: { title: 'name', by: (row) => row.label.toLowerCase() },
    u: { title: 'used', by: (row) => -row.current },
    r: { title: 'region', by: (row) => row.region },
    h: { title: 'used here', by: (row) => -row.uses.reduce((sum, { now }) => sum + now, 0) },
  },
  fault: (row) => (fullness(row) ?? 0) >= 1,
};
