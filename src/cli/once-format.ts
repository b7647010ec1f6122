import { stringify } from 'csv-stringify/sync';
import type { Snapshot, SnapshotCompute, SnapshotJob, SnapshotNode } from './once-snapshot.ts';
import { cut, textTable, type TextColumn } from './text-table.ts';

export type OnceFormat = 'table' | 'json' | 'csv';

/** The snapshot as indented JSON. */
export const jsonText = (snapshot: Snapshot): string => `${JSON.stringify(snapshot, undefined, 2)}\n`;

type CsvCell = string | number | boolean | null;

const csvColumns = [
  'kind',
  'name',
  'displayName',
  'type',
  'state',
  'compute',
  'job',
  'vmSize',
  'priority',
  'nodes',
  'targetNodes',
  'minNodes',
  'maxNodes',
  'attached',
  'location',
  'experiment',
  'createdAt',
  'createdBy',
  'privateIp',
  'publicIp',
  'sshPort',
  'costPerHour',
] as const;

type CsvRow = { readonly [column in (typeof csvColumns)[number]]?: CsvCell };

const computeRow = (compute: SnapshotCompute): CsvRow => ({
  kind: 'compute',
  name: compute.name,
  type: compute.type,
  state: compute.state,
  vmSize: compute.vmSize,
  priority: compute.cluster?.priority ?? null,
  nodes: compute.cluster?.currentNodes ?? null,
  targetNodes: compute.cluster?.targetNodes ?? null,
  minNodes: compute.cluster?.minNodes ?? null,
  maxNodes: compute.cluster?.maxNodes ?? null,
  attached: compute.attached,
  location: compute.location,
  createdAt: compute.createdAt,
  createdBy: compute.instance?.createdBy ?? null,
  privateIp: compute.instance?.privateIp ?? null,
  publicIp: compute.instance?.publicIp ?? null,
  costPerHour: compute.costPerHour,
});

const nodeRow = (node: SnapshotNode): CsvRow => ({
  kind: 'node',
  name: node.id,
  state: node.state,
  compute: node.compute,
  job: node.job,
  privateIp: node.privateIp,
  publicIp: node.publicIp,
  sshPort: node.sshPort,
});

const jobRow = (job: SnapshotJob): CsvRow => ({
  kind: 'job',
  name: job.name,
  displayName: job.displayName,
  type: job.type,
  state: job.status,
  compute: job.compute,
  nodes: job.nodes,
  experiment: job.experiment,
  createdAt: job.createdAt,
  createdBy: job.createdBy,
});

/**
 * The snapshot as one table of computes, nodes and jobs, told apart by the column `kind`; the titles come first. Cells that a
 * spreadsheet would take for a formula are quoted by an apostrophe.
 */
export const csvText = (snapshot: Snapshot): string =>
  stringify(
    [...snapshot.computes.map(computeRow), ...snapshot.nodes.map(nodeRow), ...snapshot.jobs.map(jobRow)],
    { header: true, columns: [...csvColumns], escape_formulas: true, cast: { boolean: String } },
  );

const dollars = (value: number | null): string => (value === null ? '-' : value.toFixed(2));

const ageUnits = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

const age = (since: string | null, now: string): string => {
  if (since === null) return '-';
  const ms = Math.max(0, Date.parse(now) - Date.parse(since));
  const [unit, size] = ageUnits.find(([, length]) => ms >= length * 2) ?? ['s', 1000];
  return `${Math.floor(ms / size)}${unit}`;
};

const right = (title: string): TextColumn => ({ title, align: 'right' });
const left = (title: string): TextColumn => ({ title });

const computeTable = {
  columns: [
    left('NAME'),
    left('STATE'),
    right('NODES'),
    right('MAX'),
    right('$/HOUR'),
    left('TYPE'),
    left('SIZE'),
  ],
  row: (compute: SnapshotCompute): readonly string[] => [
    compute.name,
    compute.state || '-',
    compute.cluster === null ? '-' : `${compute.cluster.currentNodes}/${compute.cluster.targetNodes}`,
    compute.cluster === null ? '-' : String(compute.cluster.maxNodes),
    dollars(compute.costPerHour),
    compute.type,
    compute.vmSize ?? '-',
  ],
};

const nodeTable = {
  columns: [left('COMPUTE'), left('NODE'), left('STATE'), left('JOB'), left('IP')],
  row: (node: SnapshotNode): readonly string[] => [
    node.compute,
    node.id,
    node.state || '-',
    node.job ?? '-',
    node.publicIp ?? node.privateIp ?? '-',
  ],
};

const jobTable = (now: string) => ({
  columns: [left('JOB'), left('STATUS'), left('COMPUTE'), right('NODES'), right('AGE'), left('USER')],
  row: (job: SnapshotJob): readonly string[] => [
    job.displayName,
    job.status || '-',
    job.compute ?? '-',
    String(job.nodes),
    age(job.createdAt, now),
    job.createdBy || '-',
  ],
});

type Section<T> = {
  readonly columns: readonly TextColumn[];
  readonly row: (row: T) => readonly string[];
};

const section = <T>(
  title: string,
  rows: readonly T[],
  { columns, row }: Section<T>,
  cells: number | undefined,
): readonly string[] => [
  '',
  `${title} (${rows.length})`,
  ...(rows.length === 0 ? [] : textTable(columns, rows.map(row), cells)),
];

/**
 * The snapshot for people: computes, nodes and jobs as aligned columns, plain text, no line wider than `cells`. Jobs come in the order
 * given.
 */
export const tableText = (snapshot: Snapshot, cells: number | undefined): string => {
  const { workspace, takenAt, costPerHour, costIsPartial } = snapshot;
  const known = costPerHour === null ? 'cost unknown' : `$${costPerHour.toFixed(2)}/hour now`;
  const cost = costPerHour !== null && costIsPartial ? `at least ${known}` : known;
  const head = `${workspace.name}  ${workspace.resourceGroup}  ${takenAt}  ${cost}`;
  const lines = [
    cells === undefined ? head : cut(head, cells),
    ...section('COMPUTES', snapshot.computes, computeTable, cells),
    ...section('NODES', snapshot.nodes, nodeTable, cells),
    ...section('LIVE JOBS', snapshot.jobs, jobTable(takenAt), cells),
  ];
  return `${lines.join('\n')}\n`;
};
