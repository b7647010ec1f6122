import type { Job } from '#azure/model.ts';
import type { Board } from '../app-state.ts';
import { isLive, jobPhase } from '../job-phase.ts';
import type { Attempt } from '../poller.ts';
import { answered, asking, failed } from '../remote.ts';
import { afterAnswer, afterFailure } from '../rhythm.ts';
import { routeOf } from '../selectors.ts';
import { observe } from '../since.ts';
import { updateBoard, type Context } from './context.ts';

/** At most this many pages are read when a poll finds nothing but jobs that it did not know. */
const catchUpPages = 5;

/**
 * Reads the newest page of the job list. The API can neither filter nor order, so jobs that are still live but no longer on that
 * page are looked up one at a time, the one longest not seen first; a poll costs two requests at the most once the list is known.
 */
export const askJobs = (context: Context): Attempt => {
  const { indexCursor: cursor } = context;
  const seen = new Map<string, number>();
  let looks = 0;
  return async (signal) => {
    const { board } = context.store.getState();
    if (board === undefined) return 'wait';
    const { place } = board.workspace;
    updateBoard(context, board.generation, (now) => ({
      ...now,
      jobs: { ...now.jobs, remote: asking(now.jobs.remote) },
    }));
    const first = context.jobs.size === 0;
    if (first) seen.clear();
    let next: string | undefined;
    let serverTimeMs: number | undefined;
    for (let page = 0; page < catchUpPages; page += 1) {
      const answer = await context.gateway.listJobs(place, next, signal);
      if (!answer.ok) {
        const at = context.clock.now();
        updateBoard(context, board.generation, (now) => ({
          ...now,
          jobs: { ...now.jobs, remote: failed(now.jobs.remote, answer.problem, at) },
        }));
        return afterFailure('jobs', answer.problem, board.jobs.remote.failures + 1, context.random());
      }
      if (!isStill(context, board)) return 'wait';
      ({ serverTimeMs } = answer);
      const { jobs } = answer.value;
      const fresh = context.jobs.merge(jobs);
      looks += 1;
      for (const job of jobs) if (isLive(job.status)) seen.set(job.name, looks);
      ({ next } = answer.value);
      if (first && next !== undefined) cursor.next = next;
      if (first || next === undefined || fresh < jobs.length) break;
    }
    await lookUpOneLeftBehind(context, board, seen, looks, signal);
    if (!isStill(context, board)) return 'wait';
    const at = context.clock.now();
    const wasComplete = first && cursor.next === undefined;
    updateBoard(
      context,
      board.generation,
      (now) => ({
        ...now,
        jobs: {
          ...now.jobs,
          remote: answered(context.jobs.size, at),
          version: context.jobs.version,
          indexed: context.jobs.size,
          complete: now.jobs.complete || wasComplete,
          since: observe(now.jobs.since, liveLooks(context), serverTimeMs ?? at, first),
        },
      }),
      serverTimeMs,
    );
    return afterAnswer('jobs', context.restless || queueMoves(context));
  };
};

/** Whether the workspace that the question was asked for is still the open one. */
const isStill = ({ store }: Context, board: Board): boolean =>
  store.getState().board?.generation === board.generation;

function* liveLooks({ jobs }: Context): Generator<{ readonly id: string; readonly word: string }> {
  for (const job of jobs.live()) yield { id: job.name, word: job.status.text };
}

/** Whether a job of the workspace is on its way to another status by itself. A running one may stay so for days. */
const queueMoves = ({ jobs }: Context): boolean => {
  for (const { status } of jobs.live()) {
    const phase = jobPhase(status);
    if (phase === 'waiting' || phase === 'ending') return true;
  }
  return false;
};

/** A live job that the pages just read did not show may have ended meanwhile: asks for the one seen longest ago. */
const lookUpOneLeftBehind = async (
  context: Context,
  board: Board,
  seen: Map<string, number>,
  looks: number,
  signal: AbortSignal,
): Promise<void> => {
  let oldest: { readonly job: Job; readonly at: number } | undefined;
  for (const job of context.jobs.live()) {
    const at = seen.get(job.name) ?? 0;
    if (at < looks && (oldest === undefined || at < oldest.at)) oldest = { job, at };
  }
  for (const name of seen.keys()) if (context.jobs.get(name) === undefined) seen.delete(name);
  if (oldest === undefined) return;
  seen.set(oldest.job.name, looks);
  const answer = await context.gateway.getJob(board.workspace.place, oldest.job.name, signal);
  if (!isStill(context, board)) return;
  if (answer.ok) context.jobs.merge([slim(answer.value)]);
  else if (answer.problem.kind === 'not-found') context.jobs.remove(oldest.job.name);
};

const slim = ({
  name,
  displayName,
  experiment,
  type,
  status,
  compute,
  createdAt,
  createdBy,
  nodes,
}: Job): Job => ({
  name,
  displayName,
  experiment,
  type,
  status,
  compute,
  createdAt,
  createdBy,
  nodes,
});

/** Reads the rest of the job list, a page at a time, until the index is complete. */
export const fillIndex =
  (context: Context): Attempt =>
  async (signal) => {
    const { indexCursor: cursor } = context;
    const { board } = context.store.getState();
    if (board === undefined || board.jobs.complete) return 'wait';
    if (cursor.next === undefined) return { inMs: 1000 };
    const answer = await context.gateway.listJobs(board.workspace.place, cursor.next, signal);
    if (!answer.ok) {
      // A continuation that the service no longer knows: the next poll of the first page begins anew.
      return afterFailure('index', answer.problem, 4, context.random());
    }
    if (!isStill(context, board)) return 'wait';
    context.jobs.merge(answer.value.jobs);
    if (answer.value.next === undefined) delete cursor.next;
    else cursor.next = answer.value.next;
    const complete = answer.value.next === undefined;
    updateBoard(context, board.generation, (now) => ({
      ...now,
      jobs: { ...now.jobs, version: context.jobs.version, indexed: context.jobs.size, complete },
    }));
    return complete ? 'wait' : afterAnswer('index', true);
  };

/** Reads the job whose page is open. */
export const askJob =
  (context: Context): Attempt =>
  async (signal) => {
    const state = context.store.getState();
    const { board } = state;
    const route = routeOf(state);
    if (board === undefined || route.screen !== 'job') return 'wait';
    const { name } = route;
    const change = (to: (now: Board['job']) => Board['job'], serverTimeMs?: number): boolean =>
      updateBoard(
        context,
        board.generation,
        (now) => (now.job.name === name ? { ...now, job: to(now.job) } : now),
        serverTimeMs,
      );
    change((now) => ({ ...now, remote: asking(now.remote) }));
    const answer = await context.gateway.getJob(board.workspace.place, name, signal);
    const at = context.clock.now();
    if (!answer.ok) {
      change((now) => ({ ...now, remote: failed(now.remote, answer.problem, at) }));
      return afterFailure('job', answer.problem, board.job.remote.failures + 1, context.random());
    }
    if (!isStill(context, board)) return 'wait';
    context.jobs.merge([slim(answer.value)]);
    change((now) => ({ ...now, remote: answered(answer.value, at) }), answer.serverTimeMs);
    updateBoard(context, board.generation, (now) => ({
      ...now,
      jobs: { ...now.jobs, version: context.jobs.version },
    }));
    return isLive(answer.value.status) ? afterAnswer('job', true) : 'wait';
  };
