import type { Compute, Node } from '#azure/model.ts';
import type { Problem } from '#azure/problem.ts';
import type { Board, ClusterNodes } from '../app-state.ts';
import { isChanging } from '../compute-state.ts';
import type { Attempt, Next } from '../poller.ts';
import { answered, asking, failed, unknown, type Remote } from '../remote.ts';
import { reuseRows } from '../reuse.ts';
import { afterAnswer, afterFailure, onBeat, paceOf } from '../rhythm.ts';
import type { Route } from '../routes.ts';
import { routeOf, selectedCompute } from '../selectors.ts';
import { closeByService, notForgotten, observe } from '../since.ts';
import { backOff } from './back-off.ts';
import { update, updateBoard, type Context } from './context.ts';

/** A part of the board that is asked for as a whole. */
type Part = 'computes' | 'sizes' | 'usages';

/** Records that a part of the board could not be read. */
const partFailed = (context: Context, board: Board, part: Part, problem: Problem): Next => {
  const at = context.clock.now();
  updateBoard(context, board.generation, (now) => ({
    ...now,
    [part]: failed<unknown>(now[part], problem, at),
  }));
  return backOff(context, part, problem, failing(board, board[part]));
};

/** Whose limits a failure of a part of the board concerns, and how many there have been now. */
const failing = ({ workspace }: Board, { failures }: Remote<unknown>) => ({
  failures: failures + 1,
  subscriptionId: workspace.place.subscriptionId,
});

export const askWorkspaces =
  (context: Context): Attempt =>
  async (signal) => {
    update(context, (state) => ({ ...state, workspaces: asking(state.workspaces) }));
    const answer = await context.gateway.listWorkspaces(signal);
    if (!answer.ok) {
      const before = context.store.getState().workspaces;
      const at = context.clock.now();
      update(context, (state) => ({ ...state, workspaces: failed(state.workspaces, answer.problem, at) }));
      return afterFailure('workspaces', answer.problem, before.failures + 1, context.random());
    }
    const at = context.clock.now();
    update(context, (state) => ({
      ...state,
      workspaces: answered(
        reuseRows(state.workspaces.data, answer.value, (row) => row.id),
        at,
      ),
    }));
    return 'wait';
  };

export const askComputes =
  (context: Context): Attempt =>
  async (signal) => {
    const { board } = context.store.getState();
    if (board === undefined) return 'wait';
    updateBoard(context, board.generation, (now) => ({ ...now, computes: asking(now.computes) }));
    const answer = await context.gateway.listComputes(board.workspace.place, signal);
    if (!answer.ok) return partFailed(context, board, 'computes', answer.problem);
    const at = context.clock.now();
    updateBoard(
      context,
      board.generation,
      (now) => {
        const rows = reuseRows(now.computes.data, answer.value, (row) => row.id);
        return { ...now, computes: answered(rows, at), nodes: onlyOf(rows, now.nodes) };
      },
      answer.serverTimeMs,
    );
    return onBeat(
      afterAnswer('computes', context.restless || answer.value.some(isChanging), context.refreshSeconds),
      at,
    );
  };

/** Forgets the nodes of computes that are gone. */
const onlyOf = (computes: readonly Compute[], nodes: Board['nodes']): Board['nodes'] => {
  const ids = new Set(computes.map((compute) => compute.id));
  const kept = Object.entries(nodes).filter(([id]) => ids.has(id));
  return kept.length === Object.keys(nodes).length ? nodes : Object.fromEntries(kept);
};

export const askSizes =
  (context: Context): Attempt =>
  async (signal) => {
    const { board } = context.store.getState();
    if (board === undefined || board.sizes.data !== undefined) return 'wait';
    const { place, location } = board.workspace;
    updateBoard(context, board.generation, (now) => ({ ...now, sizes: asking(now.sizes) }));
    const answer = await context.gateway.listSizes(place.subscriptionId, location, signal);
    if (!answer.ok) return partFailed(context, board, 'sizes', answer.problem);
    const at = context.clock.now();
    updateBoard(context, board.generation, (now) => ({ ...now, sizes: answered(answer.value, at) }));
    return 'wait';
  };

/** Asks how much of the region's quota is used, for as long as a form is open. */
export const askUsages =
  (context: Context): Attempt =>
  async (signal) => {
    const { board } = context.store.getState();
    if (board === undefined) return 'wait';
    const { place, location } = board.workspace;
    const answer = await context.gateway.listUsages(place.subscriptionId, location, signal);
    if (!answer.ok) return partFailed(context, board, 'usages', answer.problem);
    const at = context.clock.now();
    updateBoard(context, board.generation, (now) => ({
      ...now,
      usages: answered(
        reuseRows(now.usages.data, answer.value, (row) => `${row.scope} ${row.name}`),
        at,
      ),
    }));
    return afterAnswer('usages', false, context.refreshSeconds);
  };

/** Asks what exists of the kind whose list is open. Known once, it is not asked again while the program runs. */
export const askResources =
  (context: Context): Attempt =>
  async (signal) => {
    const { overlay, resources } = context.store.getState();
    if (overlay?.is !== 'resources') return 'wait';
    const { of } = overlay;
    if (of === 'environment') return (await import('./ask-environments.ts')).askEnvironments(context, signal);
    // The computes have a poller of their own.
    if (of === 'job-compute' || resources[of].data !== undefined) return 'wait';
    const answer = await context.gateway.listResources(of, signal);
    const at = context.clock.now();
    update(context, (state) => ({
      ...state,
      resources: {
        ...state.resources,
        [of]: answer.ok ? answered(answer.value, at) : failed(state.resources[of], answer.problem, at),
      },
    }));
    return answer.ok
      ? 'wait'
      : afterFailure('resources', answer.problem, resources[of].failures + 1, context.random());
  };

const noNodes: ClusterNodes = { remote: unknown(), since: new Map() };

/** The id of the cluster that a page is about; undefined where the cursor of the board says which. */
const clusterOnPage = (route: Route): string | undefined => {
  const subject = route.screen === 'why' ? route.of : undefined;
  if (route.screen === 'compute') return route.id;
  if (route.screen === 'node') return route.clusterId;
  return subject?.is === 'node' ? subject.clusterId : subject?.is === 'compute' ? subject.id : undefined;
};

/** Asks for the nodes of the cluster that is under the cursor, or whose node's page is open. */
export const askNodes =
  (context: Context): Attempt =>
  async (signal) => {
    const state = context.store.getState();
    const { board } = state;
    const route = routeOf(state);
    const id = clusterOnPage(route);
    const cluster =
      id === undefined ? selectedCompute(state) : board?.computes.data?.find((each) => each.id === id);
    if (board === undefined || cluster?.detail.is !== 'cluster') return 'wait';
    const change = (to: (now: ClusterNodes) => ClusterNodes, serverTimeMs?: number): boolean =>
      updateBoard(
        context,
        board.generation,
        (now) => ({ ...now, nodes: { ...now.nodes, [cluster.id]: to(now.nodes[cluster.id] ?? noNodes) } }),
        serverTimeMs,
      );
    change((now) => ({ ...now, remote: asking(now.remote) }));
    const answer = await context.gateway.listNodes(board.workspace.place, cluster.name, signal);
    const at = context.clock.now();
    if (!answer.ok) {
      const before = board.nodes[cluster.id] ?? noNodes;
      change((now) => ({ ...now, remote: failed(now.remote, answer.problem, at) }));
      return backOff(context, 'nodes', answer.problem, failing(board, before.remote));
    }
    change((now) => {
      const rows = reuseRows(now.remote.data, answer.value, (row) => row.id);
      const looks = rows.map((row) => ({ id: row.id, word: row.state.text }));
      const lookedAt = answer.serverTimeMs ?? at;
      const pace = paceOf('nodes', context.refreshSeconds).steady;
      const { since: before, seenAt = at } = now;
      const known = notForgotten({ since: before, seenAt }, at, pace);
      const since = observe(
        known ?? new Map(),
        looks,
        lookedAt,
        known && now.lookedAt,
        closeByService(state.about),
      );
      return { remote: answered(rows, at), since, lookedAt, seenAt: at };
    }, answer.serverTimeMs);
    const next = afterAnswer(
      'nodes',
      context.restless || cluster.detail.allocation.is === 'Resizing' || answer.value.some(isMoving),
      context.refreshSeconds,
    );
    return onBeat(next, at);
  };

const isMoving = (node: Node): boolean => node.state.is === 'preparing' || node.state.is === 'leaving';
