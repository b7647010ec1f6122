import type { Compute, Job, NamedResource, Node, Usage, VmSize, Workspace } from '#azure/model.ts';
import { idKey, sameId } from '#azure/place.ts';
import type { Run } from '#azure/runs.ts';
import type { Draft, FormFacts } from '#azure/targets/field.ts';
import { targets } from '#azure/targets/index.ts';
import type { AnyForm, AnyPlan, Checked, FieldInfo, Target } from '#azure/targets/target.ts';
import type { AppState, ClusterNodes, FormState, FormSubject, Operation, PanelId } from './app-state.ts';
import { callList, type CallRow } from './calls.ts';
import type { Checks } from './checks.ts';
import type { SizesOfRegion } from './compute-state.ts';
import { eventList } from './events/event-list.ts';
import type { WorkEvent } from './events/work-event.ts';
import type { JobIndex } from './job-index.ts';
import {
  computeList,
  jobList,
  nodeList,
  operationList,
  resourceList,
  sizeList,
  targetList,
  workspaceList,
} from './list-definitions.ts';
import { createVisible, cursorIndex, type ListDefinition, type ListId, type Visible } from './lists.ts';
import { fuzzySearch } from './fuzzy.ts';
import { listedWorkspaces, possible, visibleWorkspaces } from './listed-workspaces.ts';
import { memo } from './memo.ts';
import { lateMoney } from './money/late-money.ts';
import { moneyList } from './money/late-lists.ts';
import type { CostRow, QuotaRow, WasteRow } from './money/money-rows.ts';
import { picksOf } from './picks.ts';
import { isWholeQueue } from './queue-part.ts';
import { childList, familyOf } from './run-family.ts';
import { planKey } from './planned-id.ts';
import { topOf, type Route } from './routes.ts';
import { followed } from './followed-form.ts';
import { targetForms, type TargetForms } from './target-forms.ts';

/** The row type of each list. */
export type Rows = {
  readonly workspaces: Workspace;
  readonly computes: Compute;
  readonly nodes: Node;
  readonly queue: Job;
  readonly children: Run;
  readonly targets: Target;
  readonly sizes: VmSize;
  readonly resources: NamedResource;
  readonly operations: Operation;
  readonly cost: CostRow;
  readonly waste: WasteRow;
  readonly quota: QuotaRow;
  readonly events: WorkEvent;
  readonly calls: CallRow;
};

export const definitions: { readonly [L in ListId]: ListDefinition<Rows[L]> } = {
  workspaces: workspaceList,
  computes: computeList,
  nodes: nodeList,
  queue: jobList,
  children: childList,
  targets: targetList,
  sizes: sizeList,
  resources: resourceList,
  operations: operationList,
  cost: moneyList('cost'),
  waste: moneyList('waste'),
  quota: moneyList('quota'),
  events: eventList,
  calls: callList,
};

const empty: readonly never[] = [];
const nothing: Visible<never> = { rows: empty, total: 0 };

const kindRank: Readonly<Record<Compute['detail']['is'], number>> = { cluster: 0, instance: 1, other: 2 };

/** Clusters, then instances, then what is attached; by name within each. */
const inBoardOrder = memo((rows: readonly Compute[]): readonly Compute[] =>
  rows.toSorted(
    (a, b) =>
      kindRank[a.detail.is] - kindRank[b.detail.is] || (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1),
  ),
);
/** The nodes of a cluster in the order of their numbers. */
export const byNodeId = memo((rows: readonly Node[]): readonly Node[] =>
  // The ids differ in a number in their middle: the shorter has the smaller one.
  rows.toSorted((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1)),
);
const visibleComputes = createVisible(computeList);
const visibleNodes = createVisible(nodeList);
const visibleQueue = createVisible(jobList);
const visibleChildren = createVisible(childList);
const visibleTargets = createVisible(targetList);
const usableSizes = memo((rows: readonly VmSize[], kind: FieldInfo['kind'] | undefined) =>
  kind?.is === 'size' ? rows.filter(kind.usable) : rows,
);
const visibleSizes = createVisible(sizeList);
const visibleResources = createVisible(resourceList);
const visibleOperations = createVisible(operationList);

const visibleEvents = createVisible(eventList);
const visibleCalls = createVisible(callList);

const computesOf = (state: AppState): Visible<Compute> =>
  visibleComputes(inBoardOrder(state.board?.computes.data ?? empty), state.lists.computes);

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

const queueRows = (state: AppState, jobs: JobIndex): readonly Job[] => {
  if (isWholeQueue(state)) return jobs.wholeQueue();
  const compute = selectedCompute(state);
  return compute === undefined ? empty : jobs.queueOf(compute.name);
};

/** The queue of the whole workspace is always the same array: the index's version tells that it has changed. */
const queueVersion = (state: AppState, jobs: JobIndex): number | undefined =>
  isWholeQueue(state) ? jobs.version : undefined;

/** Makes ahead, piece by piece, what a filter of the queue will look at. */
export const queueAhead = (state: AppState, jobs: JobIndex): Generator<void> =>
  visibleQueue.ahead(queueRows(state, jobs), state.lists.queue, queueVersion(state, jobs));

/** The rows of a list as the user sees them, filtered and ordered; the same array until something of it changes. */
export const visible: { readonly [L in ListId]: (state: AppState, jobs: JobIndex) => Visible<Rows[L]> } = {
  workspaces: (state) =>
    visibleWorkspaces(possible(listedWorkspaces(state), state.wanted), state.lists.workspaces, fuzzySearch()),
  computes: (state) => computesOf(state),
  nodes: (state) => visibleNodes(byNodeId(nodesOf(state)?.remote.data ?? empty), state.lists.nodes),
  queue: (state, jobs) => visibleQueue(queueRows(state, jobs), state.lists.queue, queueVersion(state, jobs)),
  children: (state) => {
    const route = routeOf(state);
    const known = route.screen === 'job' ? familyOf(state, route.name).children.data : undefined;
    return visibleChildren(known ?? empty, state.lists.children);
  },
  targets: (state) => visibleTargets(targets, state.lists.targets),
  sizes: (state) =>
    visibleSizes(usableSizes(state.board?.sizes.data ?? empty, focusedField(state)?.kind), state.lists.sizes),
  resources: (state) =>
    visibleResources(
      (state.overlay?.is === 'resources' ? picksOf(state, state.overlay.of)?.data : undefined) ?? empty,
      state.lists.resources,
    ),
  operations: (state) => visibleOperations(state.operations, state.lists.operations),
  cost: (state) => lateMoney()?.visibleCost(state) ?? nothing,
  waste: (state, jobs) => lateMoney()?.visibleWaste(state, jobs) ?? nothing,
  quota: (state) => lateMoney()?.visibleQuota(state) ?? nothing,
  events: (state) => visibleEvents(state.events.rows, state.lists.events),
  calls: (state) => visibleCalls(state.calls.rows, state.lists.calls),
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
  state.board?.computes.data?.find((compute) => sameId(compute.id, id));

/** Sizes of the workspace's region by lower-cased name. */
const sizeMap = memo(
  (rows: readonly VmSize[] | undefined, location: string | undefined): SizesOfRegion | undefined =>
    rows === undefined || location === undefined
      ? undefined
      : Object.assign(new Map(rows.map((size) => [size.name.toLowerCase(), size])), { location }),
);
export const sizesByName = ({ board }: AppState): SizesOfRegion | undefined =>
  sizeMap(board?.sizes.data, board?.workspace.location);

export const routeOf = (state: AppState): Route => topOf(state.stack);

/** The lists of the panels that are lists. */
const panelLists: Readonly<Partial<Record<PanelId, ListId>>> = {
  computes: 'computes',
  nodes: 'nodes',
  queue: 'queue',
};

/** The list that the row keys move in now; undefined on screens without one. */
export const activeList = (state: AppState): ListId | undefined => {
  if (state.overlay?.is === 'sizes' || state.overlay?.is === 'resources') return state.overlay.is;
  const route = routeOf(state);
  switch (route.screen) {
    case 'workspaces':
      return 'workspaces';
    case 'board':
      return state.board === undefined ? undefined : panelLists[state.board.panel];
    case 'targets':
      return 'targets';
    case 'operations':
      return 'operations';
    case 'cost':
      return route.shows === 'waste' ? 'waste' : 'cost';
    case 'quota':
      return 'quota';
    case 'events':
    case 'calls':
      return route.screen;
    case 'job': {
      const { children, reading } = familyOf(state, route.name);
      return children.data === undefined || reading ? undefined : 'children';
    }
    case 'compute':
    case 'log':
    case 'node':
    case 'form':
    case 'review':
    case 'code':
    case 'progress':
    case 'guide':
    case 'why':
      return undefined;
  }
};

/** The form that a subject is filled in; undefined where there is none (any more). */
const subjectForm = memo(
  (
    forms: TargetForms | undefined,
    subject: FormSubject,
    compute: Compute | undefined,
  ): AnyForm | undefined => {
    if (subject.is === 'job') return forms?.commandJobForm;
    if (subject.is === 'create') return forms?.targetForms[subject.target];
    return compute === undefined ? undefined : forms?.changeForm(subject.change, compute);
  },
);

/** What the form on the screen, or the one under review, is about. */
export const openSubject = (state: AppState): FormSubject | undefined => {
  const route = routeOf(state);
  return route.screen === 'form' || route.screen === 'review' ? route.subject : undefined;
};

/** The key of a form among all that were begun. */
export const subjectKey = (subject: FormSubject): string => {
  switch (subject.is) {
    case 'create':
      return `create ${subject.target}`;
    case 'change':
      return `${subject.change} ${idKey(subject.computeId)}`;
    case 'job':
      return `job ${idKey(subject.workspaceId)}`;
  }
};

/** The fields and rules of a subject; none before the forms are loaded. */
export const formOfSubject = (state: AppState, subject: FormSubject): AnyForm | undefined =>
  subjectForm(
    targetForms(),
    subject,
    subject.is === 'change' ? findCompute(state, subject.computeId) : undefined,
  );

/** The fields and rules of the form that is open. */
export const openTargetForm = (state: AppState): AnyForm | undefined => {
  const subject = openSubject(state);
  return subject === undefined ? undefined : formOfSubject(state, subject);
};

/** What has been typed into the form that is open. */
export const openForm = (state: AppState): FormState | undefined => {
  const subject = openSubject(state);
  const filled = subject === undefined ? undefined : state.forms[subjectKey(subject)];
  return filled === undefined ? undefined : followed(filled, openTargetForm(state), formFacts(state));
};

const draftOf = memo((lines: FormState['lines']): Draft =>
  Object.fromEntries(Object.entries(lines).map(([name, line]) => [name, line.text])),
);
const noFields: readonly FieldInfo[] = [];
const visibleOf = memo((form: AnyForm, draft: Draft) => form.visible(draft));

/** The fields of the open form that matter for what has been chosen in it. */
export const visibleFields = (state: AppState): readonly FieldInfo[] => {
  const [form, filled] = [openTargetForm(state), openForm(state)];
  return form === undefined || filled === undefined ? noFields : visibleOf(form, draftOf(filled.lines));
};

/** The field that has the keys; undefined on the button and outside of forms. */
export const focusedField = (state: AppState): FieldInfo | undefined => {
  const focus = openForm(state)?.focus;
  return focus === undefined || focus === 'button'
    ? undefined
    : visibleFields(state).find(({ name }) => name === focus.field);
};

const factsOf = memo(
  (
    workspace: Workspace,
    sizes: readonly VmSize[] | undefined,
    usages: readonly Usage[] | undefined,
    computes: readonly Compute[] | undefined,
  ): FormFacts => ({
    place: workspace.place,
    location: workspace.location,
    ...(workspace.guid === undefined ? {} : { workspaceId: workspace.guid }),
    ...(sizes === undefined ? {} : { sizes }),
    ...(usages === undefined ? {} : { usages }),
    ...(computes === undefined ? {} : { computes }),
  }),
);

/** What the forms know about the chosen workspace; undefined before one is chosen. */
export const formFacts = (state: AppState): FormFacts | undefined =>
  state.board === undefined
    ? undefined
    : factsOf(
        state.board.workspace,
        state.board.sizes.data,
        state.board.usages.data,
        state.board.computes.data,
      );

const checkedOf = memo((form: AnyForm, lines: FormState['lines'], facts: FormFacts): Checked<AnyPlan> =>
  form.check(draftOf(lines), facts),
);

/** What is said about the form that is open, and the plan when nothing blocks. */
export const checkedForm = (state: AppState): Checked<AnyPlan> | undefined => {
  const [form, filled, facts] = [openTargetForm(state), openForm(state), formFacts(state)];
  return form === undefined || filled === undefined || facts === undefined
    ? undefined
    : checkedOf(form, filled.lines, facts);
};

/** The checks, when they are those of the plan that is open. */
export const currentChecks = (state: AppState): Checks | undefined => {
  const plan = checkedForm(state)?.plan;
  return plan !== undefined && state.checks?.of === planKey(plan) ? state.checks : undefined;
};

/** The write that is under way on a compute, if any. */
export const writeUnderWay = (state: AppState, computeId: string): Operation | undefined =>
  state.operations.find((each) => each.endedAt === undefined && sameId(each.computeId, computeId));

/** The compute that an action would be about: the one on whose page the user is, else the one under the cursor. */
export const subjectCompute = (state: AppState): Compute | undefined => {
  const route = routeOf(state);
  if (route.screen === 'cost') {
    const { cursor } = state.lists[route.shows === 'waste' ? 'waste' : 'cost'];
    return cursor === undefined ? undefined : findCompute(state, cursor.id.split(' ', 1)[0] ?? '');
  }
  return route.screen === 'compute' ? findCompute(state, route.id) : selectedCompute(state);
};
