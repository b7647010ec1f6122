import type { ActionContext } from './actions.ts';
import { lateLeavingWords } from './late-acting.ts';

/** Asked for twice within this time, leaving is meant. */
const twiceWithinMs = 2000;

/** Does it when it is asked for the second time, else says so. */
const confirmed = (
  { kit, nowMs }: ActionContext,
  requested: { last?: number },
  words: string,
  then: () => unknown,
): void => {
  const { last } = requested;
  requested.last = nowMs;
  if (last !== undefined && nowMs - last <= twiceWithinMs) {
    delete requested.last;
    then();
  } else kit.workbench.commands.notice(words);
};

const confirmQuit = (context: ActionContext, words: string): void => {
  confirmed(context, context.kit.quitRequestedAt, words, context.kit.quit);
};

/** Takes away what lies over the board, or narrows it; where there is nothing of that, out of the workspace at the second time. */
export const clear = (context: ActionContext): void => {
  const { acts, commands } = context.kit.workbench;
  if (acts()?.clearMarks() === true || commands.clear()) return;
  confirmed(context, context.kit.leaveRequestedAt, 'Esc again leaves the workspace, q does at once', () =>
    commands.back(),
  );
};

/** One step back; from the root out of the program, when what is under way has been told. */
export const leave = (context: ActionContext): void => {
  const { commands, store } = context.kit.workbench;
  const words = lateLeavingWords(store.getState().operations);
  if (commands.back()) return;
  if (words === undefined) context.kit.quit();
  else confirmQuit(context, `${words}: q again quits`);
};

/** Out of the program at the second time. */
export const quit = (context: ActionContext): void => {
  const { commands, store } = context.kit.workbench;
  const { overlay, session } = store.getState();
  // What lies under the card is as it was when the card is gone.
  if (overlay !== undefined && session.card === undefined) commands.closeOverlay();
  confirmQuit(context, 'Ctrl-C again quits');
};
