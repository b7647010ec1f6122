import type { AppState } from './app-state.ts';
import type { JobIndex } from './job-index.ts';

/**
 * How many nodes of a cluster run jobs that the list of jobs does not have, once that has been read to its end: steps of pipelines are not
 * in it. 0 while the list or the nodes are not known.
 * @param cluster ARM id, as the board has it
 */
export const nodesOfOtherJobs = (
  { board }: Pick<AppState, 'board'>,
  jobs: JobIndex,
  cluster: string | undefined,
): number => {
  const nodes = cluster === undefined || board?.jobs.complete !== true ? undefined : board.nodes[cluster];
  return (
    nodes?.remote.data?.filter(({ jobName }) => jobName !== undefined && jobs.get(jobName) === undefined)
      .length ?? 0
  );
};
