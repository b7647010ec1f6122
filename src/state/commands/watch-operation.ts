import type { Compute, JobDetail } from '#azure/model.ts';
import type { Place } from '#azure/place.ts';
import { sameScale, scaleOf, type Scale } from '#azure/targets/scale-body.ts';
import type { Answer } from '#azure/problem.ts';
import type { Operation } from '../app-state.ts';
import { arrived, type InstanceAction } from '../instance-actions.ts';
import type { Attempt, Next } from '../poller.ts';
import { backOff } from './back-off.ts';
import { noSign } from '../outcome.ts';
import type { Context } from './context.ts';

/** A status resource may ask for pauses of minutes; nobody who looks at the screen wants that. */
const longestPauseMs = 15_000;

/** Something that was sent shows by then: the service marks a resource when it accepts a change of it. */
const signWithinMs = 60_000;

export type Watched = Pick<Operation, 'does' | 'name'> & {
  readonly place: Place;
  /** Nobody has seen the service accept it: it may never have arrived. With what it asked for, where that is known. */
  readonly unanswered?: { readonly asked: Scale | undefined } | undefined;
};

/** What is learned of an operation while it is watched. `state` is set by what ends it. */
export type Learned = Pick<Partial<Operation>, 'word' | 'errors' | 'problem' | 'link'> & {
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

const noSignYet = 'nothing of it to be seen yet';

/** Whether a resource shows that a write has arrived there. */
const shows = (
  { provisioning, detail }: Compute,
  does: Operation['does'],
  asked: Scale | undefined,
): boolean => {
  if (isInstanceAction(does))
    return detail.is === 'instance' && detail.lastOperation?.name.toLowerCase() === does;
  if (does === 'create') return true;
  if (does === 'delete' || does === 'detach') return provisioning.is === 'Deleting';
  const isThere = asked !== undefined && detail.is === 'cluster' && sameScale(scaleOf(detail), asked);
  return isThere || provisioning.is === 'Updating';
};

const readingOf = (does: Operation['does']): Reading => {
  if (isInstanceAction(does)) return readInstance(does);
  return does === 'delete' || does === 'detach' ? readRemoval() : readProvisioning;
};

/** Without the resource a removal has succeeded, everything else has failed. */
const goneMeans = (does: Operation['does']): 'succeeded' | 'failed' =>
  does === 'delete' || does === 'detach' ? 'succeeded' : 'failed';

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
  let unsure = unanswered;
  const since = context.clock.now();
  let url = statusUrl;
  let failures = 0;

  const learned = (news: Learned): Next => {
    failures = 0;
    learn(news);
    return news.state === undefined ? { inMs: context.paceMs() } : 'wait';
  };

  /** A job that is there has been submitted, whatever becomes of it. */
  const lookAtJob = async (signal: AbortSignal): Promise<Answer<Learned>> => {
    const answer = await gateway.getJob(place, name, signal);
    return answer.ok ? { ...answer, value: submittedAs(answer.value) } : answer;
  };

  const lookAtCompute = async (signal: AbortSignal): Promise<Answer<Learned>> => {
    const answer = await gateway.getCompute(place, name, signal);
    if (!answer.ok) return answer;
    if (unsure !== undefined && shows(answer.value, does, unsure.asked)) unsure = undefined;
    if (unsure === undefined) return { ...answer, value: read(answer.value) };
    const isOver = context.clock.now() - since >= signWithinMs;
    return {
      ...answer,
      value: isOver ? { state: 'failed', word: '', problem: noSign } : { word: noSignYet },
    };
  };

  const lookAtResource = async (signal: AbortSignal): Promise<Next> => {
    const answer = await (does === 'submit' ? lookAtJob(signal) : lookAtCompute(signal));
    if (answer.ok) return learned(answer.value);
    const { problem } = answer;
    if (problem.kind === 'aborted') return 'wait';
    if (problem.kind === 'not-found') {
      const state = goneMeans(does);
      return learned(state === 'failed' ? { state, word: 'gone', problem } : { state, word: 'gone' });
    }
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
