import { workspaceId } from '#azure/place.ts';
import type { AppState } from '#state/app-state.ts';
import type { JobIndex } from '#state/job-index.ts';
import { activeList, findCompute, routeOf, selectedRow } from '#state/selectors.ts';

/** What the user looks at, by its names; `id` is its ARM id. */
export type Named = { readonly name: string; readonly id?: string };

const jobNamed = ({ board }: AppState, name: string): Named =>
  board === undefined ? { name } : { name, id: `${workspaceId(board.workspace.place)}/jobs/${name}` };

/** The row under the cursor, or what the page on the screen is about; undefined when there is neither. */
export const namedRow = (state: AppState, jobs: JobIndex): Named | undefined => {
  const route = routeOf(state);
  if (route.screen === 'compute') return findCompute(state, route.id);
  if (route.screen === 'node') return { name: route.id };
  if (route.screen === 'job') return jobNamed(state, route.name);
  const list = activeList(state);
  switch (list) {
    case 'workspaces':
    case 'computes':
      return selectedRow(list, state, jobs);
    case 'nodes': {
      const node = selectedRow('nodes', state, jobs);
      return node === undefined ? undefined : { name: node.id };
    }
    case 'queue': {
      const job = selectedRow('queue', state, jobs);
      return job === undefined ? undefined : jobNamed(state, job.name);
    }
    case 'operations': {
      const operation = selectedRow('operations', state, jobs);
      return operation === undefined ? undefined : { name: operation.name, id: operation.computeId };
    }
    case 'cost':
    case 'waste':
      return selectedRow(list, state, jobs)?.compute;
    case 'children': {
      const run = selectedRow('children', state, jobs);
      return run === undefined ? undefined : jobNamed(state, run.name);
    }
    case 'events':
    case 'calls':
    case 'quota':
    case 'targets':
    case 'sizes':
    case 'resources':
    case undefined:
      return undefined;
  }
};
