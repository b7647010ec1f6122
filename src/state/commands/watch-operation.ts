import type { Place } from '#azure/place.ts';
import type { Operation } from '../app-state.ts';
import type { Attempt, Next } from '../poller.ts';
import { afterFailure, rhythms } from '../rhythm.ts';
import type { Context } from './context.ts';

/** A status resource may ask for pauses of minutes; nobody who looks at the screen wants that. */
const longestPauseMs = 15_000;

type Watched = Pick<Operation, 'id' | 'does' | 'name'> & { readonly place: Place };

/** What is learned of an operation while it is watched. `endedAt` is set by the receiver, for states that end it. */
export type Learned = Pick<Partial<Operation>, 'word' | 'errors' | 'problem'> & {
  readonly state?: 'succeeded' | 'failed';
};

/**
 * Watches one write to its end by the service's own words: the asynchronous-operation resource while it lasts, then (or where the
 * service named none) the resource itself. There is no time-out: a creation takes as long as it takes.
 * @param statusUrl carries a signature: it stays inside this closure
 */
export const watchOperation = (
  { gateway, random }: Pick<Context, 'gateway' | 'random'>,
  { does, name, place }: Watched,
  statusUrl: string | undefined,
  learn: (news: Learned) => void,
): Attempt => {
  let url = statusUrl;
  let failures = 0;
  const soon: Next = { inMs: rhythms.operation.steady };

  const end = (news: Learned): Next => {
    learn(news);
    return 'wait';
  };

  const lookAtResource = async (signal: AbortSignal): Promise<Next> => {
    const answer = await gateway.getCompute(place, name, signal);
    if (!answer.ok) {
      const { problem } = answer;
      if (problem.kind === 'aborted') return 'wait';
      if (problem.kind === 'not-found')
        return end(
          does === 'create'
            ? { state: 'failed', word: 'gone', problem }
            : { state: 'succeeded', word: 'gone' },
        );
      failures += 1;
      learn({ problem });
      return afterFailure('operation', problem, failures, random());
    }
    failures = 0;
    const { provisioning, provisioningErrors: errors } = answer.value;
    const news = { word: provisioning.text, errors };
    switch (provisioning.is) {
      case 'Succeeded':
        if (does === 'create') return end({ ...news, state: 'succeeded' });
        // A removal that has been accepted but has not begun.
        learn(news);
        return soon;
      case 'Failed':
      case 'Canceled':
        return end({ ...news, state: 'failed' });
      case 'Creating':
      case 'Updating':
      case 'Deleting':
      case 'Unknown':
      case 'other':
        learn(news);
        return soon;
    }
  };

  return async (signal) => {
    if (url === undefined) return lookAtResource(signal);
    const answer = await gateway.readOperation(url, signal);
    if (!answer.ok) {
      const { problem } = answer;
      if (problem.kind === 'aborted') return 'wait';
      // A status resource that is gone says nothing; the resource itself still does.
      if (problem.kind === 'not-found') url = undefined;
      failures += 1;
      learn({ problem });
      return afterFailure('operation', problem, failures, random());
    }
    failures = 0;
    const { is, text, error, retryAfterMs = 0 } = answer.value;
    switch (is) {
      case 'running':
        learn({ word: text });
        return { inMs: Math.max(rhythms.operation.steady, Math.min(retryAfterMs, longestPauseMs)) };
      case 'succeeded':
        url = undefined;
        return lookAtResource(signal);
      case 'failed':
      case 'canceled':
        return end({ state: 'failed', word: text, errors: error === undefined ? [] : [error] });
    }
  };
};
