import fuzzysort from 'fuzzysort';
import type { Compute, Job, Node, VmSize, Workspace } from '#azure/model.ts';
import type { FormFacts } from '#azure/targets/field.ts';
import { targetOf, targets } from '#azure/targets/index.ts';
import type { Checked, Target } from '#azure/targets/target.ts';
import type { AppState, ClusterNodes, PanelId } from './app-state.ts';
import type { JobIndex } from './job-index.ts';
import { computeList, jobList, nodeList, sizeList, targetList, workspaceList } from './list-definitions.ts';
import {
  cursorIndex,
  visibleRows,
  type ListDefinition,
  type ListId,
  type ListView,
  type Visible,
} from './lists.ts';
import { memo } from './memo.ts';
import { topOf, type Route } from './routes.ts';

/** The row type of each list. */
export type Rows = {
  readonly workspaces: Workspace;
  readonly computes: Compute;
  readonly nodes: Node;
  readonly queue: Job;
  readonly targets: Target;
  readonly sizes: VmSize;
};

export const definitions: { readonly [L in ListId]: ListDefinition<Rows[L]> } = {
  workspaces: workspaceList,
  computes: computeList,
  nodes: nodeList,
  queue: jobList,
  targets: targetList,
  sizes: sizeList,
};

const empty: readonly never[] = [];

const visibleWorkspaces = memo((rows: readonly Workspace[], view: ListView): Visible<Workspace> => {
  const text = view.filter.trim();
  if (text === '') return visibleRows(workspaceList, rows, view);
  const found = fuzzysort.go(text, rows, {
    keys: [
      (row) => row.name,
      (row) => row.friendlyName ?? '',
      (row) => row.place.resourceGroup,
      (row) => row.subscriptionName ?? row.place.subscriptionId,
      (row) => row.location,
    ],
  });
  return { rows: found.map((each) => each.obj), total: rows.length };
});

const kindRank: Readonly<Record<Compute['detail']['is'], number>> = { cluster: 0, instance: 1, other: 2 };

/** Clusters, then instances, then what is attached; by name within each. */
const inBoardOrder = memo((rows: readonly Compute[]): readonly Compute[] =>
  rows.toSorted(
    (a, b) =>
      kindRank[a.detail.is] - kindRank[b.detail.is] || (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1),
  ),
);
const byNodeId = memo((rows: readonly Node[]): readonly Node[] =>
  // The ids differ in a number in their middle: the shorter has the smaller one.
  rows.toSorted((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1)),
);
const visibleComputes = memo((rows: readonly Compute[], view: ListView) =>
  visibleRows(computeList, inBoardOrder(rows), view),
);
const visibleNodes = memo((rows: readonly Node[], view: ListView) =>
  visibleRows(nodeList, byNodeId(rows), view),
);
const visibleQueue = memo((rows: readonly Job[], view: ListView) => visibleRows(jobList, rows, view));
const visibleTargets = memo((view: ListView) => visibleRows(targetList, targets, view));
const clusterSizes = memo((rows: readonly VmSize[]) => rows.filter((size) => size.forClusters));
const visibleSizes = memo((rows: readonly VmSize[], view: ListView) =>
  visibleRows(sizeList, clusterSizes(rows), view),
);

const computesOf = (state: AppState): Visible<Compute> =>
  visibleComputes(state.board?.computes.data ?? empty, state.lists.computes);

/** The compute under the cursor: the one whose nodes and queue are shown. */
export const selectedCompute = (state: AppState): Compute | undefined => {
  const { rows } = computesOf(state);
  return rows[cursorIndex(computeList, rows, state.lists.computes)];
};

/** What is known of the nodes of the compute under the cursor. */
export const nodesOf = (state: AppState): ClusterNodes | undefined => {
  const compute = selectedCompute(state);
  return compute === undefined ? undefined : state.board?.nodes[compute.id];
};

/** The rows of a list as the user sees them, filtered and ordered; the same array until something of it changes. */
export const visible: { readonly [L in ListId]: (state: AppState, jobs: JobIndex) => Visible<Rows[L]> } = {
  workspaces: (state) => visibleWorkspaces(state.workspaces.data ?? empty, state.lists.workspaces),
  computes: (state) => computesOf(state),
  nodes: (state) => visibleNodes(nodesOf(state)?.remote.data ?? empty, state.lists.nodes),
  queue: (state, jobs) => {
    const compute = selectedCompute(state);
    return visibleQueue(compute === undefined ? empty : jobs.queueOf(compute.name), state.lists.queue);
  },
  targets: (state) => visibleTargets(state.lists.targets),
  sizes: (state) => visibleSizes(state.board?.sizes.data ?? empty, state.lists.sizes),
};

/** Where the cursor of a list stands; -1 when the list is empty. */
export const cursorOf = <L extends ListId>(list: L, state: AppState, jobs: JobIndex): number =>
  cursorIndex(definitions[list], visible[list](state, jobs).rows, state.lists[list]);

/** The row under the cursor of a list. */
export const selectedRow = <L extends ListId>(
  list: L,
  state: AppState,
  jobs: JobIndex,
): Rows[L] | undefined => visible[list](state, jobs).rows[cursorOf(list, state, jobs)];

export const findCompute = (state: AppState, id: string): Compute | undefined =>
  state.board?.computes.data?.find((compute) => compute.id === id);

/** Sizes by lower-cased name. */
const sizeMap = memo((rows: readonly VmSize[] | undefined): ReadonlyMap<string, VmSize> | undefined =>
  rows === undefined ? undefined : new Map(rows.map((size) => [size.name.toLowerCase(), size])),
);
export const sizesByName = (state: AppState): ReadonlyMap<string, VmSize> | undefined =>
  sizeMap(state.board?.sizes.data);

export const routeOf = (state: AppState): Route => topOf(state.stack);

const panelLists: Readonly<Record<PanelId, ListId>> = {
  computes: 'computes',
  nodes: 'nodes',
  queue: 'queue',
};

/** The list that the row keys move in now; undefined on screens without one. */
export const activeList = (state: AppState): ListId | undefined => {
  if (state.overlay?.is === 'sizes') return 'sizes';
  const route = routeOf(state);
  switch (route.screen) {
    case 'workspaces':
      return 'workspaces';
    case 'board':
      return state.board === undefined ? undefined : panelLists[state.board.panel];
    case 'targets':
      return 'targets';
    case 'compute':
    case 'node':
    case 'job':
    case 'form':
    case 'review':
    case 'progress':
      return undefined;
  }
};

const namesInUse = memo((computes: readonly Compute[] | undefined): ReadonlySet<string> | undefined =>
  computes === undefined ? undefined : new Set(computes.map((each) => each.name.toLowerCase())),
);

const factsOf = memo(
  (
    workspace: Workspace,
    sizes: readonly VmSize[] | undefined,
    names: ReadonlySet<string> | undefined,
  ): FormFacts => ({
    place: workspace.place,
    location: workspace.location,
    ...(sizes === undefined ? {} : { sizes }),
    ...(names === undefined ? {} : { namesInUse: names }),
  }),
);

const checkedOf = memo((form: AppState['form'], facts: FormFacts): Checked | undefined => {
  if (form === undefined) return undefined;
  const draft = Object.fromEntries(Object.entries(form.lines).map(([name, line]) => [name, line.text]));
  return targetOf(form.target)?.form?.check(draft, facts);
});

/** What is said about the form that is open, and the plan when nothing blocks. */
export const checkedForm = (state: AppState): Checked | undefined =>
  state.board === undefined
    ? undefined
    : checkedOf(
        state.form,
        factsOf(state.board.workspace, state.board.sizes.data, namesInUse(state.board.computes.data)),
      );
