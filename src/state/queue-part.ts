import type { Problem } from '#azure/problem.ts';
import type { AppState } from './app-state.ts';

/** A cancellation of a job that was asked for here. */
export type Cancel =
  /** On its way: whether it has arrived is not known. */
  | { readonly is: 'sending' }
  /** The service has accepted it; how far it is, is in the job's status. */
  | { readonly is: 'accepted' }
  | { readonly is: 'refused'; readonly problem: Problem };

/** What the user has made of the queue of the open workspace. */
export type QueuePart = {
  /** The queue on the board is that of the whole workspace, not of the compute under the cursor. */
  readonly whole: boolean;
  /** By the job's name. */
  readonly cancels: Readonly<Record<string, Cancel>>;
};

export const freshQueue: QueuePart = { whole: false, cancels: {} };

/** The open board with its queue changed; the same state without a board. */
export const withQueue = (state: AppState, change: (queue: QueuePart) => QueuePart): AppState =>
  state.board === undefined
    ? state
    : { ...state, board: { ...state.board, queue: change(state.board.queue) } };

/** Whether the queue on the board is that of the whole workspace. */
export const isWholeQueue = ({ board }: Pick<AppState, 'board'>): boolean => board?.queue.whole === true;
