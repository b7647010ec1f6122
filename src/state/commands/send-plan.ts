import { idKey, placeOf } from '#azure/place.ts';
import type { Item } from '../acts-state.ts';
import type { Operation } from '../app-state.ts';
import { holdOf, throttledBy } from '../holds.ts';
import { newEntryId } from '../keeper.ts';
import { isOutcomeUnknown } from '../outcome.ts';
import type { ActionPlan, PlanItem } from '../plan.ts';
import { findCompute } from '../selectors.ts';
import { update, type Context } from './context.ts';
import { changeOperation, listOperation } from './list-operations.ts';
import type { Operations } from './operate.ts';

type Needed = Pick<Context, 'store' | 'clock' | 'careOf'>;

const named = (count: number): string => (count === 1 ? '1 compute' : `${count} computes`);

/** How an operation that has ended, or has only been accepted, reads as the result of one item. */
export const resultOf = (operation: Operation): Pick<Item, 'state' | 'words' | 'problem' | 'errors'> => {
  const { state, word: words, problem, errors } = operation;
  const rest = { words, errors, ...(problem === undefined ? {} : { problem }) };
  switch (state) {
    case 'sending':
      return { ...rest, state: 'sending' };
    case 'running':
      return { ...rest, state: 'running' };
    case 'succeeded':
      return { ...rest, state: 'done' };
    case 'failed':
      if (isOutcomeUnknown(operation)) return { ...rest, state: 'unknown' };
      // What has a word was accepted before.
      return { ...rest, state: words === '' ? 'refused' : 'failed' };
  }
};

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
export const countWords = (items: readonly Item[]): string =>
  counted
    .flatMap(([state, words]) => {
      const count = items.filter((each) => each.state === state).length;
      return count === 0 ? [] : [`${count} ${words}`];
    })
    .join(', ');

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
  context: Needed,
  operations: Operations,
  plan: ActionPlan,
  isClosed: () => boolean,
): string => {
  const { store, clock } = context;
  const id = newEntryId();
  const items = plan.items.map(firstItem);
  listOperation(context, {
    id,
    does: plan.kind.does,
    computeId: '',
    name: named(plan.items.length),
    startedAt: clock.now(),
    state: 'running',
    word: countWords(items),
    errors: [],
    items,
  });
  /** By item: the operation that was begun for it. */
  const begun = new Map<string, string>();

  const itemsNow = (): readonly Item[] =>
    store.getState().operations.find((each) => each.id === id)?.items ?? [];

  const setItem = (itemId: string, news: Partial<Item>): void => {
    changeOperation(context, id, (operation) => {
      const changed = (operation.items ?? []).map((each) =>
        each.id === itemId ? { ...each, ...news } : each,
      );
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
        words: `${plan.kind.title.toLowerCase()} of ${named(plan.items.length)}: ${countWords(itemsNow())}${bad ? '; t shows it' : ''}`,
        tone: bad ? 'needsPerson' : 'plain',
      },
    }));
  };

  /** Takes over how the operations of the items go, until all have ended. */
  const follow = (): void => {
    const { operations: listed } = store.getState();
    for (const item of itemsNow()) {
      const operation = listed.find((each) => each.id === begun.get(item.id));
      if (operation === undefined || !isOpen(item)) continue;
      const result = resultOf(operation);
      if (result.state !== item.state || result.words !== item.words) setItem(item.id, result);
    }
  };

  const answered = (operationId: string): Promise<Operation | undefined> =>
    new Promise((resolve) => {
      const look = (): void => {
        const operation = store.getState().operations.find((each) => each.id === operationId);
        if (operation?.state === 'sending') return;
        leave();
        resolve(operation);
      };
      const leave = store.subscribe(look);
      look();
    });

  const heldUntil = (subscriptionId: string): number => holdOf(store.getState(), subscriptionId).until;

  const pause = async (subscriptionId: string): Promise<void> => {
    const waitMs = heldUntil(subscriptionId) - clock.now();
    if (waitMs > 0)
      await new Promise<void>((resolve) => {
        clock.after(waitMs, resolve);
      });
  };

  /** Why nothing may be sent any more, although it could when the plan was confirmed. */
  const stopped = (item: PlanItem): string | undefined => {
    if (isClosed()) return 'not sent: the connection was closed';
    const state = store.getState();
    const place = placeOf(item.id);
    if (state.about.readOnly || (place !== undefined && context.careOf(place).readOnly))
      return 'not sent: this session or workspace is read-only';
    if (state.session.signedOut !== undefined) return 'not sent: nobody is signed in';
    return undefined;
  };

  const sendOne = async (item: PlanItem): Promise<void> => {
    const { row } = item;
    if (row === undefined || item.skip !== undefined) return;
    const { subscriptionId = '' } = placeOf(row.id) ?? {};
    await pause(subscriptionId);
    const state = store.getState();
    // The board may be that of another workspace by now: then the row is as the plan showed it.
    const here = state.board !== undefined && idKey(row.id).startsWith(`${idKey(state.board.workspace.id)}/`);
    const now = here ? findCompute(state, row.id) : row;
    const reason =
      stopped(item) ??
      (now === undefined ? 'not sent: it is not there any more' : plan.kind.skip(now, state));
    const operation =
      reason === undefined && now !== undefined ? plan.kind.begin(now, operations) : undefined;
    if (operation === undefined) {
      setItem(item.id, { state: 'skipped', words: reason ?? 'not sent: another write to it is under way' });
      return;
    }
    begun.set(item.id, operation);
    follow();
    const answer = await answered(operation);
    const { problem } = answer ?? {};
    if (problem !== undefined) update(context, (to) => throttledBy(to, subscriptionId, problem, clock.now()));
  };

  const run = async (): Promise<void> => {
    const leave = store.subscribe(follow);
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
    leave();
    announce();
  };

  void run();
  return id;
};
