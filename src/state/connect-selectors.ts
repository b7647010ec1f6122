import type { AppState } from './app-state.ts';
import { memo } from './memo.ts';
import { choiceKey, choicesOf, type ConnectChoice } from './session.ts';

const choices = memo(choicesOf);

/** What the card that offers to sign in has to choose from. */
export const connectChoices = ({ session, about, board }: AppState): readonly ConnectChoice[] =>
  choices(session.before, about.cloud, board !== undefined);

/** Which of them is under its cursor: the first when that one is not offered any more. */
export const connectAt = (state: AppState): number =>
  Math.max(
    0,
    connectChoices(state).findIndex((choice) => choiceKey(choice) === state.session.card?.at),
  );
