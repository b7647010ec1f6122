import type { AppState, Board, Operation } from '../app-state.ts';
import { update, type Context } from '../commands/context.ts';
import { nameIn } from '../elsewhere.ts';
import type { News } from '../notify.ts';
import type { Remote } from '../remote.ts';
import { closeLooksMs } from '../since.ts';
import { createFading } from './fading.ts';
import { createNotifier } from './notifier.ts';
import { computeSightings } from './of-computes.ts';
import { jobNews } from './of-jobs.ts';
import { nodeSightings } from './of-nodes.ts';
import { endedOperations, endSighting } from './of-operations.ts';
import { withSightings } from './record.ts';
import { noEvents, type Sighting } from './work-event.ts';

/** Two answers about nodes further apart than `within`, ms of wall time, do not tell when something has changed: nobody was looking. */
const isClose = (before: Remote<unknown>, after: Remote<unknown>, within: number): boolean =>
  (after.answeredAt ?? Infinity) - (before.answeredAt ?? -Infinity) <= within;

const ofNodes = (before: Board, after: Board, within: number): readonly Sighting[] =>
  before.nodes === after.nodes
    ? []
    : Object.entries(after.nodes).flatMap(([id, { remote }]) => {
        const was = before.nodes[id]?.remote;
        if (was?.data === undefined || remote.data === undefined || !isClose(was, remote, within)) return [];
        return nodeSightings(id, was.data, remote.data);
      });

const ofComputes = (
  before: Board,
  after: Board,
  operations: readonly Operation[],
  { now, within }: { readonly now: number; readonly within: number },
): readonly Sighting[] => {
  const [was, is] = [before.computes.data, after.computes.data];
  // The first answer is no news, and a failed one changes nothing.
  if (was === undefined || is === undefined) return [];
  return computeSightings(was, is, {
    operations,
    now,
    nodesAreSeen: (id) => now - (after.nodes[id]?.remote.answeredAt ?? -Infinity) <= within,
  });
};

/**
 * Follows the store and tells what has changed from answer to answer, as events. What is compared are answers that are there anyway:
 * nothing is asked for it. Begins anew with every workspace that is opened.
 * @param tell tells somebody who looks elsewhere
 * @param changed called when something has changed, whoever did it
 * @returns ends it
 */
export const followEvents = (
  context: Pick<Context, 'store' | 'clock' | 'jobs'>,
  tell: (news: News) => void,
  changed: () => unknown,
): (() => void) => {
  const { store, clock, jobs } = context;
  const notifier = createNotifier(context, tell);
  const fading = createFading(context);
  let seen = store.getState();
  let jobsLookAt: number | undefined;

  const boardNews = (before: AppState, after: AppState, now: number) => {
    const [was, is] = [before.board, after.board];
    if (was === is || was === undefined || is === undefined || was.generation !== is.generation)
      return { sightings: [], ended: [] };
    const within = closeLooksMs(after.about.refreshSeconds);
    const news = jobNews(was.jobs.since, is.jobs.since, (name) => jobs.get(name), jobsLookAt);
    return {
      sightings: [
        ...ofComputes(was, is, after.operations, { now, within }),
        ...ofNodes(was, is, within),
        ...news.sightings,
      ],
      ended: news.ended,
    };
  };

  const look = (): void => {
    fading.look();
    const [before, after] = [seen, store.getState()];
    if (before === after) return;
    seen = after;
    const isNew = before.board?.generation !== after.board?.generation;
    if (isNew) jobsLookAt = undefined;
    const now = clock.now();
    const operations = endedOperations(before.operations, after.operations);
    const { sightings, ended } = boardNews(before, after, now);
    const all = [
      ...sightings,
      ...operations.map((each) => endSighting({ ...each, name: nameIn(each, after.board) })),
    ];
    if (after.board?.jobs.remote.answeredAt !== before.board?.jobs.remote.answeredAt)
      jobsLookAt = after.serverTimeMs;
    if (!isNew && all.length === 0) return;
    update(context, (state) => {
      const events = withSightings(isNew ? noEvents : state.events, all, now);
      return events === state.events ? state : { ...state, events };
    });
    if (all.length > 0) changed();
    if (operations.length + ended.length > 0)
      notifier.ended(
        operations.map((each) => ({ ...each, name: nameIn(each, after.board) })),
        ended,
      );
  };
  const unsubscribe = store.subscribe(look);
  return () => {
    unsubscribe();
    fading.close();
    notifier.close();
  };
};
