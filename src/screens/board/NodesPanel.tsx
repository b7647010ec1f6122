import { Box } from 'ink';
import { Suspense } from 'react';
import type { ClusterDetail, Compute, Node } from '#azure/model.ts';
import type { Problem } from '#azure/problem.ts';
import type { SinceById } from '#state/since.ts';
import { cursorOf, nodesOf, selectedCompute, visible } from '#state/selectors.ts';
import { cut } from '../cells.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { emptyWords, useSource } from '../empty-words.ts';
import { plainError } from '../error-words.ts';
import { explain } from '../explain.ts';
import { wrapWords } from '../facts.ts';
import { Lines } from '../parts/Lines.tsx';
import { Table } from '../parts/Table.tsx';
import { stateLooks } from '../state-looks.ts';
import { nodeCells, nodeColumns } from '../tables/node-table.ts';
import { tableOf } from '../tables/wide.ts';
import { countOf, nodeCountWords } from '../figures.ts';
import { troubleOf } from '../health.ts';
import { orderWords } from '../order-words.ts';
import { StatePanel } from '../late-screens.ts';

/** The nodes of the cluster under the cursor; of anything else, the state that it has in their place. */
export const NodesPanel = ({ columns, rows }: Area) => {
  const compute = useApp(selectedCompute);
  return compute === undefined || compute.detail.is === 'cluster' ? (
    <ClusterNodes compute={compute} columns={columns} rows={rows} />
  ) : (
    // Until its file has come, once, the panel is empty; the rest of the board stands.
    <Suspense fallback={<Box height={rows} />}>
      <StatePanel compute={compute} columns={columns} rows={rows} />
    </Suspense>
  );
};

const none: SinceById = new Map();
const noRows: readonly Node[] = [];

const ClusterNodes = ({ compute, columns, rows }: Area & { readonly compute: Compute | undefined }) => {
  const { workbench, paint } = useKit();
  const shown = useApp((state) => visible.nodes(state, workbench.jobs));
  const cursor = useApp((state) => cursorOf('nodes', state, workbench.jobs));
  const active = useApp((state) => state.board?.panel === 'nodes');
  const source = useSource((state) => nodesOf(state)?.remote);
  const trouble = useApp((state) => troubleOf(nodesOf(state)?.remote));
  const since = useApp((state) => nodesOf(state)?.since);
  const all = useApp((state) => nodesOf(state)?.remote.data ?? noRows);
  const view = useApp((state) => state.lists.nodes);
  const serverTimeMs = useApp((state) => state.serverTimeMs);
  // The names of the jobs on the nodes come from the index.
  useApp((state) => state.board?.jobs.version);
  // Of no compute nothing is asked: there is nothing to wait for once the computes are known.
  const unselected = useApp((state) => state.board?.computes.data !== undefined) && compute === undefined;
  const cluster = compute?.detail.is === 'cluster' ? compute.detail : undefined;
  const unlisted = source.known ? undefined : unlistedWords(cluster, source.problem);
  const count = source.known ? countOf(shown) : unlisted === undefined ? '' : String(cluster?.currentNodes);
  const note = noteLines(cluster, columns, rows);
  const table = tableOf('nodes', view, {
    columns: nodeColumns(all),
    cells: nodeCells(since ?? none, serverTimeMs, workbench.jobs),
  });
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Table
        {...table}
        among
        about={compute?.id}
        title={`2 NODES ${count}${orderWords('nodes', view)}`}
        rows={shown.rows}
        look={(row) => stateLooks.node[row.state.is]}
        cursor={cursor}
        active={active}
        width={columns}
        height={rows - note.length}
        trouble={shown.filterProblem ?? trouble}
        empty={unselected ? [noNodes(compute)] : (unlisted ?? emptyWords(source, shown, noNodes(compute)))}
      />
      <Lines lines={note.map((words) => `   ${paint.needsPerson(words)}`)} />
    </Box>
  );
};

/** Why nodes do not come, in as few lines below them as the panel can spare. */
const noteLines = (cluster: ClusterDetail | undefined, columns: number, rows: number): readonly string[] => {
  const [error] = cluster?.allocationErrors ?? [];
  if (error === undefined) return [];
  const words = `Not growing: ${plainError(error)}`;
  const cells = columns - 4;
  const lines = wrapWords(words, cells);
  if (lines.length <= (rows < 8 ? 1 : 3)) return lines;
  // Whole sentences, as many as fit: what is wrong comes before what to do about it.
  const ends = [...words.matchAll(/\. /gu)].map(({ index }) => index + 1);
  return [
    cut(
      words.slice(
        0,
        ends.findLast((end) => end <= cells),
      ),
      cells,
    ),
  ];
};

const noNodes = (compute: Compute | undefined): string => {
  if (compute?.detail.is !== 'cluster') return 'No compute is selected, so there are no nodes to show.';
  const { targetNodes, maxNodes } = compute.detail;
  return targetNodes > 0
    ? `No node has come yet: ${targetNodes} asked for.`
    : `No nodes now: they come with jobs, up to ${maxNodes}.`;
};

/** Without the permission to list nodes there are still their counts, from the cluster itself; with it, what is missing. */
const unlistedWords = (
  cluster: ClusterDetail | undefined,
  problem: Problem | undefined,
): readonly string[] | undefined => {
  if (cluster === undefined || problem?.kind !== 'forbidden') return undefined;
  const { what, next } = explain(problem);
  const action = problem.error.code === 'AuthorizationFailed' ? problem.asked?.action : undefined;
  const lacking =
    action === undefined
      ? [what]
      : ['Which they are may not be listed: your account lacks the permission', `${action}.`];
  return [`${nodeCountWords(cluster)}, by the cluster's own count.`, ...lacking, ...next];
};
