import type { AppState } from '../app-state.ts';
import { update, type Context } from '../commands/context.ts';
import { routeOf } from '../selectors.ts';
import type { WorkEvent } from './work-event.ts';

/** A success is told at the foot of the screen for so long, ms of wall time. */
export const successMs = 10_000;

/** Whether the screen tells more of how an operation has ended. */
const isLookedAt = (state: AppState, event: WorkEvent): boolean => {
  const route = routeOf(state);
  return (
    route.screen === 'operations' ||
    route.screen === 'events' ||
    (route.screen === 'progress' && route.operation === event.ours?.id)
  );
};

/**
 * Takes what has been told long enough from the foot of the screen: a success after some seconds, a failure once it has been looked at.
 * Among the events both stay.
 */
export const createFading = (context: Pick<Context, 'store' | 'clock'>) => {
  const { store, clock } = context;
  let rows: AppState['events']['rows'] = [];
  let newest: WorkEvent | undefined;
  let notice: AppState['notice'];
  let forgetEvent = (): void => undefined;
  let forgetNotice = (): void => undefined;

  const noteTold = (event: WorkEvent): void => {
    update(context, (state) => ({ ...state, events: { ...state.events, told: event.id } }));
  };

  const lookAtEvents = (state: AppState): void => {
    if (state.events.rows !== rows) {
      ({ rows } = state.events);
      const before = newest;
      newest = rows.find(({ ours }) => ours !== undefined);
      if (newest !== before) {
        forgetEvent();
        const event = newest;
        if (event !== undefined && event.tone !== 'needsPerson')
          forgetEvent = clock.after(successMs, () => {
            noteTold(event);
          });
      }
    }
    if (newest?.tone === 'needsPerson' && state.events.told !== newest.id && isLookedAt(state, newest))
      noteTold(newest);
  };

  const lookAtNotice = (state: AppState): void => {
    if (state.notice === notice) return;
    forgetNotice();
    const { notice: now } = state;
    notice = now;
    if (now?.fades === true)
      forgetNotice = clock.after(successMs, () => {
        if (store.getState().notice === now) update(context, ({ notice: _, ...rest }) => rest);
      });
  };

  return {
    look: (): void => {
      lookAtNotice(store.getState());
      lookAtEvents(store.getState());
    },
    close: (): void => {
      forgetEvent();
      forgetNotice();
    },
  };
};
