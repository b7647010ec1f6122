import type { Call } from '#azure/gateway.ts';
import type { Problem } from '#azure/problem.ts';
import type { AppState } from './app-state.ts';

/** A subscription that asked to slow down (429). Azure Resource Manager counts requests per subscription, region and caller, so one refusal speaks for all. */
export type Hold = {
  /** Wall time of the refusal, ms. */
  readonly at: number;
  /** Wall time before which nothing of that subscription is asked, ms; `at` when the service named no time. */
  readonly until: number;
};

/** What is remembered of the service's limits counts for this long: its buckets fill up again within seconds. */
const lately = 60_000;

/** Below this many requests left, background reading gives way to what is on the screen. */
export const scarce = 20;

const none: Hold = { at: -Infinity, until: -Infinity };

/** The present hold of a subscription; one that is long over when there is none. */
export const holdOf = (state: Pick<AppState, 'holds'>, subscriptionId: string | undefined): Hold =>
  subscriptionId === undefined ? none : (state.holds[subscriptionId.toLowerCase()] ?? none);

/** Until when nothing is asked for the sake of what is not on the screen: twice as long as for what is. */
export const longHold = ({ at, until }: Hold): number => (until === -Infinity ? until : until + (until - at));

/** Notes a refusal with 429 at wall time `now`; any other problem changes nothing. */
export const throttledBy = (
  state: AppState,
  subscriptionId: string,
  problem: Problem,
  now: number,
): AppState => {
  if (problem.kind !== 'throttled') return state;
  const until = Math.max(holdOf(state, subscriptionId).until, now + (problem.retryAfterMs ?? 0));
  return { ...state, holds: { ...state.holds, [subscriptionId.toLowerCase()]: { at: now, until } } };
};

/** Keeps the lowest number of requests left that was told lately. The same state when that is still it. */
export const budgetAfter = (
  state: AppState,
  { remaining }: Pick<Call, 'remaining'>,
  now: number,
): AppState => {
  if (remaining === undefined) return state;
  const { budget } = state;
  if (budget !== undefined && now - budget.at < lately && budget.remaining < remaining) return state;
  return { ...state, budget: { remaining, at: now } };
};

/** Whether little is left of what the service allows, or it has refused lately: reading in the background slows down then. */
export const isTight = (
  state: Pick<AppState, 'holds' | 'budget'>,
  subscriptionId: string,
  now: number,
): boolean => {
  const { budget } = state;
  const low = budget !== undefined && budget.remaining < scarce && now - budget.at < lately;
  return low || now - holdOf(state, subscriptionId).at < lately;
};
