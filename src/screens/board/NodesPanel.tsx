import { Box } from 'ink';
import type { Compute } from '#azure/model.ts';
import type { SinceById } from '#state/since.ts';
import { cursorOf, nodesOf, selectedCompute, visible } from '#state/selectors.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { emptyWords, useSource } from '../empty-words.ts';
import { factLines } from '../facts.ts';
import { computeGroups } from '../compute-facts.ts';
import { Lines } from '../parts/Lines.tsx';
import { Table } from '../parts/Table.tsx';
import { stateLooks } from '../state-looks.ts';
import { nodeCells, nodeColumns } from '../tables/node-table.ts';
import { cellsWith, wideTable } from '../tables/wide.ts';
import { countOf } from '../figures.ts';
import { troubleOf } from '../health.ts';
import { orderWords } from '../order-words.ts';
import { instanceLines } from './instance-lines.ts';

/** The nodes of the cluster under the cursor; of anything else, the state that it has in their place. */
export const NodesPanel = ({ columns, rows }: Area) => {
  const compute = useApp(selectedCompute);
  return compute === undefined || compute.detail.is === 'cluster' ? (
    <ClusterNodes compute={compute} columns={columns} rows={rows} />
  ) : (
    <PlainState compute={compute} columns={columns} rows={rows} />
  );
};

const none: SinceById = new Map();

const ClusterNodes = ({ compute, columns, rows }: Area & { readonly compute: Compute | undefined }) => {
  const { workbench } = useKit();
  const shown = useApp((state) => visible.nodes(state, workbench.jobs));
  const cursor = useApp((state) => cursorOf('nodes', state, workbench.jobs));
  const active = useApp((state) => state.board?.panel === 'nodes');
  const source = useSource((state) => nodesOf(state)?.remote);
  const trouble = useApp((state) => troubleOf(nodesOf(state)?.remote));
  const since = useApp((state) => nodesOf(state)?.since);
  const view = useApp((state) => state.lists.nodes);
  const wide = wideTable('nodes', view);
  const serverTimeMs = useApp((state) => state.serverTimeMs);
  // The names of the jobs on the nodes come from the index.
  useApp((state) => state.board?.jobs.version);
  const counts = source.problem?.kind === 'forbidden' ? countWords(compute) : undefined;
  return (
    <Table
      columns={wide?.columns ?? nodeColumns}
      title={`2 NODES ${source.known ? countOf(shown) : ''}${orderWords('nodes', view)}`}
      rows={shown.rows}
      cells={cellsWith(nodeCells(since ?? none, serverTimeMs, workbench.jobs), wide)}
      look={(row) => stateLooks.node[row.state.is]}
      cursor={cursor}
      active={active}
      width={columns}
      height={rows}
      trouble={shown.filterProblem ?? trouble}
      empty={[...(counts === undefined ? [] : [counts]), ...emptyWords(source, shown, noNodes(compute))]}
    />
  );
};

const noNodes = (compute: Compute | undefined): string => {
  if (compute?.detail.is !== 'cluster') return 'No cluster is selected.';
  const { targetNodes, maxNodes } = compute.detail;
  return targetNodes > 0
    ? `No node has come yet: ${targetNodes} asked for.`
    : `No nodes now: they come with jobs, up to ${maxNodes}.`;
};

/** Without the permission to list nodes there are still their counts. */
const countWords = (compute: Compute | undefined): string | undefined => {
  if (compute?.detail.is !== 'cluster') return undefined;
  const parts = Object.entries(compute.detail.counts).flatMap(([word, count]) =>
    count > 0 ? [`${count} ${word}`] : [],
  );
  return parts.length === 0 ? undefined : parts.join(', ');
};

const PlainState = ({ compute, columns, rows }: Area & { readonly compute: Compute }) => {
  const { paint } = useKit();
  const active = useApp((state) => state.board?.panel === 'nodes');
  const serverTimeMs = useApp((state) => state.serverTimeMs);
  const title = compute.detail.is === 'instance' ? '2 INSTANCE' : '2 ATTACHED';
  const header = `   ${active ? paint.bold(title) : title}`;
  const lines =
    compute.detail.is === 'instance'
      ? instanceLines(compute.detail, serverTimeMs, paint)
      : factLines(computeGroups(compute, undefined, undefined), columns, paint).slice(1);
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Lines lines={[header, ...lines.slice(0, rows - 1)]} />
    </Box>
  );
};
