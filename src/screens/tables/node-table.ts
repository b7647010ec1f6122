import type { Node } from '#azure/model.ts';
import type { JobIndex } from '#state/job-index.ts';
import type { SinceById } from '#state/since.ts';
import type { ColumnSpec } from '../columns.ts';
import { stateLooks } from '../state-looks.ts';
import type { Cells } from '../table.ts';
import { forHowLong, shortNode } from '../figures.ts';

export const nodeColumns: readonly ColumnSpec[] = [
  { id: 'node', title: 'NODES', min: 9, max: 16, grow: 1 },
  { id: 'state', title: 'STATE', min: 10 },
  { id: 'for', title: 'FOR', min: 6, align: 'right' },
  { id: 'job', title: 'JOB', min: 18, max: 30, grow: 2 },
  { id: 'ip', title: 'PRIVATE IP', min: 15, drop: 1 },
  { id: 'ssh', title: 'SSH', min: 21, drop: 2 },
];

export const nodeCells =
  (since: SinceById, serverTimeMs: number | undefined, jobs: JobIndex) =>
  (node: Node): Cells => ({
    node: { text: shortNode(node.id) },
    state: { text: node.state.text, tone: stateLooks.node[node.state.is].tone },
    for: { text: forHowLong(since.get(node.id), serverTimeMs) },
    job: {
      text: node.jobName === undefined ? '-' : (jobs.get(node.jobName)?.displayName ?? node.jobName),
    },
    ip: { text: node.privateIp ?? '-' },
    ssh: {
      text: node.sshPort === undefined ? '-' : `${node.publicIp ?? ''}:${node.sshPort}`,
      tone: 'secondary',
    },
  });
