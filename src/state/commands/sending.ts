import type { Job } from '#azure/model.ts';
import { idKey, workspaceId, type Place } from '#azure/place.ts';
import type { Problem } from '#azure/problem.ts';
import type { Item } from '../acts-state.ts';
import type { Operation } from '../app-state.ts';
import { isOutcomeUnknown, isUnanswered } from '../outcome.ts';
import { askToCancel, followCancel, lookForCancel, type CancelEnd } from './cancel-job.ts';
import type { Context } from './context.ts';
import type { Operations } from './operate.ts';

/** How it goes with one of several. */
export type ItemNews = Pick<Item, 'state' | 'words' | 'problem' | 'errors'>;

/** What a kind of plan sends one of its requests with. The promises settle when the service has answered: with the problem when it has not accepted. */
export type Sending = {
  readonly operations: Operations;
  /** Tells how an operation that was begun goes, to its end. Undefined when none was. */
  readonly followed: (operation: string | undefined) => Promise<Problem | undefined> | undefined;
  /** Asks the service to end a job, and tells how that goes. */
  readonly cancel: (job: Job) => Promise<Problem | undefined>;
};

const seenByLooking = ' (seen by looking; no answer had come)';

/** How an operation that has ended, or has only been accepted, reads as the result of one item. */
const newsOf = (operation: Operation): ItemNews => {
  const { state, word, problem, errors, unanswered } = operation;
  const words = unanswered === 'concluded' ? `${word}${seenByLooking}` : word;
  const rest = { words, errors, ...(problem === undefined ? {} : { problem }) };
  switch (state) {
    case 'sending':
      return { ...rest, state: 'sending' };
    case 'running':
      return { ...rest, state: 'running' };
    case 'succeeded':
      return { ...rest, state: 'done' };
    case 'failed':
      if (isOutcomeUnknown(operation)) return { ...rest, state: 'unknown' };
      // What has a word was accepted before.
      return { ...rest, state: word === '' ? 'refused' : 'failed' };
  }
};

const endWords = (end: CancelEnd): string => {
  switch (end.is) {
    case 'ended':
      return end.status.is === 'Canceled' ? end.status.text : `it ended by itself: ${end.status.text}`;
    case 'gone':
      return 'it is not listed any more';
    case 'left':
      return 'accepted; the workspace was left before the job had ended';
  }
};

/** @param tell given every change of how it goes with what is at `place` */
export const createSending = (
  context: Context,
  operations: Operations,
  place: Place,
  tell: (news: ItemNews) => void,
): Sending => {
  const { store } = context;

  const followed = (id: string): Promise<Problem | undefined> =>
    new Promise((resolve) => {
      let told: Operation | undefined;
      const look = (): void => {
        const operation = store.getState().operations.find((each) => each.id === id);
        if (operation === told) return;
        told = operation;
        if (operation === undefined || operation.endedAt !== undefined) leave();
        if (operation?.state !== 'sending') resolve(operation?.problem);
        if (operation !== undefined) tell(newsOf(operation));
      };
      const leave = store.subscribe(look);
      look();
    });

  return {
    operations,
    followed: (operation) => (operation === undefined ? undefined : followed(operation)),
    cancel: async ({ name }) => {
      const { board } = store.getState();
      const isHere = board !== undefined && idKey(board.workspace.id) === idKey(workspaceId(place));
      // No board has this generation: where the job is not shown, nothing of it is.
      const asked = { place, name, generation: isHere ? board.generation : -1 };
      const follow = async (how: string): Promise<void> => {
        tell({ state: 'running', words: 'CancelRequested', errors: [] });
        await followCancel(context, asked, (end) => {
          tell({ state: 'done', words: `${endWords(end)}${how}`, errors: [] });
        });
      };
      const lookAndFollow = async (problem: Problem): Promise<void> => {
        tell({ state: 'running', words: 'no answer; looking', errors: [] });
        if (await lookForCancel(context, asked)) await follow(seenByLooking);
        else tell({ state: 'unknown', words: '', errors: [], problem });
      };
      tell({ state: 'sending', words: '', errors: [] });
      const problem = await askToCancel(context, asked);
      if (problem !== undefined) {
        if (isUnanswered(problem)) void lookAndFollow(problem);
        else tell({ state: 'refused', words: '', errors: [], problem });
        return problem;
      }
      // The next one is sent meanwhile.
      void follow('');
      return undefined;
    },
  };
};
