import {
  askComputes,
  askNodes,
  askResources,
  askSizes,
  askUsages,
  askWorkspaces,
} from './commands/attempts.ts';
import { askJob } from './commands/ask-job.ts';
import { askJobs } from './commands/ask-jobs.ts';
import { update, type Context } from './commands/context.ts';
import type { AppState } from './app-state.ts';
import { holdOf, longHold, type Hold } from './holds.ts';
import { loadMoney } from './money/late-money.ts';
import { Poller, type Attempt, type PollerOptions } from './poller.ts';
import { overdueMs, type PolledSource } from './rhythm.ts';

/** An attempt whose code is fetched when it is first made. */
const later = (load: () => Promise<Attempt>): Attempt => {
  let attempt: Attempt | undefined;
  // Once it is there, as quick as any other: whoever wakes a poller must not meet one that has already decided to wait.
  return (signal) => attempt?.(signal) ?? load().then((loaded) => (attempt ??= loaded)(signal));
};

const timesWith = (times: AppState['due'], source: PolledSource, at: number | undefined): AppState['due'] => {
  const { [source]: _, ...others } = times;
  return at === undefined ? others : { ...others, [source]: at };
};

/** The same attempt; while it has no answer for too long, the state says since when. */
const timed =
  (context: Context, source: PolledSource, attempt: Attempt): Attempt =>
  async (signal) => {
    const askedAt = context.clock.now();
    const note = (from: number | undefined, to: number | undefined): void => {
      update(context, (state) =>
        state.overdue[source] === from ? { ...state, overdue: timesWith(state.overdue, source, to) } : state,
      );
    };
    const forget = context.clock.after(overdueMs, () => {
      if (!signal.aborted) note(undefined, askedAt);
    });
    try {
      return await attempt(signal);
    } finally {
      forget();
      if (context.store.getState().overdue[source] === askedAt) note(askedAt, undefined);
    }
  };

/**
 * A poller per source. What is asked of the open workspace's subscription waits while that has asked for a pause, the reading of the
 * job index twice as long; the lists over all subscriptions are asked of Azure Resource Graph, which counts by itself.
 */
export const createPollers = (context: Context): Readonly<Record<PolledSource, Poller>> => {
  const { store, clock } = context;
  const boardHold = (): Hold => {
    const state = store.getState();
    return holdOf(state, state.board?.workspace.place.subscriptionId);
  };
  const polled = (source: PolledSource, attempt: Attempt, options: PollerOptions = {}): Poller =>
    new Poller(timed(context, source, attempt), clock, {
      ...options,
      planned: (at) => {
        update(context, (state) =>
          state.due[source] === at ? state : { ...state, due: timesWith(state.due, source, at) },
        );
      },
    });
  const ofBoard = (source: PolledSource, attempt: Attempt): Poller =>
    polled(source, attempt, { heldUntil: () => boardHold().until });
  return {
    workspaces: polled('workspaces', askWorkspaces(context)),
    computes: ofBoard('computes', askComputes(context)),
    nodes: ofBoard('nodes', askNodes(context)),
    jobs: ofBoard('jobs', askJobs(context)),
    index: polled(
      'index',
      later(async () => (await import('./all-late.ts').then((all) => all.fillIndex)).fillIndex(context)),
      { heldUntil: () => longHold(boardHold()) },
    ),
    job: ofBoard('job', askJob(context)),
    log: polled(
      'log',
      later(async () => (await import('./all-late.ts').then((all) => all.askLog)).askLog(context)),
    ),
    run: polled(
      'run',
      later(async () => (await import('./all-late.ts').then((all) => all.askRun)).askRun(context)),
    ),
    sizes: ofBoard('sizes', askSizes(context)),
    usages: ofBoard('usages', askUsages(context)),
    regions: ofBoard('regions', async (signal) => (await loadMoney()).askRegions(context)(signal)),
    resources: polled('resources', askResources(context)),
  };
};
