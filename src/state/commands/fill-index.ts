import type { Problem } from '#azure/problem.ts';
import type { Board } from '../app-state.ts';
import { isTight } from '../holds.ts';
import type { RestOfList } from '../job-index.ts';
import type { Attempt, Next } from '../poller.ts';
import { failed, unknown } from '../remote.ts';
import { rhythms } from '../rhythm.ts';
import { backOff } from './back-off.ts';
import { updateBoard, type Context } from './context.ts';
import { isOpen, showIndex } from './show-index.ts';
import { createSweeps } from './sweep-live.ts';

/** Whether the service has forgotten the link with which the list goes on: asking for it again is of no use. */
const isExpired = ({ kind }: Problem): boolean => kind === 'rejected' || kind === 'not-found';

/** The slowest that the index is read while requests are scarce. */
const slowestMs = 60_000;

/**
 * Reads the rest of the job list, a page at a time, as far as the index needs it, and in turns with that the pages that live jobs stand on
 * again and again; then waits to be woken by `askJobs`. Being woken never makes it ask sooner than its pace and its backoff allow. While the service has few requests left, or has refused one lately, each page
 * takes twice as long as the one before: what is on the screen comes first.
 */
export const fillIndex = (context: Context): Attempt => {
  const { store, gateway, clock, jobs } = context;
  const sweeps = createSweeps(jobs);
  let lastRead: 'rest' | 'sweep' = 'sweep';
  let openGeneration: number | undefined;
  let due: { readonly generation: number; readonly at: number } | undefined;

  let paceMs: number = rhythms.index.fast;

  const noteFailure = ({ generation, workspace }: Board, rest: RestOfList, problem: Problem): Next => {
    const before = store.getState().board?.jobs.fill ?? unknown();
    const at = clock.now();
    if (isExpired(problem)) jobs.loseRest(rest);
    sweeps.lose(rest);
    updateBoard(context, generation, (now) => ({
      ...now,
      jobs: { ...now.jobs, fill: failed(now.jobs.fill, problem, at) },
    }));
    return backOff(context, 'index', problem, {
      failures: before.failures + 1,
      subscriptionId: workspace.place.subscriptionId,
    });
  };

  return async (signal) => {
    const { board } = store.getState();
    if (board === undefined) return 'wait';
    const { generation, workspace } = board;
    if (generation !== openGeneration) sweeps.forget();
    openGeneration = generation;
    const sweep = sweeps.next();
    const rest = lastRead === 'rest' ? (sweep ?? jobs.rest) : (jobs.rest ?? sweep);
    if (rest === undefined) return 'wait';
    const waitMs = due?.generation === generation ? due.at - clock.now() : 0;
    if (waitMs > 0) return { inMs: waitMs };
    lastRead = rest === sweep ? 'sweep' : 'rest';
    const answer = await gateway.listJobs(workspace.place, rest.next, signal);
    if (!isOpen(context, generation)) return 'wait';
    const tight = isTight(store.getState(), workspace.place.subscriptionId, clock.now());
    paceMs = tight ? Math.min(slowestMs, paceMs * 2) : rhythms.index.fast;
    let next: Next = { inMs: paceMs };
    if (answer.ok) {
      const at = answer.serverTimeMs ?? clock.now();
      jobs.takeRest(answer.value, rest, at);
      sweeps.took(answer.value, rest);
      const answeredAt = clock.now();
      showIndex(context, generation, { at }, (now) => ({ ...now, fill: { ...unknown(), answeredAt } }));
    } else next = noteFailure(board, rest, answer.problem);
    due = { generation, at: clock.now() + (next === 'wait' ? 0 : next.inMs) };
    return next;
  };
};
