import type { AppState } from '#state/app-state.ts';
import type { Remote } from '#state/remote.ts';
import { rhythms } from '#state/rhythm.ts';
import { nodesOf, routeOf } from '#state/selectors.ts';
import { explain } from './explain.ts';
import type { Tone } from './theme.ts';
import { clock } from './words.ts';

export type Health = { readonly words: string; readonly tone: Tone };

/** An answer this many of its source's longest pauses older than the newest one is late. */
const lateAfter = 3;

type Named = { readonly name: keyof typeof rhythms; readonly remote: Remote<unknown> };

/** The sources that the present screen is made of. */
const sourcesOf = (state: AppState): readonly Named[] => {
  const { board } = state;
  const route = routeOf(state);
  if (route.screen === 'workspaces' || board === undefined)
    return [{ name: 'workspaces', remote: state.workspaces }];
  const nodes = nodesOf(state);
  return [
    { name: 'computes', remote: board.computes },
    ...(nodes === undefined ? [] : [{ name: 'nodes' as const, remote: nodes.remote }]),
    { name: 'jobs', remote: board.jobs.remote },
  ];
};

/**
 * How fresh what is on the screen is, in words: the clock time of the last good answer when all is well (not a ticking age: a still
 * screen stays still), else which source is late or failing, and since when.
 */
export const healthOf = (state: AppState): Health => {
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
