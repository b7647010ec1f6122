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
import { submittedAs, type Learned } from './watch-operation.ts';

/** A job to be submitted from the board of that generation. */
export type Submission = {
  readonly place: Place;
  readonly name: string;
  readonly body: Json;
  readonly generation: number;
};

/** A write is never aborted. */
const never = new AbortController().signal;

/**
 * Sends the PUT of a job, unless there is one of that name: the API has no other way to be told not to change it. Where that cannot be
 * told nothing is sent.
 */
const submitUnlessTaken = async (
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
const atJob = (context: Pick<Context, 'jobs'>, state: AppState, job: JobDetail): AppState => {
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
 * Sends the PUT of a job and shows the job: in its queue at once, by what the service answered. Whoever watches the submission is on the
 * board then, with the cursor on the job; whoever has gone elsewhere stays there.
 * @param operation whose progress may be watched
 * @returns how it ended
 */
export const submitJob = async (
  context: Pick<Context, 'store' | 'gateway' | 'clock' | 'jobs'>,
  operation: string,
  { place, name, body, generation }: Submission,
): Promise<Learned> => {
  const answer = await submitUnlessTaken(context.gateway, place, name, body);
  if (!answer.ok) return { state: 'failed', problem: answer.problem };
  const { serverTimeMs, value } = answer;
  if (isOpen(context, generation)) {
    const now = serverTimeMs ?? context.clock.now();
    context.jobs.admit(value.job, now);
    showIndex(context, generation, { at: now, serverTimeMs });
    update(context, (state) => {
      const route = topOf(state.stack);
      const watched = route.screen === 'progress' && route.operation === operation;
      return watched && state.overlay === undefined ? atJob(context, state, value.job) : state;
    });
  }
  return submittedAs(value.job);
};
