import type { Job, JobStatus } from '#azure/model.ts';
import { jobId, type Place } from '#azure/place.ts';
import type { Problem } from '#azure/problem.ts';
import type { Board, Operation } from '../app-state.ts';
import { readOnlyReason } from '../care.ts';
import { throttledBy } from '../holds.ts';
import { isLive } from '../job-phase.ts';
import { newEntryId } from '../keeper.ts';
import { isUnanswered, noSignYet } from '../outcome.ts';
import type { Cancel } from '../queue-part.ts';
import { update, updateBoard, type Context } from './context.ts';
import { changeOperation, listOperation } from './list-operations.ts';
import { slim } from './slim-job.ts';
import { isOpen, showIndex } from './show-index.ts';
import { cancelShows } from './sign-of-cancel.ts';

const never = new AbortController().signal;

/** The job that is to be cancelled, and the board on which that is shown. */
type Asked = { readonly place: Place; readonly name: string; readonly generation: number };

/** What became of a job whose cancellation was accepted. */
export type CancelEnd =
  | { readonly is: 'ended'; readonly status: JobStatus }
  /** The service does not list it any more. */
  | { readonly is: 'gone' }
  /** Its workspace is no longer open: nobody looks. */
  | { readonly is: 'left' };

/** A refusal in the service's own words. Without an answer of its own nobody knows whether the request has arrived. */
const refusalWords = (name: string, problem: Problem): string =>
  'error' in problem && problem.kind !== 'service-fault'
    ? `cancel of ${name} was refused: ${[problem.error.code, problem.error.message].filter((part) => part !== '').join(': ')}`
    : `cancel of ${name}: no good answer, it may have been done; i shows why`;

const notice = (context: Context, words: string, tone: 'plain' | 'needsPerson' = 'plain'): void => {
  update(context, (state) => ({ ...state, notice: { words, tone } }));
};

const noteCancel = (
  context: Context,
  { generation, name }: Pick<Asked, 'generation' | 'name'>,
  cancel: Cancel | undefined,
): void => {
  updateBoard(context, generation, (board) => {
    const { [name]: _, ...others } = board.queue.cancels;
    const cancels = cancel === undefined ? others : { ...others, [name]: cancel };
    return { ...board, queue: { ...board.queue, cancels } };
  });
};

/** Tells once how the job has ended. The polling of the job list finds that out, whatever board or operation is looked at meanwhile. */
const tellEnd = (
  context: Context,
  { generation, name }: Pick<Asked, 'generation' | 'name'>,
  tell: (end: CancelEnd) => void,
): void => {
  const { store, jobs } = context;
  const look = (): void => {
    const { board } = store.getState();
    const job = jobs.get(name);
    const isLeft = board?.generation !== generation || board.queue.cancels[name]?.is !== 'accepted';
    if (!isLeft && job !== undefined && isLive(job.status)) return;
    stop();
    if (!isLeft) noteCancel(context, { generation, name }, undefined);
    tell(isLeft ? { is: 'left' } : job === undefined ? { is: 'gone' } : { is: 'ended', status: job.status });
  };
  const stop = store.subscribe((state, before) => {
    const { board } = state;
    if (board?.generation !== before.board?.generation || board?.jobs.version !== before.board?.jobs.version)
      look();
  });
  look();
};

/** The status that the service gives it now. */
const lookAt = async (context: Context, { place, name, generation }: Asked): Promise<void> => {
  const { gateway, clock, jobs } = context;
  if (!isOpen(context, generation)) return;
  const answer = await gateway.getJob(place, name, never);
  if (!answer.ok) {
    const { problem } = answer;
    update(context, (state) => throttledBy(state, place.subscriptionId, problem, clock.now()));
  }
  if (!answer.ok || !isOpen(context, generation)) return;
  const at = answer.serverTimeMs ?? clock.now();
  jobs.update(slim(answer.value), at);
  showIndex(context, generation, { at });
};

/**
 * Whether a cancellation that nobody has seen the answer of has arrived all the same, as the job shows within a minute; never sent again. Then it
 * is followed like one that was accepted. A board that is left tells nothing any more.
 */
export const lookForCancel = async (context: Context, asked: Asked): Promise<boolean> => {
  const shown = await cancelShows(context, asked.name, async () => {
    if (!context.store.getState().paused) await lookAt(context, asked);
    return isOpen(context, asked.generation);
  });
  if (shown) noteCancel(context, asked, { is: 'accepted' });
  return shown;
};

/**
 * Asks the service to end a job; sent once and never aborted. Its row says `CancelRequested` from the acceptance until its own status is one of
 * an end. A refusal is kept with the job.
 * @returns the problem when it was not accepted
 */
export const askToCancel = async (context: Context, asked: Asked): Promise<Problem | undefined> => {
  noteCancel(context, asked, { is: 'sending' });
  const answer = await context.gateway.cancelJob(asked.place, asked.name, never);
  noteCancel(context, asked, answer.ok ? { is: 'accepted' } : { is: 'refused', problem: answer.problem });
  return answer.ok ? undefined : answer.problem;
};

/** Looks at a job whose cancellation was accepted, and tells what has become of it, once. */
export const followCancel = async (
  context: Context,
  asked: Asked,
  tell: (end: CancelEnd) => void,
): Promise<void> => {
  await lookAt(context, asked);
  tellEnd(context, asked, tell);
  // Something is on its way to another status now: the list is asked at its faster pace.
  context.wake('jobs');
};

/** Asks the service to end one job, and says what it answers and how the job ends. */
export const cancelJob = async (
  context: Context,
  { generation, workspace }: Board,
  { name, displayName }: Job,
): Promise<void> => {
  if (readOnlyReason(context.store.getState()) !== undefined) return;
  const asked: Asked = { place: workspace.place, name, generation };
  const { clock } = context;
  const id = newEntryId();
  const change = (news: Partial<Operation>): void => {
    changeOperation(context, id, (operation) => ({ ...operation, ...news }));
  };
  listOperation(context, {
    id,
    does: 'cancel',
    computeId: jobId(asked.place, name),
    name: displayName,
    startedAt: clock.now(),
    state: 'sending',
    word: '',
    errors: [],
  });
  notice(context, `the service is asked to cancel ${displayName}`);
  const problem = await askToCancel(context, asked);
  if (problem === undefined) {
    change({ state: 'running', word: 'accepted' });
    notice(context, `the service has accepted to cancel ${displayName}`);
  } else {
    notice(context, refusalWords(displayName, problem), 'needsPerson');
    const isUnsure = isUnanswered(problem);
    if (isUnsure) change({ state: 'running', word: noSignYet, problem, unanswered: 'looking' });
    if (!isUnsure || !(await lookForCancel(context, asked))) {
      change({ state: 'failed', word: '', problem, endedAt: clock.now() });
      return;
    }
    changeOperation(context, id, ({ problem: _, ...operation }) => ({
      ...operation,
      unanswered: 'concluded',
      word: 'CancelRequested',
    }));
  }
  await followCancel(context, asked, (end) => {
    const [state, word] = operationEnd(end);
    change({ state, word, endedAt: clock.now() });
    if (end.is === 'ended') notice(context, `${displayName} is ${end.status.text}`);
  });
};

/** How the operation ends with its job: one that ended by itself first was not cancelled. */
const operationEnd = (end: CancelEnd): readonly [Operation['state'], string] => {
  switch (end.is) {
    case 'ended':
      return [end.status.is === 'Canceled' ? 'succeeded' : 'failed', end.status.text];
    case 'gone':
      return ['succeeded', 'gone'];
    case 'left':
      return ['succeeded', 'accepted; the workspace was left before the job had ended'];
  }
};
