import type { ActionContext } from './actions.ts';
import { lateLeavingWords } from './late-acting.ts';

/** Asked for twice within this time, quitting is meant. */
const quitWithinMs = 2000;

/** Quits when it is asked for the second time, else says so. */
const confirmQuit = ({ kit, nowMs }: ActionContext, words: string): void => {
  const { last } = kit.quitRequestedAt;
  kit.quitRequestedAt.last = nowMs;
  if (last !== undefined && nowMs - last <= quitWithinMs) kit.quit();
  else kit.workbench.commands.notice(words);
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
