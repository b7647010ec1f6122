import type { Compute, Job } from '#azure/model.ts';
import { jobId, nameOf, type Place } from '#azure/place.ts';
import type { AppState } from './app-state.ts';
import type { JobIndex } from './job-index.ts';
import type { MarkedList } from './marks.ts';
import { findCompute } from './selectors.ts';

/** What plans know of the rows of a list that can be marked. */
export type PlanList<Row> = {
  readonly list: MarkedList;
  /** What one and several of its rows are called. */
  readonly called: readonly [one: string, more: string];
  /** The ARM id of what is marked by the id of its row: it says which workspace is meant, whichever is open. */
  readonly armId: (rowId: string, place: Place) => string;
  /** The row of an ARM id on the open board; undefined when it is not there. */
  readonly find: (id: string, state: AppState, jobs: JobIndex) => Row | undefined;
  /** Whether all that the list has is known: only then is what is not found gone. */
  readonly isKnown: (state: AppState, jobs: JobIndex) => boolean;
  readonly nameOf: (row: Row) => string;
};

export const computePlans: PlanList<Compute> = {
  list: 'computes',
  called: ['compute', 'computes'],
  armId: (rowId) => rowId,
  find: (id, state) => findCompute(state, id),
  isKnown: ({ board }) => board?.computes.data !== undefined,
  nameOf: ({ name }) => name,
};

export const jobPlans: PlanList<Job> = {
  list: 'queue',
  called: ['job', 'jobs'],
  armId: (rowId, place) => jobId(place, rowId),
  find: (id, _, jobs) => jobs.get(nameOf(id)),
  isKnown: (_, { complete }) => complete,
  nameOf: ({ name, displayName }) => (displayName === '' ? name : displayName),
};
