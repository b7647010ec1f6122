import type { Compute, JobDetail } from '#azure/model.ts';
import type { Place } from '#azure/place.ts';
import type { Answer, Problem } from '#azure/problem.ts';
import type { Operation } from '../app-state.ts';
import { arrived, type InstanceAction } from '../instance-actions.ts';
import type { Attempt, Next } from '../poller.ts';
import { backOff } from './back-off.ts';
import type { Context } from './context.ts';
import { createSign, type Unanswered } from './sign-of-write.ts';

/** A status resource may ask for pauses of minutes; nobody who looks at the screen wants that. */
const longestPauseMs = 15_000;

export type Watched = Pick<Operation, 'does' | 'name'> & {
  readonly place: Place;
  readonly unanswered?: Unanswered | undefined;
};

/** What is learned of an operation while it is watched. `state` is set by what ends it. */
export type Learned = Pick<Partial<Operation>, 'word' | 'errors' | 'problem' | 'link' | 'unanswered'> & {
  readonly state?: 'succeeded' | 'failed';
};

/** What is learned of a submission by the job itself. */
export const submittedAs = ({ status, studioUrl }: JobDetail): Learned => ({
  state: 'succeeded',
  word: status.text,
  ...(studioUrl === undefined ? {} : { link: studioUrl }),
});

/** What a look at the resource says about an operation on it. */
type Reading = (compute: Compute) => Learned;

const isInstanceAction = (does: Operation['does']): does is InstanceAction => does in arrived;

/** Creations and changes are over when the provisioning state says so. */
const readProvisioning: Reading = ({ provisioning, provisioningErrors: errors }) => {
  const news = { word: provisioning.text, errors };
  switch (provisioning.is) {
    case 'Succeeded':
      return { ...news, state: 'succeeded' };
    case 'Failed':
    case 'Canceled':
      return { ...news, state: 'failed' };
    case 'Creating':
    case 'Updating':
    case 'Deleting':
    case 'Unknown':
    case 'other':
      return news;
  }
};

/**
 * A removal goes on for as long as the resource is there. It has failed when the resource was seen being removed and is `Failed` now: what is
 * removed may well have been Failed before.
 */
const readRemoval = (): Reading => {
  let begun = false;
  return ({ provisioning, provisioningErrors: errors }) => {
    begun ||= provisioning.is === 'Deleting';
    const news = { word: provisioning.text, errors };
    return begun && provisioning.is === 'Failed' ? { ...news, state: 'failed' } : news;
  };
};

/**
 * An instance has arrived when it is in the state that was asked for and its last operation is the one that was asked for: right
 * after a restart was accepted it still is Running from before.
 */
const readInstance =
  (action: InstanceAction): Reading =>
  ({ detail }) => {
    if (detail.is !== 'instance') return { state: 'failed', word: 'not an instance' };
    const { state, lastOperation, instanceErrors: errors } = detail;
    const news = { word: state.text, errors };
    const isOurs = lastOperation === undefined || lastOperation.name.toLowerCase() === action;
    if (isOurs && lastOperation?.status.endsWith('Failed') === true) return { ...news, state: 'failed' };
    if (state.is === 'Unusable' || state.is.endsWith('Failed')) return { ...news, state: 'failed' };
    const settled = isOurs && lastOperation?.status !== 'InProgress';
    return settled && arrived[action].includes(state.is) ? { ...news, state: 'succeeded' } : news;
  };

const readingOf = (does: Operation['does']): Reading => {
  if (isInstanceAction(does)) return readInstance(does);
  return does === 'delete' || does === 'detach' ? readRemoval() : readProvisioning;
};

/**
 * Watches one write to its end by the service's own words: the asynchronous-operation resource while it lasts, then (or where the
 * service named none) the resource itself. There is no time-out: a creation takes as long as it takes.
 * @param context `paceMs` is how long to wait between two looks
 * @param statusUrl carries a signature: it stays inside this closure
 */
export const watchOperation = (
  context: Pick<Context, 'gateway' | 'store' | 'clock' | 'random'> & { readonly paceMs: () => number },
  { does, name, place, unanswered }: Watched,
  statusUrl: string | undefined,
  learn: (news: Learned) => void,
): Attempt => {
  const { gateway } = context;
  const { subscriptionId } = place;
  const read = readingOf(does);
  const sign = unanswered && createSign(does, unanswered, context.clock);
  let url = statusUrl;
  let failures = 0;

  const learned = (news: Learned): Next => {
    failures = 0;
    learn(news);
    return news.state === undefined ? { inMs: context.paceMs() } : 'wait';
  };

  /** What a look tells of a write whose answer nobody has seen is a conclusion, and is told as one. */
  const concluded = (news: Learned): Learned =>
    sign === undefined ? news : { ...news, unanswered: 'concluded' };

  /** A job that is there has been submitted, whatever becomes of it. */
  const lookAtJob = async (signal: AbortSignal): Promise<Answer<Learned>> => {
    const answer = await gateway.getJob(place, name, signal);
    return answer.ok ? { ...answer, value: concluded(submittedAs(answer.value)) } : answer;
  };

  const lookAtCompute = async (signal: AbortSignal): Promise<Answer<Learned>> => {
    const answer = await gateway.getCompute(place, name, signal);
    if (!answer.ok) return answer;
    const { value } = answer;
    return {
      ...answer,
      value: sign?.shownBy(value) === false ? sign.notShown() : concluded(read(value)),
    };
  };

  /** Without the resource a removal has succeeded. Everything else has failed, unless it may be on its way yet. */
  const whenGone = (problem: Problem): Learned => {
    if (does === 'delete' || does === 'detach') return concluded({ state: 'succeeded', word: 'gone' });
    return sign?.wasShown() === false
      ? sign.notShown()
      : concluded({ state: 'failed', word: 'gone', problem });
  };

  const lookAtResource = async (signal: AbortSignal): Promise<Next> => {
    const answer = await (does === 'submit' ? lookAtJob(signal) : lookAtCompute(signal));
    if (answer.ok) return learned(answer.value);
    const { problem } = answer;
    if (problem.kind === 'aborted') return 'wait';
    if (problem.kind === 'not-found') return learned(whenGone(problem));
    failures += 1;
    learn({ problem });
    return backOff(context, 'operation', problem, { failures, subscriptionId });
  };

  return async (signal) => {
    if (url === undefined) return lookAtResource(signal);
    const answer = await gateway.readOperation(url, signal);
    if (!answer.ok) {
      const { problem } = answer;
      if (problem.kind === 'aborted') return 'wait';
      if (problem.kind === 'not-found') {
        // A status resource that has expired says nothing; the resource itself still does.
        url = undefined;
        return lookAtResource(signal);
      }
      failures += 1;
      learn({ problem });
      return backOff(context, 'operation', problem, { failures, subscriptionId });
    }
    const { is, text, error, retryAfterMs = 0 } = answer.value;
    switch (is) {
      case 'running':
        learned({ word: text });
        return { inMs: Math.max(context.paceMs(), Math.min(retryAfterMs, longestPauseMs)) };
      case 'succeeded':
        url = undefined;
        return lookAtResource(signal);
      case 'failed':
      case 'canceled':
        return learned({ state: 'failed', word: text, errors: error === undefined ? [] : [error] });
    }
  };
};
