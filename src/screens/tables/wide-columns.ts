import type { Compute, Job, Node } from '#azure/model.ts';
import { memo } from '#state/memo.ts';
import type { Rows } from '#state/selectors.ts';
import type { ColumnSpec } from '../columns.ts';
import type { Cells } from '../table.ts';
import { dateTime, seconds } from '../words.ts';
import type { WideList, WideTable } from './wide.ts';

/*
 * The columns that `w` shows: what few need all the time, in place of what most do. Narrow terminals leave out the least of them, as
 * everywhere; the titles over the rows say which are there.
 */

const dateCells = 10;

const wideComputes: readonly ColumnSpec[] = [
  { id: 'name', title: 'COMPUTES', min: 14, max: 32, grow: 3 },
  { id: 'state', title: 'STATE', min: 9, max: 12, grow: 1 },
  { id: 'nodes', title: 'NODES', min: 6, align: 'right' },
  { id: 'scale', title: 'MIN-MAX', min: 7, align: 'right', drop: 3 },
  { id: 'idle', title: 'IDLE', min: 5, align: 'right', drop: 2 },
  { id: 'region', title: 'REGION', min: 11, max: 18, grow: 1, drop: 4 },
  { id: 'created', title: 'CREATED', min: dateCells, drop: 5 },
  { id: 'priority', title: 'PRIORITY', min: 11, drop: 1 },
];

const wideNodes: readonly ColumnSpec[] = [
  { id: 'node', title: 'NODES', min: 9, max: 16, grow: 1 },
  { id: 'state', title: 'STATE', min: 10 },
  { id: 'ip', title: 'PRIVATE IP', min: 15, drop: 4 },
  { id: 'public', title: 'PUBLIC IP', min: 15, drop: 3 },
  { id: 'port', title: 'PORT', min: 5, align: 'right', drop: 2 },
  { id: 'job', title: 'JOB', min: 12, max: 40, grow: 1, drop: 1 },
  { id: 'id', title: 'NODE ID', min: 34, max: 64, grow: 1, drop: 0 },
];

const wideQueue: readonly ColumnSpec[] = [
  { id: 'name', title: 'QUEUE', min: 18, max: 40, grow: 2 },
  { id: 'status', title: 'STATUS', min: 10, max: 15 },
  { id: 'nodes', title: 'NODES', min: 5, align: 'right', drop: 3 },
  { id: 'user', title: 'USER', min: 8, max: 28, grow: 1, drop: 4 },
  { id: 'experiment', title: 'EXPERIMENT', min: 12, max: 24, grow: 1, drop: 5 },
  { id: 'created', title: 'CREATED', min: 16, drop: 6 },
  { id: 'type', title: 'TYPE', min: 8, drop: 2 },
  { id: 'id', title: 'JOB NAME', min: 20, max: 40, grow: 1, drop: 1 },
];

const computeMore = ({ detail, location, createdAt }: Compute): Cells => ({
  region: { text: location === '' ? '-' : location },
  created: { text: dateTime(createdAt).slice(0, dateCells) },
  ...(detail.is === 'cluster'
    ? {
        scale: { text: `${detail.minNodes}-${detail.maxNodes}` },
        idle: { text: seconds(detail.idleSeconds) },
        priority: { text: detail.priority.text },
      }
    : { scale: { text: '-' }, idle: { text: '-' }, priority: { text: '-' } }),
});

const nodeMore = (node: Node): Cells => ({
  public: { text: node.publicIp ?? '-' },
  id: { text: node.id, tone: 'secondary' },
  port: { text: node.sshPort === undefined ? '-' : String(node.sshPort) },
});

const jobMore = (job: Job): Cells => ({
  created: { text: job.createdAt === 0 ? '-' : dateTime(job.createdAt) },
  id: { text: job.name, tone: 'secondary' },
});

/** What a wide terminal shows of other columns beside the usual ones. */
const besides = (others: readonly ColumnSpec[], ...ids: readonly string[]) =>
  memo((usual: readonly ColumnSpec[]): readonly ColumnSpec[] => [
    ...usual,
    ...others.filter(({ id }) => ids.includes(id)).map((column) => ({ ...column, extra: true as const })),
  ]);

export const wideTables: { readonly [L in WideList]: WideTable<Rows[L]> } = {
  computes: {
    columns: wideComputes,
    beside: besides(wideComputes, 'scale', 'region', 'created', 'priority'),
    more: computeMore,
  },
  nodes: { columns: wideNodes, beside: besides(wideNodes, 'id'), more: nodeMore },
  queue: { columns: wideQueue, beside: besides(wideQueue, 'created', 'id'), more: jobMore },
};
