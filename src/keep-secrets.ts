import type { AppState } from '#state/app-state.ts';
import { typedSecrets } from '#state/typed-secrets.ts';
import { hideSecrets } from './hide-secrets.ts';

/** From now on no report of a crash holds a secret: of the environment, sent, or still standing in a form. */
export const keepSecrets = (stateNow: () => AppState): void => hideSecrets(() => typedSecrets(stateNow()));
