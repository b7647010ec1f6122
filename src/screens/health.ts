import type { AppState } from '#state/app-state.ts';
import type { Remote } from '#state/remote.ts';
import { rhythms } from '#state/rhythm.ts';
import { nodesOf, routeOf } from '#state/selectors.ts';
import type { PolledSource } from '#state/workbench.ts';
import { explain } from './explain.ts';
import { screenSources } from './sources.ts';
import type { Tone } from './theme.ts';
import { clock } from './words.ts';

export type Health = { readonly words: string; readonly tone: Tone };

/** An answer this many of its source's longest pauses older than the newest one is late. */
const lateAfter = 3;

type Named = { readonly name: PolledSource; readonly remote: Remote<unknown> };

/** What is known of a source; undefined for those that say nothing of their own. */
const remotes: Readonly<Record<PolledSource, (state: AppState) => Remote<unknown> | undefined>> = {
  workspaces: (state) => state.workspaces,
  computes: (state) => state.board?.computes,
  nodes: (state) => nodesOf(state)?.remote,
  jobs: (state) => state.board?.jobs.remote,
  job: (state) => state.board?.job.remote,
  sizes: () => undefined,
  usages: () => undefined,
  index: () => undefined,
  resources: () => undefined,
};

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
  if (state.paused) return { words: 'paused', tone: 'changing' };
  const sources = sourcesOf(state);
  const failing = sources.find(({ remote }) => remote.problem !== undefined);
  if (failing?.remote.problem !== undefined) {
    const { short } = explain(failing.remote.problem);
    const since = clock(failing.remote.failingSince ?? 0).slice(0, 5);
    return { words: `${failing.name} failing since ${since}: ${short}`, tone: 'needsPerson' };
  }
  const times = sources.flatMap(({ remote }) => (remote.answeredAt === undefined ? [] : [remote.answeredAt]));
  if (times.length === 0) return { words: 'asking', tone: 'changing' };
  const newest = Math.max(...times);
  const late = sources.find(
    ({ name, remote }) =>
      remote.answeredAt !== undefined && newest - remote.answeredAt > rhythms[name].steady * lateAfter,
  );
  if (late?.remote.answeredAt !== undefined && late.name !== 'workspaces')
    return {
      words: `ok ${clock(newest)}, ${late.name} ${clock(late.remote.answeredAt)} (late)`,
      tone: 'changing',
    };
  return { words: `ok ${clock(newest)}`, tone: 'works' };
};
