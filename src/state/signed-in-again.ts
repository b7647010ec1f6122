import type { AppState, Board, ClusterNodes } from './app-state.ts';
import type { Remote } from './remote.ts';

/** Data whose last question was refused for want of a sign-in, as if it had not been asked: that reason is no more. */
const forgiven = <T>(remote: Remote<T>): Remote<T> => {
  if (remote.problem?.kind !== 'signed-out') return remote;
  const { problem: _, failingSince: __, ...rest } = remote;
  return { ...rest, failures: 0 };
};

const nodesForgiven = (nodes: ClusterNodes): ClusterNodes => ({
  ...nodes,
  remote: forgiven(nodes.remote),
});

const boardForgiven = (board: Board): Board => ({
  ...board,
  computes: forgiven(board.computes),
  nodes: Object.fromEntries(Object.entries(board.nodes).map(([id, nodes]) => [id, nodesForgiven(nodes)])),
  jobs: { ...board.jobs, remote: forgiven(board.jobs.remote), fill: forgiven(board.jobs.fill) },
  job: { ...board.job, remote: forgiven(board.job.remote) },
  sizes: forgiven(board.sizes),
  usages: forgiven(board.usages),
  environments: forgiven(board.environments),
});

/**
 * The state once somebody is signed in again: nothing says any more that nobody is, while everything is being asked again. How an
 * operation has ended stays, that one included.
 */
export const signedInAgain = ({ workspaceProblem, board, ...state }: AppState): AppState => ({
  ...state,
  workspaces: forgiven(state.workspaces),
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same kinds, each with the same kind of data
  resources: Object.fromEntries(
    Object.entries(state.resources).map(([kind, remote]) => [kind, forgiven(remote)]),
  ) as AppState['resources'],
  ...(workspaceProblem === undefined || workspaceProblem.kind === 'signed-out' ? {} : { workspaceProblem }),
  ...(board === undefined ? {} : { board: boardForgiven(board) }),
});
