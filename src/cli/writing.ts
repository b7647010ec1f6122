import type { Gateway } from '#azure/gateway.ts';
import type { AppState, Operation } from '#state/app-state.ts';
import { systemClock, type Clock } from '#state/clock.ts';
import { createOperations, type Operations } from '#state/commands/operate.ts';
import { JobIndex } from '#state/job-index.ts';
import type { Keeper } from '#state/keeper.ts';
import { isOutcomeUnknown } from '#state/outcome.ts';
import { createAppStore, initialState } from '#state/store.ts';
import type { Outcome } from './outcome.ts';
import { problemRecord, problemSentence } from './problem-sentence.ts';

export type Writing = {
  readonly operations: Operations;
  /** What became of an operation, once it is over or, unless it is waited for, accepted. */
  readonly outcomeOf: (id: string) => Promise<Pick<Outcome, 'outcome' | 'words' | 'problem'>>;
  readonly close: () => void;
};

/** After these a watch waits for the user to do something, and nobody is there who could. */
const lookFirst =
  'It may have been done all the same, although nothing of it is to be seen: look before you send it again.';

const hopeless: readonly string[] = ['signed-out', 'forbidden', 'read-only'];

/** The writes of the full screen, without one. Progress goes to `writeError`, a line each. */
export const openWriting = (options: {
  readonly gateway: Gateway;
  readonly about: AppState['about'];
  readonly keeper: Keeper;
  readonly wait: boolean;
  readonly writeError: (text: string) => void;
  readonly clock?: Clock;
}): Writing => {
  const { gateway, about, keeper, wait, writeError, clock = systemClock } = options;
  const store = createAppStore(initialState({ about }));
  const operations = createOperations(
    { store, gateway, clock, random: Math.random, jobs: new JobIndex() },
    keeper,
    () => undefined,
  );
  const told = new Map<string, string>();

  const tellNews = (operation: Operation): void => {
    const { id, does, attaching, name, state, word, problem } = operation;
    const now = problem === undefined ? word : problemSentence(problem);
    if (state !== 'running' || now === '' || told.get(id) === now) return;
    told.set(id, now);
    const seconds = Math.round((clock.now() - operation.startedAt) / 1000);
    writeError(`${attaching === true ? 'attach' : does} ${name}: ${now} (${seconds} s)\n`);
  };

  const resultOf = (operation: Operation): Pick<Outcome, 'outcome' | 'words' | 'problem'> | undefined => {
    const { state, problem, errors, word, unanswered } = operation;
    const reason = problem === undefined ? {} : { problem: problemRecord(problem) };
    if (state === 'succeeded')
      return {
        outcome: 'succeeded',
        words: unanswered === undefined ? [] : ['No answer came; looking at it shows that it was done.'],
      };
    if (state === 'failed')
      return {
        outcome: 'failed',
        words: [
          ...(problem === undefined ? [] : [problemSentence(problem)]),
          ...(isOutcomeUnknown(operation) ? [lookFirst] : []),
          ...errors.map(({ code, message }) => `${code}: ${message}`),
          ...(problem === undefined && errors.length === 0 ? [`The service says ${word}.`] : []),
        ],
        ...reason,
      };
    if (state === 'running' && problem !== undefined && hopeless.includes(problem.kind))
      return {
        outcome: 'failed',
        words: [
          `${unanswered === 'looking' ? lookFirst : 'It was accepted; what became of it cannot be told:'} ${problemSentence(problem)}`,
        ],
        ...reason,
      };
    return state === 'running' && unanswered !== 'looking' && !wait
      ? { outcome: 'accepted', words: [] }
      : undefined;
  };

  return {
    operations,
    outcomeOf: (id) =>
      new Promise((resolve) => {
        const look = (): void => {
          const operation = store.getState().operations.find((each) => each.id === id);
          if (operation === undefined) return;
          if (wait) tellNews(operation);
          const result = resultOf(operation);
          if (result === undefined) return;
          unsubscribe();
          resolve(result);
        };
        const unsubscribe = store.subscribe(look);
        look();
      }),
    close: () => {
      operations.close();
    },
  };
};
