import type { Attempt } from '../poller.ts';
import { jobPhase } from '../job-phase.ts';
import { lookingUpModule } from '../late-commands.ts';
import { answered, asking, failed } from '../remote.ts';
import { afterAnswer, onBeat } from '../rhythm.ts';
import { backOff } from './back-off.ts';
import { updateBoard, type Context } from './context.ts';
import type { lookUpLeftBehind } from './look-up-job.ts';
import { isOpen, showIndex } from './show-index.ts';

/**
 * Reads the newest page of the job list, then looks up one job that is no longer on it: two requests per poll at the most. What lies between that
 * page and what is known is left to `fillIndex`.
 */
export const askJobs = (context: Context): Attempt => {
  const { store, gateway, clock, jobs } = context;
  let lookUp: ReturnType<typeof lookUpLeftBehind> | undefined;
  return async (signal) => {
    const { board } = store.getState();
    if (board === undefined) return 'wait';
    const { generation, workspace } = board;
    updateBoard(context, generation, (now) => ({
      ...now,
      jobs: { ...now.jobs, remote: asking(now.jobs.remote) },
    }));
    const answer = await gateway.listJobs(workspace.place, undefined, signal);
    const now = clock.now();
    if (!answer.ok) {
      updateBoard(context, generation, (then) => ({
        ...then,
        jobs: { ...then.jobs, remote: failed(then.jobs.remote, answer.problem, now) },
      }));
      return backOff(context, 'jobs', answer.problem, {
        failures: board.jobs.remote.failures + 1,
        subscriptionId: workspace.place.subscriptionId,
      });
    }
    if (!isOpen(context, generation)) return 'wait';
    const { serverTimeMs, value: page } = answer;
    const at = serverTimeMs ?? now;
    jobs.takeNewest(page, at);
    const { lookedAt: lastLookAt } = board.jobs;
    showIndex(context, generation, { at, lastLookAt, serverTimeMs }, (then) => ({
      ...then,
      remote: answered(jobs.size, now),
      lookedAt: at,
    }));
    if (page.next !== undefined) context.wake('index');
    lookUp ??= lookingUpModule.now()?.lookUpLeftBehind(context);
    const held = await lookUp?.(board, signal);
    return (
      held ??
      onBeat(
        afterAnswer('jobs', context.restless || queueMoves(context), context.refreshSeconds),
        context.clock.now(),
      )
    );
  };
};

/** Whether a job of the workspace is on its way to another status by itself. A running one may stay so for days. */
const queueMoves = ({ jobs }: Context): boolean => {
  for (const { job } of jobs.live()) {
    const phase = jobPhase(job.status);
    if (phase === 'waiting' || phase === 'ending') return true;
  }
  return false;
};
