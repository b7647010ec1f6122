import type { AppState } from '#state/app-state.ts';
import type { Remote } from '#state/remote.ts';
import { familyOf } from '#state/run-family.ts';
import { paceOf, type PolledSource } from '#state/rhythm.ts';
import { nodesOf, routeOf } from '#state/selectors.ts';
import { explain } from './explain.ts';
import { screenSources } from './sources.ts';
import type { Tone } from './theme.ts';
import { clock } from './words.ts';

export type Health = { readonly words: string; readonly tone: Tone };

/** An answer this many of its source's longest pauses older than the newest one is late. */
const lateAfter = 3;

type Named = { readonly name: PolledSource; readonly remote: Remote<unknown> };

/** The job whose page is open: a part of a job is as it should be unknown to Azure Resource Manager where run history tells of it. */
export const openJob = (state: AppState): Remote<unknown> | undefined => {
  const { name = '', remote } = state.board?.job ?? {};
  const { run } = familyOf(state, name);
  return remote?.problem?.kind === 'not-found' && run.data !== undefined ? run : remote;
};

/** Of the job whose page is open: the one question to run history that says more. */
export const openFamily = (state: AppState): Remote<unknown> | undefined => {
  const route = routeOf(state);
  if (route.screen !== 'job') return undefined;
  const { run, children } = familyOf(state, route.name);
  return children.data !== undefined || children.problem !== undefined ? children : run;
};

/** What is known of a source; undefined for those that say nothing of their own. */
const remotes: Readonly<Record<PolledSource, (state: AppState) => Remote<unknown> | undefined>> = {
  workspaces: (state) => state.workspaces,
  computes: (state) => state.board?.computes,
  nodes: (state) => nodesOf(state)?.remote,
  jobs: (state) => state.board?.jobs.remote,
  job: openJob,
  log: (state) => state.board?.log?.asked,
  run: openFamily,
  sizes: () => undefined,
  usages: () => undefined,
  regions: () => undefined,
  index: (state) => state.board?.jobs.fill,
  resources: () => undefined,
};

/** What each source is called on the screen. */
export const titles: Readonly<Record<PolledSource, string>> = {
  workspaces: 'workspaces',
  computes: 'computes',
  nodes: 'nodes',
  jobs: 'jobs',
  index: 'job index',
  job: 'job',
  log: 'log',
  run: 'run history',
  sizes: 'sizes',
  usages: 'usages',
  regions: 'regions',
  resources: 'resources',
};

const sinceWords = ({ failingSince }: Remote<unknown>, short: string): string =>
  `failing since ${clock(failingSince ?? 0).slice(0, 5)}: ${short}`;

/** What a panel whose rows are old says of its source: since when it fails, and why. Empty while all is well, or while there are no rows. */
export const troubleOf = (remote: Remote<unknown> | undefined): string =>
  remote?.problem === undefined || remote.data === undefined
    ? ''
    : sinceWords(remote, explain(remote.problem).short);

/**
 * Whether a source's last answer is far older than the newest of its screen, by its own pace, or the next one is overdue. What is not asked again
 * is never late.
 */
export const isLate = (
  { about, due, overdue }: Pick<AppState, 'about' | 'due' | 'overdue'>,
  name: PolledSource,
  { answeredAt, asking }: Pick<Remote<unknown>, 'answeredAt' | 'asking'>,
  newest: number,
): boolean =>
  overdue[name] !== undefined ||
  (answeredAt !== undefined &&
    (asking || due[name] !== undefined) &&
    newest - answeredAt > paceOf(name, about.refreshSeconds).steady * lateAfter);

/** The sources that the present screen is made of. */
const sourcesOf = (state: AppState): readonly Named[] =>
  screenSources[routeOf(state).screen].flatMap((name) => {
    const remote = remotes[name](state);
    return remote === undefined ? [] : [{ name, remote }];
  });

/**
 * How fresh what is on the screen is, in words: the clock time of the last good answer when all is well (not a ticking age: a still
 * screen stays still), else which source is late or failing, and since when.
 */
export const healthOf = (state: AppState): Health => {
  const { signedOut } = state.session;
  if (signedOut !== undefined)
    return { words: `signed out since ${clock(signedOut.since).slice(0, 5)}`, tone: 'needsPerson' };
  const sources = sourcesOf(state);
  // How far the index is says nothing of how old the rows are.
  const polled = sources.filter(({ name }) => name !== 'index');
  const times = polled.flatMap(({ remote }) => remote.answeredAt ?? []);
  const newest = Math.max(...times);
  const ok = times.length === 0 ? '' : `ok ${clock(newest)}`;
  const paused = state.paused ? 'PAUSED' : state.unfocused ? 'PAUSED, no focus' : undefined;
  if (paused !== undefined) return { words: ok === '' ? paused : `${paused}, ${ok}`, tone: 'changing' };
  const failing = sources.find(({ remote }) => remote.problem !== undefined);
  if (failing?.remote.problem !== undefined) {
    const { short } = explain(failing.remote.problem);
    return { words: `${titles[failing.name]} ${sinceWords(failing.remote, short)}`, tone: 'needsPerson' };
  }
  const [overdue, ...others] = polled.filter(({ name }) => state.overdue[name] !== undefined);
  if (overdue !== undefined) {
    const what = others.length === 0 ? `${titles[overdue.name]}: ` : '';
    return {
      words: `${what}no answer since ${clock(state.overdue[overdue.name] ?? 0)}`,
      tone: 'changing',
    };
  }
  if (ok === '') return { words: 'asking', tone: 'changing' };
  const late = polled.find(({ name, remote }) => isLate(state, name, remote, newest));
  if (late?.remote.answeredAt !== undefined)
    return {
      words: `${ok}, ${late.name} ${clock(late.remote.answeredAt)} (late)`,
      tone: 'changing',
    };
  return { words: ok, tone: 'works' };
};
