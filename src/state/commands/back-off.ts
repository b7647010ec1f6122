import type { Problem } from '#azure/problem.ts';
import { throttledBy } from '../holds.ts';
import type { Next } from '../poller.ts';
import { afterFailure, type Source } from '../rhythm.ts';
import { update, type Context } from './context.ts';

/**
 * The wait of a source after a failure, see `afterFailure`. When the service asks to slow down, everything else of that
 * subscription waits as long.
 * @param failures how many in a row, this one included
 */
export const backOff = (
  context: Pick<Context, 'store' | 'clock' | 'random'>,
  source: Source,
  problem: Problem,
  { failures, subscriptionId }: { readonly failures: number; readonly subscriptionId: string },
): Next => {
  const now = context.clock.now();
  if (problem.kind === 'throttled')
    update(context, (state) => throttledBy(state, subscriptionId, problem, now));
  return afterFailure(source, problem, failures, context.random());
};
