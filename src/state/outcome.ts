import type { Problem } from '#azure/problem.ts';
import type { Operation } from './app-state.ts';

/** What is known of a write whose answer nobody has seen, and of which the resource shows nothing. */
export const noSign = { kind: 'unreachable', reason: 'no sign of it' } as const satisfies Problem;

/** The same, while it may still come. */
export const noSignYet = 'nothing of it to be seen yet';

/** Whether no answer of the service came back to what was sent: it may have arrived all the same. */
export const isUnanswered = (problem: Problem | undefined): boolean =>
  problem?.kind === 'unreachable' || problem?.kind === 'malformed' || problem?.kind === 'service-fault';

/**
 * Whether nobody can tell how a write ended: it was sent, and no answer of the service came back. It may have been carried out all
 * the same.
 */
export const isOutcomeUnknown = ({ state, word, problem }: Operation): boolean => {
  // What has a word was accepted before, and its end is the service's own.
  if (state !== 'failed' || word !== '') return false;
  return isUnanswered(problem);
};
