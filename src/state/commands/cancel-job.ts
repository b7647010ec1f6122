import type { Job } from '#azure/model.ts';
import type { Problem } from '#azure/problem.ts';
import type { Board } from '../app-state.ts';
import { readOnlyReason } from '../care.ts';
import { isLive } from '../job-phase.ts';
import type { Cancel } from '../queue-part.ts';
import { update, updateBoard, type Context } from './context.ts';
import { slim } from './look-up-job.ts';
import { isOpen, showIndex } from './show-index.ts';

const never = new AbortController().signal;

/** A refusal in the service's own words. Without an answer of its own nobody knows whether the request has arrived. */
const refusalWords = (name: string, problem: Problem): string =>
  'error' in problem && problem.kind !== 'service-fault'
    ? `cancel of ${name} was refused: ${[problem.error.code, problem.error.message].filter((part) => part !== '').join(': ')}`
    : `cancel of ${name}: no good answer, it may have been done; i shows why`;

const notice = (context: Context, words: string, tone: 'plain' | 'needsPerson' = 'plain'): void => {
  update(context, (state) => ({ ...state, notice: { words, tone } }));
};

const noteCancel = (context: Context, generation: number, name: string, cancel: Cancel | undefined): void => {
  updateBoard(context, generation, (board) => {
    const { [name]: _, ...others } = board.queue.cancels;
    const cancels = cancel === undefined ? others : { ...others, [name]: cancel };
    return { ...board, queue: { ...board.queue, cancels } };
  });
};

/** Says when the job has ended, in the word of its status. The polling of the job list finds that out, whatever screen is open. */
const tellEnd = (context: Context, generation: number, { name, displayName }: Job): void => {
  const { store, jobs } = context;
  const look = (): void => {
    const { board } = store.getState();
    const job = jobs.get(name);
    const isOver = board?.generation !== generation || board.queue.cancels[name]?.is !== 'accepted';
    if (!isOver && job !== undefined && isLive(job.status)) return;
    stop();
    if (isOver) return;
    noteCancel(context, generation, name, undefined);
    if (job !== undefined) notice(context, `${displayName} is ${job.status.text}`);
  };
  const stop = store.subscribe((state, before) => {
    if (state.board?.jobs.version !== before.board?.jobs.version) look();
  });
  look();
};

/** The status that the service gives it now. */
const lookAt = async (context: Context, { generation, workspace }: Board, name: string): Promise<void> => {
  const { gateway, clock, jobs } = context;
  const answer = await gateway.getJob(workspace.place, name, never);
  if (!answer.ok || !isOpen(context, generation)) return;
  const at = answer.serverTimeMs ?? clock.now();
  jobs.update(slim(answer.value), at);
  showIndex(context, generation, { at });
};

/**
 * Asks the service to end a job; sent once and never aborted. Its row says `CancelRequested` from the acceptance until its own status is one of
 * an end, which is told. A refusal is told in the service's words, and kept with the job.
 */
export const cancelJob = async (context: Context, board: Board, job: Job): Promise<void> => {
  const { generation, workspace } = board;
  const { name, displayName } = job;
  if (readOnlyReason(context.store.getState()) !== undefined) return;
  noteCancel(context, generation, name, { is: 'sending' });
  const answer = await context.gateway.cancelJob(workspace.place, name, never);
  if (!answer.ok) {
    noteCancel(context, generation, name, { is: 'refused', problem: answer.problem });
    notice(context, refusalWords(displayName, answer.problem), 'needsPerson');
    return;
  }
  noteCancel(context, generation, name, { is: 'accepted' });
  notice(context, `the service has accepted to cancel ${displayName}`);
  await lookAt(context, board, name);
  tellEnd(context, generation, job);
  // Something is on its way to another status now: the list is asked at its faster pace.
  context.wake('jobs');
};
