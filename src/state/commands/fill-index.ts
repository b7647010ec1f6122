import type { Problem } from '#azure/problem.ts';
import type { RestOfList } from '../job-index.ts';
import type { Attempt, Next } from '../poller.ts';
import { failed, unknown } from '../remote.ts';
import { afterAnswer, afterFailure } from '../rhythm.ts';
import { updateBoard, type Context } from './context.ts';
import { isOpen, showIndex } from './show-index.ts';

/** Whether the service has forgotten the link with which the list goes on: asking for it again is of no use. */
const isExpired = ({ kind }: Problem): boolean => kind === 'rejected' || kind === 'not-found';

/**
 * Reads the rest of the job list, a page at a time, as far as the index needs it; then waits to be woken by `askJobs`. Being woken never
 * makes it ask sooner than its pace and its backoff allow.
 */
export const fillIndex = (context: Context): Attempt => {
  const { store, gateway, clock, jobs } = context;
  let due: { readonly generation: number; readonly at: number } | undefined;

  const noteFailure = (generation: number, rest: RestOfList, problem: Problem): Next => {
    const before = store.getState().board?.jobs.fill ?? unknown();
    const at = clock.now();
    if (isExpired(problem)) jobs.loseRest(rest);
    updateBoard(context, generation, (now) => ({
      ...now,
      jobs: { ...now.jobs, fill: failed(now.jobs.fill, problem, at) },
    }));
    return afterFailure('index', problem, before.failures + 1, context.random());
  };

  return async (signal) => {
    const { board } = store.getState();
    const { rest } = jobs;
    if (board === undefined || rest === undefined) return 'wait';
    const { generation, workspace } = board;
    const waitMs = due?.generation === generation ? due.at - clock.now() : 0;
    if (waitMs > 0) return { inMs: waitMs };
    const answer = await gateway.listJobs(workspace.place, rest.next, signal);
    if (!isOpen(context, generation)) return 'wait';
    let next: Next = afterAnswer('index', true);
    if (answer.ok) {
      const at = answer.serverTimeMs ?? clock.now();
      jobs.takeRest(answer.value, rest, at);
      showIndex(context, generation, { at }, (now) => ({ ...now, fill: unknown() }));
    } else next = noteFailure(generation, rest, answer.problem);
    due = { generation, at: clock.now() + (next === 'wait' ? 0 : next.inMs) };
    return next;
  };
};
