import type { Node } from '#azure/model.ts';
import type { JobIndex } from '#state/job-index.ts';
import type { SinceById } from '#state/since.ts';
import type { ColumnSpec } from '../columns.ts';
import { stateLooks } from '../state-looks.ts';
import type { Cells } from '../table.ts';
import { shortNode } from '#state/short-node.ts';
import { forHowLong } from '../figures.ts';

const columns: readonly ColumnSpec[] = [
  { id: 'node', title: 'NODES', min: 9, max: 16, grow: 1 },
  { id: 'state', title: 'STATE', min: 9, max: 12, grow: 1 },
  { id: 'for', title: 'FOR', min: 6, align: 'right' },
  { id: 'job', title: 'JOB', min: 14, max: 36, grow: 3 },
  { id: 'private', title: 'PRIVATE IP', min: 15, drop: 1 },
  { id: 'public', title: 'PUBLIC IP', min: 15, drop: 3 },
  { id: 'port', title: 'SSH', min: 5, align: 'right', drop: 2 },
];

const privately = columns.filter(({ id }) => id !== 'public');

/** The columns by what there is: nodes without public addresses leave their room to the private ones. */
export const nodeColumns = (nodes: readonly Node[]): readonly ColumnSpec[] =>
  nodes.some(({ publicIp }) => publicIp !== undefined) ? columns : privately;

export const nodeCells =
  (since: SinceById, serverTimeMs: number | undefined, jobs: JobIndex) =>
  (node: Node): Cells => ({
    node: { text: shortNode(node.id) },
    state: { text: node.state.text, tone: stateLooks.node[node.state.is].tone },
    for: { text: forHowLong(since.get(node.id), serverTimeMs) },
    job: {
      text: node.jobName === undefined ? '-' : (jobs.get(node.jobName)?.displayName ?? node.jobName),
    },
    private: { text: node.privateIp ?? '-' },
    public: { text: node.publicIp ?? '-' },
    port: { text: String(node.sshPort ?? '-'), tone: 'secondary' },
  });
