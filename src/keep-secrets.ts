import { withoutSecrets } from '#azure/known-secrets.ts';
import { noteSecret } from '#azure/note-secrets.ts';
import type { AppState } from '#state/app-state.ts';
import { typedSecrets } from '#state/typed-secrets.ts';
import { childEnvironment } from './local/child-environment.ts';
import { hideInReports } from './terminal/crash-text.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What of a variable is secret: of an address its password and its signature, else the whole. */
const secretsOf = (value: string): readonly string[] => {
  const url = URL.parse(value);
  return url === null ? [value] : [value, url.password, decodeURIComponent(url.password)];
};

/** Remembers what is secret in the environment: whatever fails, it must not be told with it. */
const noteEnvironment = (env: Environment): void => {
  const harmless = childEnvironment(env);
  for (const [name, value = ''] of Object.entries(env))
    if (!Object.hasOwn(harmless, name)) for (const secret of secretsOf(value)) noteSecret(secret);
};

/**
 * From now on no report of a crash holds a secret of the environment, one that was sent, or one that stands in a form.
 * @param stateNow asked when there is a report to write
 */
export const keepSecrets = (stateNow: () => AppState): void => {
  noteEnvironment(process.env);
  hideInReports((text) => {
    for (const secret of typedSecrets(stateNow())) noteSecret(secret);
    return withoutSecrets(text);
  });
};
