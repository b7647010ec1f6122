import type { Gateway, Json, SubmittedJob } from '#azure/gateway.ts';
import type { JobDetail } from '#azure/model.ts';
import type { Place } from '#azure/place.ts';
import type { Answer } from '#azure/problem.ts';
import { idKey } from '#azure/place.ts';
import { topOf, poppedTo } from '../routes.ts';
import { definitions, visible } from '../selectors.ts';
import { freshView, type ListId, type ListView } from '../lists.ts';
import type { AppState } from '../app-state.ts';
import { update, type Context } from './context.ts';
import { refused } from './refused.ts';
import { isOpen, showIndex } from './show-index.ts';

/** A write is never aborted. */
const never = new AbortController().signal;

/**
 * Sends the PUT of a job, unless there is one of that name: the API has no other way to be told not to change it. Where that cannot be
 * told nothing is sent.
 */
export const submitUnlessTaken = async (
  gateway: Gateway,
  place: Place,
  name: string,
  body: Json,
): Promise<Answer<SubmittedJob>> => {
  const there = await gateway.getJob(place, name, never);
  if (there.ok) return refused('NameInUse', `there is a job "${name}" already`);
  if (there.problem.kind === 'not-found') return gateway.putJob(place, name, body, never);
  return refused(
    'NameUnchecked',
    `whether there is a job "${name}" could not be told (${there.problem.kind})`,
  );
};

/** The view with its cursor on that row, and without what would hide it. */
const at = (view: ListView, id: string, hidden: boolean): ListView => ({
  ...(hidden ? { ...freshView, ...(view.sort === undefined ? {} : { sort: view.sort }) } : view),
  cursor: { id, index: -1 },
});

/** The board with the cursors on a job and on its compute, whose queue has the keys. */
const atJob = (context: Context, state: AppState, job: JobDetail): AppState => {
  const { board } = state;
  if (board === undefined) return state;
  const withView = (now: AppState, list: ListId, id: string, hidden: boolean): AppState => ({
    ...now,
    lists: { ...now.lists, [list]: at(now.lists[list], id, hidden) },
  });
  const compute = board.computes.data?.find(({ name }) => name.toLowerCase() === job.compute);
  const there: AppState = {
    ...state,
    scroll: 0,
    stack: poppedTo(state.stack, { screen: 'board' }),
    board: { ...board, panel: 'queue' },
  };
  if (compute === undefined) return there;
  const key = idKey(compute.id);
  const shown = visible.computes(there, context.jobs).rows.some((row) => idKey(row.id) === key);
  const onCompute = withView(there, 'computes', definitions.computes.id(compute), !shown);
  const queued = visible.queue(onCompute, context.jobs).rows.some(({ name }) => name === job.name);
  return withView(onCompute, 'queue', job.name, !queued);
};

/**
 * Shows a job that was just taken: in its queue at once, by what the service answered. Whoever watched the submission is on the board then,
 * with the cursor on the job; whoever has gone elsewhere stays there.
 * @param generation of the board that it was submitted from
 */
export const showSubmitted = (
  context: Context,
  generation: number,
  operation: string,
  { job, serverTimeMs }: { readonly job: JobDetail; readonly serverTimeMs?: number | undefined },
): void => {
  const { jobs, clock } = context;
  if (!isOpen(context, generation)) return;
  const now = serverTimeMs ?? clock.now();
  jobs.admit(job, now);
  showIndex(context, generation, { at: now, serverTimeMs });
  update(context, (state) => {
    const route = topOf(state.stack);
    const watched = route.screen === 'progress' && route.operation === operation;
    return watched && state.overlay === undefined ? atJob(context, state, job) : state;
  });
};
