import type { AppState, Operation } from '#state/app-state.ts';
import type { JobIndex } from '#state/job-index.ts';
import { loadActing } from '#state/late-acts.ts';
import type * as Actions from './acting-actions.ts';
import type { ActionContext } from './actions.ts';
import type { ActionId } from './keys.ts';
import type * as Hints from './hint-words.ts';
import type * as Leaving from './leaving-words.ts';
import type * as Reasons from './why-not-acting.ts';

let actions: typeof Actions | undefined;
let reasons: typeof Reasons | undefined;
let hints: typeof Hints | undefined;
let leaving: typeof Leaving | undefined;

/** Fetches what the keys of `keys/acting.ts` do, and why they may not: it is not among what the first frame waits for. */
export const loadActingKeys = async (): Promise<void> => {
  await loadActing();
  const all = await import('./all-late.ts');
  [actions, reasons] = [all.actingActions, all.whyNotActing];
  [leaving, hints] = [all.leavingWords, all.hintWords];
};

type Run = (context: ActionContext) => void;

const late =
  (does: keyof typeof Actions.actingRuns): Run =>
  (context) => {
    actions?.actingRuns[does](context);
  };

/** What those keys do. */
export const lateRuns = {
  mark: late('mark'),
  'mark.range': late('mark.range'),
  recycle: late('recycle'),
  undo: late('undo'),
  'undo.confirm': late('undo.confirm'),
  'plan.send': late('plan.send'),
  'plan.next': late('plan.next'),
  'plan.prev': late('plan.prev'),
  ssh: late('ssh'),
  'ssh.connect': late('ssh.connect'),
  'ssh.copy': late('ssh.copy'),
  'ssh.copyJump': late('ssh.copyJump'),
  'ssh.key': late('ssh.key'),
  'ssh.keyTaken': late('ssh.keyTaken'),
} as const satisfies Readonly<Partial<Record<ActionId, Run>>>;

/** Why one of those keys, or the confirmation of what it asks, can do nothing now. */
export const lateReason = (does: ActionId, state: AppState, jobs: JobIndex): string | undefined =>
  reasons?.whyNotActing(does, state, jobs);

/** What becomes of what is under way when the program is left, in words; undefined when nothing is. */
export const lateLeavingWords = (operations: readonly Operation[]): string | undefined =>
  leaving?.leavingWords(operations);

/** What a key would do to what is marked in a question, in words; undefined where the table of keys says it. */
export const lateHint = (does: ActionId, state: AppState): string | undefined =>
  hints?.hintWords(does, state);
