import type { AppState } from '#state/app-state.ts';
import type { Screen } from '#state/routes.ts';
import type { PolledSource } from '#state/rhythm.ts';
import { routeOf } from '#state/selectors.ts';

/** What each screen is made of: polled while it is open, whatever lies over it, and what its header speaks of. */
export const screenSources: Readonly<Record<Screen, readonly PolledSource[]>> = {
  workspaces: ['workspaces'],
  board: ['computes', 'nodes', 'jobs', 'index', 'sizes'],
  compute: ['computes', 'jobs', 'sizes'],
  node: ['computes', 'nodes', 'jobs'],
  job: ['jobs', 'job', 'run'],
  why: ['computes', 'nodes', 'jobs', 'index', 'job', 'sizes', 'usages', 'regions'],
  log: ['log'],
  targets: ['computes', 'sizes'],
  form: ['computes', 'sizes', 'usages', 'resources'],
  review: ['computes', 'sizes'],
  code: ['computes'],
  // An operation may be the cancelling of jobs, whose ends the job list tells.
  progress: ['computes', 'jobs'],
  operations: ['computes', 'jobs'],
  events: ['computes', 'nodes', 'jobs', 'index'],
  calls: ['computes', 'nodes', 'jobs', 'index'],
  guide: ['computes'],
  cost: ['computes', 'jobs', 'index', 'sizes', 'regions'],
  quota: ['computes', 'sizes', 'usages', 'regions'],
};

const ofWorkspace: readonly PolledSource[] = ['computes', 'jobs', 'index'];
const none: readonly PolledSource[] = [];

/**
 * What is polled on every screen of an open workspace, whatever that is about: the job index is filled, events are noted, ends are told and
 * histories measured also while somebody follows a log or fills in a form.
 */
export const heldSources = (state: AppState): readonly PolledSource[] =>
  state.board === undefined || routeOf(state).screen === 'workspaces' ? none : ofWorkspace;
