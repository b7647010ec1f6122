import type { ClusterDetail } from '#azure/model.ts';
import { idKey, placeOf, workspaceId } from '#azure/place.ts';
import type { Operation } from '../app-state.ts';
import { draftName } from '../drafts.ts';
import type { Keeper } from '../keeper.ts';
import { subjectOfOperation } from '../operation-selectors.ts';
import { isOutcomeUnknown } from '../outcome.ts';
import { subjectKey } from '../selectors.ts';
import { update, type Context } from './context.ts';

/** A form has served its purpose once what it asked for has come about: until then a failure finds it as it was. */
const forgetForm = (context: Pick<Context, 'store'>, keeper: Keeper, operation: Operation): void => {
  const subject = subjectOfOperation(operation);
  if (subject === undefined) return;
  const key = subjectKey(subject);
  update(context, ({ forms: { [key]: _, ...forms }, ...now }) => ({ ...now, forms }));
  const place = placeOf(operation.computeId);
  const draft = draftName(subject);
  if (draft !== undefined && place !== undefined) keeper.dropForm(workspaceId(place), draft);
};

/** The scale that a cluster had before its last successful change can be gone back to. */
const rememberScale = (
  { store, clock }: Pick<Context, 'store' | 'clock'>,
  { computeId }: Operation,
  detail: ClusterDetail,
): void => {
  const scaledFrom = { [idKey(computeId)]: { detail, at: clock.now() } };
  update({ store }, (now) => ({
    ...now,
    acts: { ...now.acts, scaledFrom: { ...now.acts.scaledFrom, ...scaledFrom } },
  }));
};

const endWords = (operation: Operation): string => {
  const { does, attaching, name, word, state, unanswered } = operation;
  const what = attaching === true ? 'attach' : does;
  if (isOutcomeUnknown(operation)) return `${what} of ${name}: no answer, it may have been done; t shows why`;
  if (state !== 'succeeded') return `${what} of ${name} has failed: t shows why`;
  if (does === 'submit') return `${name} is submitted: ${word}; t has its link to the studio`;
  const from = unanswered === undefined ? '' : ', as looking at it shows: no answer had come';
  return `${what} of ${name} has succeeded${from}`;
};

/**
 * What is left to do when an operation has ended: one line for whoever has left its progress, gone with the next key; a form that is done
 * with; and the scale to go back to.
 * @param scaled the cluster before its scale was changed
 */
export const afterEnd = (
  context: Pick<Context, 'store' | 'clock'>,
  keeper: Keeper,
  operation: Operation,
  scaled: ClusterDetail | undefined,
): void => {
  const succeeded = operation.state === 'succeeded';
  if (succeeded) {
    forgetForm(context, keeper, operation);
    if (scaled !== undefined) rememberScale(context, operation, scaled);
  }
  const notice = { words: endWords(operation), tone: succeeded ? 'plain' : 'needsPerson' } as const;
  update(context, (now) => ({ ...now, notice }));
};
