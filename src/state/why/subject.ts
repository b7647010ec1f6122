import type { Job } from '#azure/model.ts';
import type { AppState } from '../app-state.ts';
import type { JobIndex } from '../job-index.ts';
import type { WhySubject } from '../routes.ts';
import { routeOf, selectedCompute, selectedRow } from '../selectors.ts';

const ofBoard = (state: AppState, jobs: JobIndex): WhySubject | undefined => {
  const compute = selectedCompute(state);
  if (state.board?.panel === 'queue') {
    const job = selectedRow('queue', state, jobs);
    return job === undefined ? undefined : { is: 'job', name: job.name };
  }
  // The second panel has rows for a cluster only; for others it is about the compute itself.
  if (state.board?.panel === 'nodes' && compute?.detail.is === 'cluster') {
    const node = selectedRow('nodes', state, jobs);
    return node === undefined ? undefined : { is: 'node', clusterId: compute.id, id: node.id };
  }
  return compute === undefined ? undefined : { is: 'compute', id: compute.id };
};

/** The row under the cursor, or what the page is about. */
export const whySubject = (state: AppState, jobs: JobIndex): WhySubject | undefined => {
  const route = routeOf(state);
  switch (route.screen) {
    case 'board':
      return ofBoard(state, jobs);
    case 'compute':
      return { is: 'compute', id: route.id };
    case 'node':
      return { is: 'node', clusterId: route.clusterId, id: route.id };
    case 'job':
      return { is: 'job', name: route.name };
    case 'why':
      return route.of;
    case 'workspaces':
    case 'targets':
    case 'form':
    case 'review':
    case 'code':
    case 'log':
    case 'events':
    case 'calls':
    case 'cost':
    case 'quota':
    case 'operations':
    case 'guide':
    case 'progress':
      return undefined;
  }
};

/** The job that an action would be about: the one under the cursor of the queue, or of the page. */
export const subjectJob = (state: AppState, jobs: JobIndex): Job | undefined => {
  const subject = whySubject(state, jobs);
  if (subject?.is !== 'job') return undefined;
  const detail = state.board?.job.remote.data;
  return jobs.get(subject.name) ?? (detail?.name === subject.name ? detail : undefined);
};
