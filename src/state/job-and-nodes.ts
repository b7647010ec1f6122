import type { Compute, Job } from '#azure/model.ts';
import type { AppState } from './app-state.ts';
import type { JobIndex } from './job-index.ts';
import { jobPhase } from './job-phase.ts';
import { routeOf, selectedCompute, selectedRow } from './selectors.ts';
import { findNode } from './find-node.ts';

/** A job whose nodes are on their way: the cursor goes to the first of them once they have been listed. */
export type AwaitedNodes = {
  readonly clusterId: string;
  readonly job: string;
  /** When the list that is known was answered: a newer one is waited for. */
  readonly answeredAt?: number | undefined;
};

/** Where the way between a job and its nodes leads from here. */
export type Way =
  | { readonly to: 'job'; readonly name: string }
  /** `node` is absent while the list of nodes is not known, or may be old. */
  | { readonly to: 'nodes'; readonly cluster: Compute; readonly job: string; readonly node?: string }
  | { readonly to: 'nowhere'; readonly reason: string };

const nowhere = (reason: string): Way => ({ to: 'nowhere', reason });

const toJob = (node: { readonly jobName?: string } | undefined): Way => {
  if (node === undefined) return nowhere('there is no node here');
  return node.jobName === undefined ? nowhere('no job is on this node') : { to: 'job', name: node.jobName };
};

/** The first of the nodes that a job is on, in the order of their numbers; undefined when no node is known to have it. */
export const firstNodeOf = (state: AppState, clusterId: string, job: string): string | undefined =>
  findNode(state, clusterId, ({ jobName }) => jobName === job)?.id;

const withoutNodes: Readonly<Partial<Record<ReturnType<typeof jobPhase>, string>>> = {
  waiting: 'it waits, and has no nodes yet',
  done: 'it is over: its nodes are free again, or gone',
};

const toNodes = (state: AppState, job: Job | undefined): Way => {
  const { board } = state;
  if (job === undefined || board === undefined) return nowhere('nothing is known of the job yet');
  if (job.compute === '') return nowhere('it has no compute of its own here, so no nodes to show');
  const cluster = board.computes.data?.find(({ name }) => name.toLowerCase() === job.compute);
  if (cluster === undefined) return nowhere(`its compute ${job.compute} is not here`);
  if (cluster.detail.is !== 'cluster')
    return nowhere(
      cluster.detail.is === 'instance'
        ? `${cluster.name} is an instance: one machine, without nodes`
        : `${cluster.name} is attached: Azure Machine Learning lists no nodes of it`,
    );
  const reason = withoutNodes[jobPhase(job.status)];
  if (reason !== undefined) return nowhere(reason);
  const node = firstNodeOf(state, cluster.id, job.name);
  if (node !== undefined) return { to: 'nodes', cluster, job: job.name, node };
  const nodes = board.nodes[cluster.id]?.remote;
  if (nodes?.problem?.kind === 'forbidden')
    return nowhere(`the nodes of ${cluster.name} may not be listed: 2 says which permission is missing`);
  const isWatched = routeOf(state).screen === 'board' && selectedCompute(state)?.id === cluster.id;
  return isWatched && nodes?.data !== undefined
    ? nowhere(`no node of ${cluster.name} says that it is on it`)
    : { to: 'nodes', cluster, job: job.name };
};

/** The way from the node on the screen or under the cursor to its job, or from the job to its nodes. */
export const wayFrom = (state: AppState, jobs: JobIndex): Way => {
  const route = routeOf(state);
  if (route.screen === 'job') {
    const detail = state.board?.job.name === route.name ? state.board.job.remote.data : undefined;
    return toNodes(state, jobs.get(route.name) ?? detail);
  }
  if (route.screen === 'node') return toJob(findNode(state, route.clusterId, ({ id }) => id === route.id));
  if (state.board?.panel === 'nodes') return toJob(selectedRow('nodes', state, jobs));
  const job = state.board?.panel === 'queue' ? selectedRow('queue', state, jobs) : undefined;
  return job === undefined
    ? nowhere('it leads from a node to its job and from a job to its nodes: 2 or 3 goes there')
    : toNodes(state, job);
};
