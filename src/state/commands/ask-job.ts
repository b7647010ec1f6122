import type { AppState, Board } from '../app-state.ts';
import { isLive } from '../job-phase.ts';
import type { Attempt } from '../poller.ts';
import { answered, asking, failed } from '../remote.ts';
import { afterAnswer } from '../rhythm.ts';
import { routeOf } from '../selectors.ts';
import { backOff } from './back-off.ts';
import { updateBoard, type Context } from './context.ts';
import { slim } from './slim-job.ts';
import { isOpen, showIndex } from './show-index.ts';

/** The name of the job that the page is about. */
const jobOnScreen = (state: AppState): string | undefined => {
  const route = routeOf(state);
  if (route.screen === 'why') return route.of.is === 'job' ? route.of.name : undefined;
  return route.screen === 'job' ? route.name : undefined;
};

/**
 * Reads the job whose page is open, for as long as it can change. One that the service no longer has leaves the index too; its page keeps
 * what was known of it beside the problem that says so.
 */
export const askJob =
  (context: Context): Attempt =>
  async (signal) => {
    const { store, gateway, clock, jobs } = context;
    const state = store.getState();
    const { board } = state;
    const name = jobOnScreen(state);
    if (board === undefined || name === undefined) return 'wait';
    const { generation } = board;
    const change = (to: (now: Board['job']) => Board['job'], serverTimeMs?: number): boolean =>
      updateBoard(
        context,
        generation,
        (now) => (now.job.name === name ? { ...now, job: to(now.job) } : now),
        serverTimeMs,
      );
    change((now) => ({ ...now, remote: asking(now.remote) }));
    const answer = await gateway.getJob(board.workspace.place, name, signal);
    if (!isOpen(context, generation)) return 'wait';
    const wallMs = clock.now();
    const before = jobs.version;
    if (!answer.ok) {
      const { problem } = answer;
      change((now) => ({ ...now, remote: failed(now.remote, problem, wallMs) }));
      if (problem.kind !== 'not-found')
        return backOff(context, 'job', problem, {
          failures: board.job.remote.failures + 1,
          subscriptionId: board.workspace.place.subscriptionId,
        });
      jobs.remove(name);
      if (jobs.version !== before) showIndex(context, generation, { at: wallMs });
      return 'wait';
    }
    const { serverTimeMs, value: detail } = answer;
    const at = serverTimeMs ?? wallMs;
    jobs.update(slim(detail), at);
    change((now) => ({ ...now, remote: answered(detail, wallMs) }), serverTimeMs);
    if (jobs.version !== before) showIndex(context, generation, { at });
    return isLive(detail.status) ? afterAnswer('job', true, context.refreshSeconds) : 'wait';
  };
