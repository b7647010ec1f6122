import type { Job } from '#azure/model.ts';
import type { Problem } from '#azure/problem.ts';
import type { AppState, Board } from '../app-state.ts';
import type { JobIndex, LiveJob } from '../job-index.ts';
import type { Next } from '../poller.ts';
import { isWholeQueue } from '../queue-part.ts';
import { failed } from '../remote.ts';
import { cursorOf, nodesOf, selectedCompute, visible } from '../selectors.ts';
import { backOff } from './back-off.ts';
import { updateBoard, type Context } from './context.ts';
import { slim } from './slim-job.ts';
import { isOpen, showIndex } from './show-index.ts';

/** For how long nothing is looked up when the service says that it is not allowed. */
const refusedMs = 60_000;

const longerUnseen = (a: LiveJob | undefined, b: LiveJob): LiveJob =>
  a === undefined || b.turn < a.turn ? b : a;

/** So many rows on both sides of the cursor may be on the screen. */
const rowsAround = 60;

/** The names of the jobs that the queue of the whole workspace may be drawing; empty while that of one compute is shown. */
const drawnOfWhole = (state: AppState, jobs: JobIndex): ReadonlySet<string> => {
  if (!isWholeQueue(state)) return new Set();
  const at = cursorOf('queue', state, jobs);
  const rows = visible.queue(state, jobs).rows.slice(Math.max(0, at - rowsAround), at + rowsAround);
  return new Set(rows.map(({ name }) => name));
};

/**
 * A live job that the newest page did not show. In every other turn one that is on the screen has precedence: a row of the whole workspace's
 * queue, or else of the selected compute, on one of its nodes, or one whose cancellation is being waited for. Otherwise it is the one unseen
 * for longest.
 */
const leftBehind = ({ store, jobs }: Context): Job | undefined => {
  const state = store.getState();
  const drawn = drawnOfWhole(state, jobs);
  const compute = selectedCompute(state)?.name.toLowerCase();
  const cancels = state.board?.queue.cancels;
  const onNodes = new Set(nodesOf(state)?.remote.data?.map((node) => node.jobName));
  let any: LiveJob | undefined;
  let onScreen: LiveJob | undefined;
  for (const live of jobs.live()) {
    if (live.turn === jobs.turn) continue;
    any = longerUnseen(any, live);
    if (
      cancels?.[live.job.name]?.is === 'accepted' ||
      (drawn.size === 0 ? live.job.compute === compute : drawn.has(live.job.name)) ||
      onNodes.has(live.job.name)
    )
      onScreen = longerUnseen(onScreen, live);
  }
  const chosen = jobs.turn % 2 === 0 ? any : (onScreen ?? any);
  return chosen?.job;
};

/** Whether other questions would fare no better now. */
const concernsAll = (problem: Problem): boolean =>
  problem.kind === 'signed-out' || problem.kind === 'throttled' || 'retryAfterMs' in problem;

/**
 * Asks for one job that is live as far as known, but no longer on the newest page: it may have ended meanwhile. With N of them, of
 * which P are on the screen, none waits longer than 2 N turns, and none on the screen longer than 2 P.
 * A failure is told as one of the job list and backs off like any; that a single job cannot be read does not slow down the list.
 * @returns when the job list may be asked again, if the look-up has a say in that
 */
export const lookUpLeftBehind = (
  context: Context,
): ((board: Board, signal: AbortSignal) => Promise<Next | undefined>) => {
  const { gateway, clock, jobs } = context;
  let failures = 0;
  let notBefore = 0;

  const noteFailure = (
    { generation, workspace }: Pick<Board, 'generation' | 'workspace'>,
    problem: Problem,
  ): Next | undefined => {
    const at = clock.now();
    failures += 1;
    const { subscriptionId } = workspace.place;
    const next = backOff(context, 'jobs', problem, { failures, subscriptionId });
    // A lost sign-in stops the list, too; with the next one everything is asked at once.
    if (problem.kind !== 'signed-out') notBefore = at + (next === 'wait' ? refusedMs : next.inMs);
    updateBoard(context, generation, (now) => ({
      ...now,
      jobs: { ...now.jobs, remote: failed(now.jobs.remote, problem, at) },
    }));
    return concernsAll(problem) ? next : undefined;
  };

  return async (board, signal) => {
    const { generation, workspace } = board;
    const job = clock.now() < notBefore ? undefined : leftBehind(context);
    if (job === undefined) return undefined;
    jobs.passOver(job.name);
    const before = jobs.version;
    const answer = await gateway.getJob(workspace.place, job.name, signal);
    if (!isOpen(context, generation)) return undefined;
    const isGone = !answer.ok && answer.problem.kind === 'not-found';
    if (!answer.ok && !isGone)
      return answer.problem.kind === 'aborted' ? undefined : noteFailure(board, answer.problem);
    failures = 0;
    const at = (answer.ok ? answer.serverTimeMs : undefined) ?? clock.now();
    if (answer.ok) jobs.update(slim(answer.value), at);
    else jobs.remove(job.name);
    if (jobs.version !== before) showIndex(context, generation, { at });
    return undefined;
  };
};
