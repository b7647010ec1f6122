import { holdOf } from '#state/holds.ts';
import { connectAt, connectChoices } from '#state/connect-selectors.ts';
import type { ActionContext } from './actions.ts';
import { clock } from './words.ts';

/** Does what is under the cursor of the card. While a code is shown that has ended, asks for another one. */
export const connect = ({ kit, nowMs }: ActionContext): void => {
  const { commands, store } = kit.workbench;
  const state = store.getState();
  const { signingIn } = state.session;
  if (signingIn !== undefined) {
    const isOver = signingIn.prompt !== undefined && nowMs >= signingIn.prompt.expiresAtMs;
    if (isOver) void commands.signIn(signingIn.way);
    else commands.notice('the sign-in is under way: Esc cancels it');
    return;
  }
  const choice = connectChoices(state)[connectAt(state)];
  if (choice?.to === 'sign-in') void commands.signIn(choice.way);
  else if (choice !== undefined) kit.reopen(choice);
};

/** Asks now; says so when the service has asked for a pause, which is kept. */
export const refresh = ({ kit, nowMs }: ActionContext): void => {
  const { commands, store } = kit.workbench;
  const state = store.getState();
  if (state.session.signedOut !== undefined) {
    commands.openConnect();
    return;
  }
  commands.refresh();
  commands.lookAgain();
  const { until } = holdOf(state, state.board?.workspace.place.subscriptionId);
  if (until > nowMs) commands.notice(`Azure asks to wait until ${clock(until)}: then it is asked`);
};
