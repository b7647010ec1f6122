import { idKey } from '#azure/place.ts';
import type { AppState } from '../app-state.ts';
import { firstNodeOf, wayFrom, type Way } from '../job-and-nodes.ts';
import type { ListView } from '../lists.ts';
import { poppedTo } from '../routes.ts';
import { selectedCompute, visible } from '../selectors.ts';
import { update, type Context } from './context.ts';

const at = (view: ListView, id: string): ListView => ({ ...view, cursor: { id } });
const unfiltered = (view: ListView): ListView => ({ ...view, filter: '', faults: false });

/** The board with the keys in the nodes of a cluster, on one of them when it is known; a filter that hides either is gone. */
const atNodes = (
  state: AppState,
  { jobs }: Pick<Context, 'jobs'>,
  { cluster, node, job }: Extract<Way, { to: 'nodes' }>,
): AppState => {
  const { board, lists } = state;
  if (board === undefined) return state;
  const isListed = visible.computes(state, jobs).rows.some(({ id }) => id === cluster.id);
  const { answeredAt } = board.nodes[cluster.id]?.remote ?? {};
  return {
    ...state,
    stack: poppedTo(state.stack, { screen: 'board' }),
    scroll: 0,
    board: { ...board, panel: 'nodes' },
    lists: {
      ...lists,
      computes: at(isListed ? lists.computes : unfiltered(lists.computes), idKey(cluster.id)),
      nodes: node === undefined ? unfiltered(lists.nodes) : at(unfiltered(lists.nodes), node),
    },
    ...(node === undefined ? { awaitedNodes: { clusterId: cluster.id, job, answeredAt } } : {}),
  };
};

/** The cursor on the first of the nodes that were waited for; why not, when it turns out that there are none. */
const arrived = ({ awaitedNodes: awaited, ...state }: AppState): AppState => {
  if (awaited === undefined) return state;
  const remote = state.board?.nodes[awaited.clusterId]?.remote;
  const isHere = state.board?.panel === 'nodes' && selectedCompute(state)?.id === awaited.clusterId;
  if (!isHere) return state;
  const node = firstNodeOf(state, awaited.clusterId, awaited.job);
  if (node !== undefined) return { ...state, lists: { ...state.lists, nodes: at(state.lists.nodes, node) } };
  if (remote?.problem !== undefined) return state;
  if (remote?.answeredAt === awaited.answeredAt) return { ...state, awaitedNodes: awaited };
  return { ...state, notice: { words: 'no node says that the job is on it', tone: 'plain' } };
};

/** Goes from a node to its job, and from a job to its nodes. */
export const cross = (context: Context, openJob: (name: string) => void): void => {
  const { store, jobs } = context;
  const way = wayFrom(store.getState(), jobs);
  if (way.to === 'job') openJob(way.name);
  if (way.to !== 'nodes') return;
  const isAwaited = store.getState().awaitedNodes !== undefined;
  update(context, (state) => atNodes(state, context, way));
  if (isAwaited || way.node !== undefined) return;
  const unsubscribe = store.subscribe((state) => {
    const next = arrived(state);
    if (next.awaitedNodes !== undefined) return;
    unsubscribe();
    if (state.awaitedNodes !== undefined) store.setState(next, true);
  });
};
