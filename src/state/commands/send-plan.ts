import { placeOf, sameId, workspaceId, type Place } from '#azure/place.ts';
import type { Item } from '../acts-state.ts';
import { several } from '../consequences.ts';
import { holdOf, throttledBy } from '../holds.ts';
import { newEntryId } from '../keeper.ts';
import type { ActionPlan, PlanItem } from '../plan.ts';
import { update, type Context } from './context.ts';
import { changeOperation, listOperation } from './list-operations.ts';
import type { Operations } from './operate.ts';
import { createSending, type ItemNews } from './sending.ts';

const counted: readonly (readonly [Item['state'], string])[] = [
  ['done', 'done'],
  ['refused', 'refused'],
  ['failed', 'failed'],
  ['unknown', 'unknown'],
  ['running', 'under way'],
  ['sending', 'being sent'],
  ['waiting', 'to be sent'],
  ['skipped', 'skipped'],
];

/** `2 done, 1 refused`. */
const countWords = (items: readonly Item[]): string => {
  const counts = new Map<Item['state'], number>();
  for (const { state } of items) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counted
    .flatMap(([state, words]) => {
      const count = counts.get(state);
      return count === undefined ? [] : [`${count} ${words}`];
    })
    .join(', ');
};

const isOpen = ({ state }: Item): boolean =>
  state === 'waiting' || state === 'sending' || state === 'running';
const isBad = ({ state }: Item): boolean => state === 'refused' || state === 'failed' || state === 'unknown';

const firstItem = ({ id, name, skip }: PlanItem): Item => ({
  id,
  name,
  state: skip === undefined ? 'waiting' : 'skipped',
  words: skip ?? '',
  errors: [],
});

/**
 * Sends a plan: to one after the other, each when the service has answered for the one before, and no sooner than it asked for after it
 * has refused one for too many requests. Nothing is sent a second time, whatever the answer. What was sent is watched to its end like any
 * other operation; what has not been sent when the program ends never is.
 * @param isClosed whether this connection has been given up: nothing more is sent then
 * @returns the operation that shows how it goes with each
 */
export const sendPlan = (
  context: Context,
  operations: Operations,
  plan: ActionPlan,
  isClosed: () => boolean,
): string => {
  const { store, clock, jobs } = context;
  const { kind } = plan;
  const named = several(plan.items.length, ...kind.called);
  const id = newEntryId();
  const items = plan.items.map(firstItem);
  listOperation(context, {
    id,
    does: kind.does,
    computeId: '',
    name: named,
    markedIn: kind.list,
    startedAt: clock.now(),
    state: 'running',
    word: countWords(items),
    errors: [],
    items,
  });
  const itemsNow = (): readonly Item[] =>
    store.getState().operations.find((each) => each.id === id)?.items ?? [];

  const setItem = (itemId: string, news: Partial<Item>): void => {
    changeOperation(context, id, (operation) => {
      const changed = (operation.items ?? []).map((each) => {
        if (each.id !== itemId) return each;
        const { problem: _, ...before } = each;
        return { ...before, ...news };
      });
      const over = !changed.some(isOpen);
      return {
        ...operation,
        items: changed,
        word: countWords(changed),
        ...(over
          ? {
              state: changed.some(isBad) ? ('failed' as const) : ('succeeded' as const),
              endedAt: clock.now(),
            }
          : {}),
      };
    });
  };

  const announce = (): void => {
    const bad = itemsNow().some(isBad);
    update(context, (now) => ({
      ...now,
      notice: {
        words: `${kind.title.toLowerCase()} of ${named}: ${countWords(itemsNow())}${bad ? '; t shows it' : ''}`,
        tone: bad ? 'needsPerson' : 'plain',
      },
    }));
  };

  const heldUntil = (subscriptionId: string): number => holdOf(store.getState(), subscriptionId).until;

  const pause = async (subscriptionId: string): Promise<void> => {
    const waitMs = heldUntil(subscriptionId) - clock.now();
    if (waitMs > 0)
      await new Promise<void>((resolve) => {
        clock.after(waitMs, resolve);
      });
  };

  /** Why nothing may be sent any more, although it could when the plan was confirmed. */
  const stopped = (place: Place): string | undefined => {
    if (isClosed()) return 'not sent: the connection was closed';
    const state = store.getState();
    if (state.about.readOnly || context.careOf(place).readOnly)
      return 'not sent: this session or workspace is read-only';
    if (state.session.signedOut !== undefined) return 'not sent: nobody is signed in';
    return undefined;
  };

  const sendOne = async (item: PlanItem): Promise<void> => {
    const place = placeOf(item.id);
    if (item.subject === undefined || item.skip !== undefined || place === undefined) return;
    await pause(place.subscriptionId);
    const state = store.getState();
    const here = state.board !== undefined && sameId(state.board.workspace.id, workspaceId(place));
    const found = here ? kind.look(item.id, state, jobs) : undefined;
    // The board may be that of another workspace by now, or have been opened anew: then it is as the plan showed it.
    const subject = found ?? (here && kind.isKnown(state, jobs) ? undefined : item.subject);
    const reason =
      stopped(place) ?? (subject === undefined ? 'not sent: it is not there any more' : subject.skip);
    const tell = (news: ItemNews): void => {
      setItem(item.id, news);
    };
    const answered =
      reason === undefined ? subject?.begin(createSending(context, operations, place, tell)) : undefined;
    if (answered === undefined) {
      setItem(item.id, { state: 'skipped', words: reason ?? 'not sent: another write to it is under way' });
      return;
    }
    const problem = await answered;
    if (problem !== undefined)
      update(context, (to) => throttledBy(to, place.subscriptionId, problem, clock.now()));
  };

  const run = async (): Promise<void> => {
    for (const item of plan.items) await sendOne(item);
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (itemsNow().some(isOpen)) return;
        end();
        resolve();
      };
      const end = store.subscribe(look);
      look();
    });
    announce();
  };

  void run();
  return id;
};
