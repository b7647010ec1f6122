import { update, type Context } from './commands/context.ts';

/** A window without the focus for so long, ms, is taken as not looked at: who only glances elsewhere loses nothing. */
export const restAfterMs = 10_000;

export type Focus = {
  /** What the terminal reports. */
  readonly note: (focused: boolean) => void;
  readonly close: () => void;
};

/**
 * Rests while the terminal's window has not the focus. Who wants to be told when something ends looks elsewhere on purpose: then
 * nothing rests.
 */
export const createFocus = (
  context: Pick<Context, 'store' | 'clock'>,
  { rest, goOn }: { readonly rest: () => void; readonly goOn: () => void },
): Focus => {
  const { store, clock } = context;
  let forget: (() => void) | undefined;
  const lost = (): void => {
    forget = undefined;
    if (store.getState().notify !== 'off') return;
    update(context, (state) => ({ ...state, unfocused: true }));
    rest();
  };
  const got = (): void => {
    if (store.getState().unfocused === undefined) return;
    update(context, ({ unfocused: _, ...state }) => state);
    goOn();
  };
  return {
    note: (focused) => {
      forget?.();
      forget = focused ? undefined : clock.after(restAfterMs, lost);
      if (focused) got();
    },
    close: () => {
      forget?.();
    },
  };
};
